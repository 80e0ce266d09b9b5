/**
 * First row of the treegrid: names of the columns, and the ticks of the time axis.
 */
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import { duration } from '@llmobservatory/format';
import { memo } from 'react';
import type { Amount, Part } from '../model/amounts';
import { ticks } from '../model/timeAxis';
import type { Axis } from '../model/timeAxis';
import { text } from '../text';
import { PART_WORDS, partColour } from './AmountBar';
import { barMargin } from './Bar';
import type { RowColumns } from './SpanRow';

interface Props {
  columns: RowColumns;
  axis: Axis;
  /** Start of the trace: ticks say the time since then, in a zoom too. */
  startMs: number;
  amount: Amount | null;
  parts: readonly Part[];
}

export const HEAD_PX = 26;

const COLUMN_WORDS = {
  time: () => text('column.time', 'Time'),
  tokens: () => text('column.tokens-by-kind', 'Tokens by kind'),
  cost: () => text('column.cost-by-kind', 'Cost by kind'),
};

export const ColumnHeads = memo(function ColumnHeads({ columns, axis, startMs, amount, parts }: Props) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const offsetMs = axis.startMs - startMs;
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
        <div
          role="columnheader"
          aria-label={COLUMN_WORDS[amount ?? 'time']()}
          style={barMargin(columns.labels)}
        >
          {amount !== null ? (
            <ul className={styles.legend}>
              {parts.map((part) => (
                <li key={part}>
                  <span className={styles.mark} style={{ background: partColour(part, theme) }} />
                  {PART_WORDS[part]()}
                </li>
              ))}
            </ul>
          ) : (
            <div className={styles.axis}>
              {ticksWithRoom(axis, columns).map((tick) => (
                <span key={tick} className={styles.tick} style={{ left: `${(tick / axis.lengthMs) * 100}%` }}>
                  {tick + offsetMs === 0 ? '0' : duration(tick + offsetMs)}
                </span>
              ))}
            </div>
          )}
        </div>
      </div>
    </div>
  );
});

/** Room of a label such as "1.25 mins". */
const LABEL_PX = 48;

/** A label that would be cut at the right edge is left out; its line stays. */
function ticksWithRoom(axis: Axis, { barsPx, labels }: RowColumns): number[] {
  const { marginLeft, marginRight } = barMargin(labels);
  const lanePx = barsPx - marginLeft - marginRight;
  return ticks(axis, barsPx).filter(
    (tick) => (tick / axis.lengthMs) * lanePx + LABEL_PX <= lanePx + marginRight,
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
  legend: css({
    display: 'flex',
    gap: theme.spacing(1),
    listStyle: 'none',
    margin: 0,
    whiteSpace: 'nowrap',
    overflow: 'hidden',
  }),
  mark: css({ display: 'inline-block', width: 8, height: 8, marginRight: 4, borderRadius: 1 }),
  tick: css({
    position: 'absolute',
    whiteSpace: 'nowrap',
    paddingLeft: 4,
    fontVariantNumeric: 'tabular-nums',
  }),
});
