/**
 * One row of the treegrid: guides, kind, name with its chips, figures, bar. Pure picture; the grid owns all state, and
 * hears clicks and the pointer for all rows by their data attributes. Rows come and go while scrolling, so there are few
 * elements in each, states are attributes that CSS reads, and a row depends on no other.
 */
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import { memo } from 'react';
import { rowAmount } from '../model/amounts';
import type { Amount } from '../model/amounts';
import { describeRow, kindWord, rowName } from '../model/describe';
import { rowCost, rowTokens } from '../model/figures';
import type { Figure } from '../model/figures';
import { isAttempt } from '../model/retries';
import type { Row } from '../model/rows';
import type { Axis } from '../model/timeAxis';
import type { Node, Trace } from '../model/tree';
import { counted, text } from '../text';
import { AmountBar } from './AmountBar';
import { Bar, barMargin } from './Bar';
import { KIND_STYLES, spanColor } from './kindStyle';
import type { RowIcons } from './rowIcons';

export interface RowColumns {
  /** CSS grid-template-columns, the same for the head and every row. */
  template: string;
  figures: 'columns' | 'under' | 'none';
  cost: boolean;
  tokens: boolean;
  names: boolean;
  /** Durations beside the bars. */
  labels: boolean;
  namePx: number;
  /** Where the bars' column begins. */
  left: number;
  barsPx: number;
}

interface Props {
  row: Row;
  trace: Trace;
  axis: Axis;
  byService: boolean;
  icons: RowIcons;
  columns: RowColumns;
  /** 1-based among all rows, the head being row 1. */
  rowIndex: number;
  focusable: boolean;
  selected: boolean;
  /** What bars stand for instead of time, and the value of their full width. */
  amount: Amount | null;
  whole: number;
  onPath: boolean;
  /** Something else is searched for, or on the critical path. */
  dimmed: boolean;
  matches: boolean;
  /** Px from the first row's top. Two numbers, not a style object: the row stays memoised. */
  top: number;
  height: number;
}

/** Deeper levels are not indented further, or their names would have no room; a chip tells the level. */
const MAX_INDENTED_LEVEL = 12;
const INDENT_PX = 14;
const TOGGLE_PX = 24;

export const SpanRow = memo(function SpanRow(props: Props) {
  const { row, trace, axis, byService, columns, rowIndex, focusable, selected, top, height } = props;
  const { amount, whole, onPath, dimmed, matches, icons } = props;
  const styles = useStyles2(getStyles);
  const { node, expanded } = row;
  const { span, level } = node;
  const cost = columns.cost ? rowCost(node, expanded) : null;
  const tokens = columns.tokens ? rowTokens(node, expanded) : null;
  const drawn = amount && rowAmount(node, expanded, amount);
  return (
    <div
      role="row"
      aria-level={level}
      aria-expanded={expanded ?? undefined}
      aria-posinset={row.position}
      aria-setsize={row.siblings}
      aria-selected={selected}
      aria-rowindex={rowIndex}
      aria-label={describeRow(row, trace, onPath)}
      data-key={span.key}
      data-dimmed={dimmed || undefined}
      data-match={matches || undefined}
      title={columns.names ? undefined : rowName(span.name, span.subject)}
      tabIndex={focusable ? 0 : -1}
      className={styles.row}
      style={{ top, height, gridTemplateColumns: columns.template }}
    >
      {columns.names && columns.figures !== 'under' && (
        <div
          role="gridcell"
          className={`${styles.nameCell} ${styles.guides} ${guideClass(level)} ${indentClass(row)}`}
        >
          <Name row={row} byService={byService} icons={icons} />
          <Chips node={node} />
        </div>
      )}
      {columns.names && columns.figures === 'under' && (
        <div role="gridcell" className={`${styles.twoLines} ${styles.guides} ${guideClass(level)}`}>
          <div className={`${styles.nameCell} ${indentClass(row)}`}>
            <Name row={row} byService={byService} icons={icons} />
          </div>
          <div className={styles.under} style={{ paddingLeft: indentOf(level) + TOGGLE_PX }}>
            {cost && <FigureText figure={cost} />}
            <Chips node={node} />
            {tokens && <FigureText figure={tokens} unit={text('unit.tokens', 'tok')} />}
          </div>
        </div>
      )}
      {columns.figures === 'columns' && columns.cost && <FigureCell figure={cost} />}
      {columns.figures === 'columns' && columns.tokens && <FigureCell figure={tokens} />}
      <div role="gridcell" className={columns.labels ? styles.labelledBarCell : styles.barCell}>
        {amount === null && (
          <Bar
            span={span}
            axis={axis}
            byService={byService}
            labelled={columns.labels}
            lanePx={columns.barsPx}
            onPath={onPath}
          />
        )}
        {amount !== null && drawn && (
          <AmountBar amount={amount} row={drawn} whole={whole} labelled={columns.labels} />
        )}
      </div>
    </div>
  );
});

const indentOf = (level: number): number => (Math.min(level, MAX_INDENTED_LEVEL) - 1) * INDENT_PX;

/** Names begin at the same place, with something to open before them or not. */
const indentClass = ({ node: { level }, expanded }: Row): string =>
  classOf('paddingLeft', indentOf(level) + (expanded === null ? TOGGLE_PX : 0));

/** A guide for each level above. */
const guideClass = (level: number): string => classOf('backgroundSize', indentOf(level));

/** There are few indents: a style for each row would keep the browser from sharing what it worked out for the others. */
function classOf(property: 'paddingLeft' | 'backgroundSize', px: number): string {
  const known = classes[property].get(px);
  if (known !== undefined) return known;
  const made = css({ [property]: property === 'backgroundSize' ? `${px}px 100%` : px });
  classes[property].set(px, made);
  return made;
}
const classes = { paddingLeft: new Map<number, string>(), backgroundSize: new Map<number, string>() };

function Name({ row, byService, icons }: Pick<Props, 'row' | 'byService' | 'icons'>) {
  const theme = useTheme2();
  const styles = useStyles2(getStyles);
  const { node, expanded } = row;
  const { span, level } = node;
  const name = rowName(span.name, span.subject);
  const color = spanColor(span.kind, span.service, byService, theme);
  const title = span.service ? `${name} (${span.service})` : name;
  return (
    <>
      {/* Mouse only: the row's own arrow keys do the same, and the row says whether it is open. */}
      {expanded !== null && (
        <span
          className={`${icons(expanded ? 'angle-down' : 'angle-right', theme.colors.text.secondary)} ${styles.toggle}`}
          data-toggle={span.key}
        />
      )}
      <span
        className={icons(KIND_STYLES[span.kind].icon, color)}
        data-icon={span.kind}
        title={kindWord(span.kind)}
      />
      {level > MAX_INDENTED_LEVEL && <span className={styles.chip}>⋯{level}</span>}
      <span className={styles.nameStart} title={title}>
        {name.slice(0, -NAME_TAIL)}
      </span>
      <span className={styles.nameEnd} title={title}>
        {name.slice(-NAME_TAIL)}
      </span>
      {span.error && (
        <span
          className={`${icons('exclamation-circle', theme.colors.error.text)} ${styles.errorMark}`}
          data-hint={errorOf(node)}
        />
      )}
    </>
  );
}

const errorOf = ({ span }: Node): string =>
  span.llm?.call?.errorCode ?? span.statusMessage ?? text('row.failed', 'This span failed.');

/** Words for what is special about a record; the hint says why. */
function Chips({ node }: { node: Node }) {
  const styles = useStyles2(getStyles);
  return chipsOf(node).map(({ word, hint, error }) => (
    <span key={word} className={styles.chip} data-hint={hint} data-error={error}>
      {word}
    </span>
  ));
}

interface Chip {
  word: string;
  hint: string;
  error?: boolean;
}

function chipsOf(node: Node): Chip[] {
  const { span, orphan, attempts } = node;
  const call = span.llm?.call;
  const chips: Chip[] = [];
  if (attempts > 0) chips.push({ word: `⟳ ${attempts}`, hint: attemptsHint(node), error: true });
  if (isAttempt(node)) {
    chips.push({
      word: text('chip.attempt', 'attempt'),
      hint: text('retry.failed', 'This call failed and was made again: the row above is what came of it.'),
    });
  }
  if (call && call.state !== 'counted') {
    chips.push({
      word: text('chip.not-counted', 'not counted'),
      hint: notCountedReason(call.stateRule, call.countedBySpanId),
    });
  }
  if (span.durationMs !== null && span.durationMs < 0) {
    chips.push({
      word: text('chip.skew', 'clock skew'),
      hint: text('skew.why', 'It ended before it began: the clocks of its senders disagree.'),
    });
  }
  if (orphan) {
    chips.push({
      word: text('chip.parent-missing', 'parent missing'),
      hint:
        orphan === 'circle'
          ? text('orphan.circle', 'The parents of this span form a circle; it was opened here.')
          : text('orphan.missing', 'Its parent, span {{id}}, has not arrived.', {
              id: span.parentSpanId ?? '',
            }),
    });
  }
  return chips;
}

/** "Made again after 2 failed calls: 429, 503." */
const attemptsHint = ({ attempts, children }: Node): string =>
  counted(
    'retry.after',
    attempts,
    'Made again after {{count}} failed call: {{errors}}.',
    'Made again after {{count}} failed calls: {{errors}}.',
    { errors: children.slice(0, attempts).map(errorOf).join(', ') },
  );

/** Names are cut in the middle: versions and ids differ at their ends. */
const NAME_TAIL = 8;

export const notCountedReason = (rule: string, countedBy: string | null): string =>
  countedBy === null
    ? rule
    : `${rule} ${text('counted-instead', 'Counted instead: span {{id}}.', { id: countedBy })}`;

function FigureCell({ figure }: { figure: Figure | null }) {
  const styles = useStyles2(getStyles);
  return (
    <div role="gridcell" className={styles.figureCell} data-figure={figure?.kind} title={figure?.title}>
      {figure?.text}
    </div>
  );
}

function FigureText({ figure, unit }: { figure: Figure; unit?: string }) {
  return (
    <span data-figure={figure.kind} title={figure.title}>
      {figure.text}
      {unit && figure.kind !== 'unknown' ? ` ${unit}` : ''}
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  row: css({
    position: 'absolute',
    left: 0,
    right: 0,
    // Nothing inside has a say in what is outside: a row that comes lays out itself alone.
    contain: 'strict',
    display: 'grid',
    alignItems: 'stretch',
    cursor: 'pointer',
    borderBottom: `1px solid ${theme.colors.border.weak}`,
    // Not action.hover: the weak text would fall below 4.5:1 on it.
    '&:hover': { background: theme.colors.background.secondary },
    '&[aria-selected="true"]': {
      background: theme.colors.background.secondary,
      boxShadow: `inset 2px 0 0 ${theme.colors.primary.border}`,
    },
    // Bars and icons step back; the text stays readable.
    '&[data-dimmed] [data-bar], &[data-dimmed] [data-icon]': { opacity: 0.35 },
    '&[data-match]': { boxShadow: `inset 0 0 0 1px ${theme.colors.warning.border}` },
    '&:focus': { outline: 'none' },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.border}`, outlineOffset: -2 },
    '& [data-figure="sum"], & [data-figure="unknown"], & [data-figure="not_counted"]': {
      color: theme.colors.text.secondary,
    },
  }),
  nameCell: css({
    minWidth: 0,
    overflow: 'hidden',
    display: 'flex',
    alignItems: 'center',
    flex: '0 1 28px',
    whiteSpace: 'pre',
  }),
  // One line for each level above, as wide as the indent.
  guides: css({
    backgroundRepeat: 'no-repeat',
    backgroundImage: `repeating-linear-gradient(to right, transparent 0 11px, ${theme.colors.border.medium} 11px 12px, transparent 12px ${INDENT_PX}px)`,
  }),
  twoLines: css({ minWidth: 0, display: 'flex', flexDirection: 'column', justifyContent: 'center' }),
  under: css({
    display: 'flex',
    gap: theme.spacing(1),
    fontSize: theme.typography.bodySmall.fontSize,
    fontVariantNumeric: 'tabular-nums',
    whiteSpace: 'nowrap',
    overflow: 'hidden',
  }),
  toggle: css({
    width: TOGGLE_PX,
    flexShrink: 0,
    alignSelf: 'stretch',
    height: 'auto',
    backgroundPosition: '2px center',
    backgroundSize: 16,
  }),
  nameStart: css({ marginLeft: 4, overflow: 'hidden', textOverflow: 'ellipsis' }),
  nameEnd: css({ flexShrink: 0, maxWidth: '100%', overflow: 'hidden' }),
  errorMark: css({ marginLeft: 4 }),
  chip: css({
    flexShrink: 0,
    marginLeft: 4,
    padding: '0 5px',
    borderRadius: theme.shape.radius.pill,
    border: `1px solid ${theme.colors.border.medium}`,
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    lineHeight: '16px',
    '&[data-error]': { color: theme.colors.error.text, borderColor: theme.colors.error.border },
  }),
  figureCell: css({
    textAlign: 'right',
    paddingRight: theme.spacing(1),
    fontVariantNumeric: 'tabular-nums',
    whiteSpace: 'nowrap',
    overflow: 'hidden',
  }),
  barCell: css({ position: 'relative', minWidth: 0, ...barMargin(false) }),
  labelledBarCell: css({ position: 'relative', minWidth: 0, ...barMargin(true) }),
});
