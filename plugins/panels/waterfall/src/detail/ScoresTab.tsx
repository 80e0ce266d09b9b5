/** What people and evaluators thought of this call: each score with who gave it, and why. */
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { UNKNOWN } from '@llmobservatory/format';
import type { LlmScore } from '@llmobservatory/model';
import { text } from '../text';
import type { TabProps } from './tabProps';

export function ScoresTab({ node }: TabProps) {
  const styles = useStyles2(getStyles);
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{text('score.name', 'Score')}</th>
          <th scope="col">{text('score.value', 'Value')}</th>
          <th scope="col">{text('score.verdict', 'Verdict')}</th>
          <th scope="col">{text('score.by', 'By')}</th>
          <th scope="col">{text('score.why', 'Why')}</th>
        </tr>
      </thead>
      <tbody>
        {(node.span.llm?.scores ?? []).map((score) => (
          <tr key={`${score.name} ${score.timeMs} ${score.annotator ?? ''}`}>
            <th scope="row">{score.name}</th>
            <td>{valueOf(score)}</td>
            <td>{verdictOf(score)}</td>
            <td>{score.annotator ?? UNKNOWN}</td>
            <td>{score.explanation ?? ''}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const valueOf = ({ value, label }: LlmScore): string =>
  [value === null ? null : String(Number(value.toPrecision(3))), label].filter(Boolean).join(' · ') ||
  UNKNOWN;

function verdictOf({ passed, errorType }: LlmScore): string {
  if (errorType !== null) return text('score.error', 'evaluation failed: {{error}}', { error: errorType });
  if (passed === null) return UNKNOWN;
  return passed ? text('score.passed', 'passed') : text('score.failed', 'failed');
}

const getStyles = (theme: GrafanaTheme2) => ({
  table: css({
    width: '100%',
    '& th, & td': {
      padding: theme.spacing(0.25, 0.5),
      borderBottom: `1px solid ${theme.colors.border.weak}`,
      verticalAlign: 'top',
      overflowWrap: 'anywhere',
    },
    '& th': { fontWeight: theme.typography.fontWeightRegular },
    '& thead th': { color: theme.colors.text.secondary },
  }),
});
