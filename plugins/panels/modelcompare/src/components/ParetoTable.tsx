/** The Pareto plot as a table: the same figures in rows. */
import { css } from '@emotion/css';
import type { Field, GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import { UNKNOWN } from '@llmobservatory/format';
import type { Range } from '../model/fields';
import { printRange } from '../model/numbers';
import type { Print } from '../model/numbers';
import type { Pareto } from '../model/pareto';
import { text } from '../text';
import { modelColour } from './colours';
import { MarkIcon } from './Mark';
import type { ParetoPrints } from './paretoPrints';

interface Props {
  plot: Pareto;
  prints: ParetoPrints;
  modelField: Field;
}

export function ParetoTable({ plot: { x, y, size, points }, prints, modelField }: Props) {
  const theme = useTheme2();
  const styles = useStyles2(getStyles);
  const label = text('pareto.label', '{{y}} against {{x}}', { x: x.label, y: y.label });
  return (
    <div className={styles.scroll} role="region" aria-label={label} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{text('what-if.model', 'Model')}</th>
            <th scope="col">{x.label}</th>
            <th scope="col">{y.label}</th>
            {size && <th scope="col">{size.label}</th>}
            <th scope="col">{text('pareto.frontier', 'On the frontier')}</th>
          </tr>
        </thead>
        <tbody>
          {[...points]
            .sort((a, b) => a.x - b.x)
            .map((point) => (
              <tr key={point.row.model}>
                <th scope="row">
                  <span className={styles.model}>
                    <MarkIcon
                      shape={point.shape}
                      colour={modelColour(theme, modelField, point.row.row, point.row.model)}
                      hollow={point.few}
                    />
                    {point.row.model}
                  </span>
                </th>
                <td>{withInterval(point.x, point.xInterval, prints.x)}</td>
                <td>{withInterval(point.y, point.yInterval, prints.y)}</td>
                {size && <td>{point.size === null ? UNKNOWN : prints.size(point.size)}</td>}
                <td>{point.onFrontier ? text('pareto.yes', 'yes') : ''}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  );
}

const withInterval = (value: number, interval: Range | null, print: Print): string =>
  interval ? `${print(value)} [${printRange(interval, print)}]` : print(value);

const getStyles = (theme: GrafanaTheme2) => ({
  scroll: css({ overflow: 'auto' }),
  model: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(1), '& > svg': { flexShrink: 0 } }),
  table: css({
    width: '100%',
    fontVariantNumeric: 'tabular-nums',
    '& th, & td': { padding: theme.spacing(0.5, 1), textAlign: 'right', fontWeight: 'normal' },
    '& thead th': { color: theme.colors.text.secondary },
    '& th:first-child': { textAlign: 'left', overflowWrap: 'anywhere' },
    '& tbody tr': { borderTop: `1px solid ${theme.colors.border.weak}` },
  }),
});
