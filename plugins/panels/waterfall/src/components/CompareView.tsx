/**
 * Two traces side by side, each from its own start: which span of one is which of the other, and what differs. Rows
 * that only one of them has are hatched. The largest differences stand above as links to their rows.
 */
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, useStyles2, useTheme2 } from '@grafana/ui';
import { count, duration, money, UNKNOWN } from '@llmobservatory/format';
import { memo, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { alignTraces, differenceOf, largestDifferences } from '../model/compare';
import type { Pair } from '../model/compare';
import { kindWord, rowName } from '../model/describe';
import { axisOf, placeOf } from '../model/timeAxis';
import type { Axis } from '../model/timeAxis';
import type { Node, Trace } from '../model/tree';
import { text } from '../text';
import { KIND_STYLES, spanColor } from './kindStyle';
import { useRowIcons } from './rowIcons';
import type { RowIcons } from './rowIcons';
import { useRowWindow } from './rowWindow';

interface Props {
  a: Trace;
  b: Trace;
  width: number;
  height: number;
  onSwap: () => void;
  onClose: () => void;
  /** Choosers of the two traces. */
  children?: ReactNode;
}

const ROW_PX = 32;
const NARROW_PX = 700;
const INDENT_PX = 12;

export function CompareView({ a, b, width, height, onSwap, onClose, children }: Props) {
  const styles = useStyles2(getStyles);
  const pairs = useMemo(() => alignTraces(a, b), [a, b]);
  const largest = useMemo(() => largestDifferences(pairs), [pairs]);
  const scroller = useRef<HTMLDivElement>(null);
  const [marked, setMarked] = useState<Pair | null>(null);
  // One scale for both, or the longer one would look as short as the other.
  const lengthMs = Math.max(a.endMs - a.startMs, b.endMs - b.startMs);
  const { first, end, reveal } = useRowWindow(scroller, {
    count: pairs.length,
    rowPx: ROW_PX,
    guessPx: height,
  });
  const axisA = useMemo(() => axisOf(a.startMs, a.startMs + lengthMs), [a, lengthMs]);
  const axisB = useMemo(() => axisOf(b.startMs, b.startMs + lengthMs), [b, lengthMs]);
  const { icons, sheet } = useRowIcons();
  const narrow = width < NARROW_PX;
  const columns = narrow
    ? 'minmax(0, 1fr) 84px minmax(0, 1fr)'
    : 'minmax(0, 36%) 92px 92px 92px minmax(0, 1fr)';
  const show = (pair: Pair) => {
    setMarked(pair);
    reveal(pairs.indexOf(pair), 'center');
  };
  return (
    <div className={styles.view} style={{ width, height }}>
      <div className={styles.head}>
        {children}
        <Button size="sm" variant="secondary" icon="exchange-alt" onClick={onSwap}>
          {text('compare.swap', 'Swap')}
        </Button>
        <Button size="sm" variant="secondary" icon="times" onClick={onClose}>
          {text('compare.close', 'End comparison')}
        </Button>
      </div>
      {largest.length > 0 && (
        <div className={styles.largest}>
          <span>{text('compare.largest', 'Largest differences')}</span>
          {largest.map((pair) => (
            <button key={keyOf(pair)} type="button" className={styles.chip} onClick={() => show(pair)}>
              {nameOf(pair)} {signed(differenceOf(pair).ms, duration) ?? onlyIn(pair)}
            </button>
          ))}
        </div>
      )}
      <div
        role="table"
        aria-label={text('compare.label', 'Spans of both traces')}
        aria-rowcount={pairs.length + 1}
        className={styles.table}
      >
        <div role="row" aria-rowindex={1} className={styles.titles} style={{ gridTemplateColumns: columns }}>
          <span role="columnheader">{text('column.name', 'Name')}</span>
          <span role="columnheader" className={styles.number}>
            {text('compare.time', 'Δ time')}
          </span>
          {!narrow && (
            <span role="columnheader" className={styles.number}>
              {text('compare.cost', 'Δ cost')}
            </span>
          )}
          {!narrow && (
            <span role="columnheader" className={styles.number}>
              {text('compare.tokens', 'Δ tokens')}
            </span>
          )}
          <span role="columnheader" className={styles.bars}>
            {text('compare.bars', 'A above, B below')}
          </span>
        </div>
        <div ref={scroller} role="rowgroup" tabIndex={0} className={styles.scroller}>
          <div style={{ position: 'relative', height: pairs.length * ROW_PX }}>
            {pairs.slice(first, end).map((pair, index) => (
              <PairRow
                key={keyOf(pair)}
                pair={pair}
                rowIndex={first + index + 2}
                axisA={axisA}
                axisB={axisB}
                icons={icons}
                columns={columns}
                narrow={narrow}
                marked={pair === marked}
                top={(first + index) * ROW_PX}
              />
            ))}
          </div>
        </div>
      </div>
      {sheet}
    </div>
  );
}

interface RowProps {
  pair: Pair;
  rowIndex: number;
  axisA: Axis;
  axisB: Axis;
  icons: RowIcons;
  columns: string;
  narrow: boolean;
  marked: boolean;
  top: number;
}

const PairRow = memo(function PairRow(props: RowProps) {
  const { pair, rowIndex, axisA, axisB, icons, columns, narrow, marked, top } = props;
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const { a, b, level } = pair;
  const { span } = nodeOf(pair);
  const { ms, usd, tokens } = differenceOf(pair);
  return (
    <div
      role="row"
      aria-rowindex={rowIndex}
      className={cx(styles.row, (!a || !b) && styles.alone, marked && styles.marked)}
      style={{ top, height: ROW_PX, gridTemplateColumns: columns }}
    >
      <span
        role="cell"
        className={styles.name}
        style={{ paddingLeft: 8 + (Math.min(level, 12) - 1) * INDENT_PX }}
        title={kindWord(span.kind)}
      >
        <span
          className={icons(KIND_STYLES[span.kind].icon, spanColor(span.kind, span.service, false, theme))}
        />
        <span className={styles.nameText} title={nameOf(pair)}>
          {nameOf(pair)}
        </span>
      </span>
      <span role="cell" className={styles.number}>
        {signed(ms, duration) ?? onlyIn(pair)}
      </span>
      {!narrow && (
        <span role="cell" className={styles.number}>
          {signed(usd, money) ?? UNKNOWN}
        </span>
      )}
      {!narrow && (
        <span role="cell" className={styles.number}>
          {signed(tokens, count) ?? UNKNOWN}
        </span>
      )}
      <span role="cell" className={styles.bars}>
        <Line node={a} axis={axisA} side="A" />
        <Line node={b} axis={axisB} side="B" />
      </span>
    </div>
  );
});

function Line({ node, axis, side }: { node: Node | null; axis: Axis; side: 'A' | 'B' }) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  if (!node) return <span className={styles.line} />;
  const { span } = node;
  const { left, width } = placeOf(axis, span.startMs, span.durationMs ?? 0);
  return (
    <span className={styles.line}>
      <span
        className={styles.bar}
        title={`${side}: ${duration(span.durationMs)}`}
        style={{
          left: `${left * 100}%`,
          width: `${width * 100}%`,
          background: spanColor(span.kind, span.service, false, theme),
          opacity: side === 'A' ? 1 : 0.6,
          outline: span.error ? `1px solid ${theme.colors.error.main}` : undefined,
        }}
      />
    </span>
  );
}

const nodeOf = ({ a, b }: Pair): Node => (a ?? b)!;
const keyOf = ({ a, b }: Pair): string => `${a?.span.key ?? ''}/${b?.span.key ?? ''}`;
const nameOf = (pair: Pair): string => rowName(nodeOf(pair).span.name, nodeOf(pair).span.subject);
const onlyIn = ({ a }: Pair): string =>
  a ? text('compare.only-a', 'only in A') : text('compare.only-b', 'only in B');

/** "▲ 120 ms", "▼ $0.00100", "="; `null`: not known. More is no better and no worse, so it has no colour of its own. */
function signed(difference: number | null, shown: (value: number) => string): string | null {
  if (difference === null) return null;
  if (difference === 0) return '=';
  return `${difference > 0 ? '▲' : '▼'} ${shown(Math.abs(difference))}`;
}

const getStyles = (theme: GrafanaTheme2) => ({
  view: css({ display: 'flex', flexDirection: 'column', overflow: 'hidden' }),
  head: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    padding: theme.spacing(0.5, 1),
  }),
  largest: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    padding: theme.spacing(0, 1, 0.5),
    color: theme.colors.text.secondary,
  }),
  chip: css({
    padding: '0 8px',
    border: `1px solid ${theme.colors.border.medium}`,
    borderRadius: theme.shape.radius.pill,
    background: 'none',
    color: theme.colors.text.primary,
    '&:hover': { background: theme.colors.background.secondary },
  }),
  table: css({ display: 'flex', flexDirection: 'column', flex: 1, minHeight: 0 }),
  titles: css({
    display: 'grid',
    padding: '4px 0',
    borderBottom: `1px solid ${theme.colors.border.medium}`,
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    '& > :first-child': { paddingLeft: 8 },
  }),
  scroller: css({ flex: 1, minHeight: 0, overflowY: 'auto', overflowX: 'hidden', scrollbarGutter: 'stable' }),
  row: css({
    position: 'absolute',
    left: 0,
    right: 0,
    display: 'grid',
    alignItems: 'center',
    borderBottom: `1px solid ${theme.colors.border.weak}`,
  }),
  alone: css({
    background: `repeating-linear-gradient(45deg, ${theme.colors.border.weak} 0 1px, transparent 1px 8px)`,
  }),
  marked: css({ boxShadow: `inset 0 0 0 2px ${theme.colors.primary.border}` }),
  name: css({ display: 'flex', alignItems: 'center', gap: 4, minWidth: 0 }),
  nameText: css({ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }),
  number: css({
    textAlign: 'right',
    whiteSpace: 'nowrap',
    fontVariantNumeric: 'tabular-nums',
    paddingRight: 8,
  }),
  bars: css({ paddingLeft: 8, paddingRight: 8 }),
  line: css({ display: 'block', position: 'relative', height: 11 }),
  bar: css({ position: 'absolute', top: 1, height: 9, minWidth: 2, borderRadius: 2 }),
});
