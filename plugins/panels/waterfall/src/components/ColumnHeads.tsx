/**
 * First row of the treegrid: names of the columns, and the ticks of the time axis.
 */
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { duration } from '@llmobservatory/format';
import { ticks } from '../model/timeAxis';
import type { Axis } from '../model/timeAxis';
import { text } from '../text';
import { barPadding } from './Bar';
import type { RowColumns } from './SpanRow';

interface Props {
  columns: RowColumns;
  axis: Axis;
}

export const HEAD_PX = 26;

export function ColumnHeads({ columns, axis }: Props) {
  const styles = useStyles2(getStyles);
  const inColumns = columns.figures === 'columns';
  return (
    <div className={styles.head} role="rowgroup">
      <div
        role="row"
        aria-rowindex={1}
        className={styles.row}
        style={{ gridTemplateColumns: columns.template }}
      >
        <div role="columnheader" className={styles.cell}>
          {text('column.name', 'Name')}
        </div>
        {inColumns && columns.cost && (
          <div role="columnheader" className={cx(styles.cell, styles.number)}>
            {text('column.cost', 'Cost')}
          </div>
        )}
        {inColumns && columns.tokens && (
          <div role="columnheader" className={cx(styles.cell, styles.number)}>
            {text('column.tokens', 'Tokens')}
          </div>
        )}
        <div role="columnheader" aria-label={text('column.time', 'Time')} style={barPadding(columns.labels)}>
          <div className={styles.axis}>
            {ticks(axis, columns.barsPx).map((tick) => (
              <span key={tick} className={styles.tick} style={{ left: `${(tick / axis.lengthMs) * 100}%` }}>
                {tick === 0 ? '0' : duration(tick)}
              </span>
            ))}
          </div>
        </div>
      </div>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  head: css({
    flexShrink: 0,
    height: HEAD_PX,
    overflow: 'hidden',
    scrollbarGutter: 'stable',
    borderBottom: `1px solid ${theme.colors.border.medium}`,
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  row: css({ display: 'grid', height: '100%', alignItems: 'center' }),
  cell: css({ paddingLeft: theme.spacing(1), whiteSpace: 'nowrap' }),
  number: css({ textAlign: 'right', paddingRight: theme.spacing(1) }),
  axis: css({ position: 'relative', height: 18 }),
  tick: css({
    position: 'absolute',
    whiteSpace: 'nowrap',
    paddingLeft: 4,
    fontVariantNumeric: 'tabular-nums',
  }),
});
