/** A title, facts in two columns, and sentences: what a hover card or an explanation of a figure shows. */
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

export interface Fact {
  label: string;
  value: string;
}

interface Props {
  title: string;
  facts: readonly Fact[];
  /** Empty ones are left out. */
  sentences: readonly string[];
}

export function FactsCard({ title, facts, sentences }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <>
      {title !== '' && <div className={styles.title}>{title}</div>}
      <dl className={styles.facts}>
        {facts.map(({ label, value }) => (
          <div key={label} className={styles.fact}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {sentences.filter(Boolean).map((sentence) => (
        <p key={sentence} className={styles.sentence}>
          {sentence}
        </p>
      ))}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  title: css({ fontWeight: theme.typography.fontWeightMedium, overflowWrap: 'anywhere' }),
  facts: css({ margin: theme.spacing(0.5, 0) }),
  fact: css({
    display: 'flex',
    justifyContent: 'space-between',
    gap: theme.spacing(3),
    '& dt': { color: theme.colors.text.secondary, fontWeight: 'normal' },
    '& dd': { margin: 0, textAlign: 'right', fontVariantNumeric: 'tabular-nums' },
  }),
  sentence: css({ margin: theme.spacing(0.5, 0, 0), color: theme.colors.text.secondary }),
});
