/**
 * One row of the treegrid: guides, kind, name with its chips, figures, bar. Pure picture; the grid owns all state.
 */
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, Tooltip, useStyles2, useTheme2 } from '@grafana/ui';
import { memo } from 'react';
import { rowAmount } from '../model/amounts';
import type { Amount } from '../model/amounts';
import { describeRow, kindWord, rowName } from '../model/describe';
import { rowCost, rowTokens } from '../model/figures';
import type { Figure } from '../model/figures';
import { attemptsBefore, isRetried } from '../model/retries';
import type { Row } from '../model/rows';
import type { Axis } from '../model/timeAxis';
import type { Node, Trace } from '../model/tree';
import { counted, text } from '../text';
import { AmountBar } from './AmountBar';
import { Bar, barPadding } from './Bar';
import { KIND_STYLES, spanColor } from './kindStyle';

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

export const SpanRow = memo(function SpanRow(props: Props) {
  const { row, trace, axis, byService, columns, rowIndex, focusable, selected, top, height } = props;
  const { amount, whole, onPath, dimmed, matches } = props;
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
      title={columns.names ? undefined : rowName(span.name, span.subject)}
      tabIndex={focusable ? 0 : -1}
      className={cx(
        styles.row,
        selected && styles.selected,
        dimmed && styles.dimmed,
        matches && styles.match,
      )}
      style={{ top, height, gridTemplateColumns: columns.template }}
    >
      {columns.names && (
        <div
          role="gridcell"
          className={styles.nameCell}
          style={{ backgroundSize: `${indentOf(level)}px 100%` }}
        >
          <div className={styles.nameLine}>
            <Name row={row} byService={byService} />
            {columns.figures !== 'under' && <Chips node={node} />}
          </div>
          {columns.figures === 'under' && (
            <div className={styles.under} style={{ paddingLeft: indentOf(level) + 24 }}>
              {cost && <FigureText figure={cost} />}
              <Chips node={node} />
              {tokens && <FigureText figure={tokens} unit={text('unit.tokens', 'tok')} />}
            </div>
          )}
        </div>
      )}
      {columns.figures === 'columns' && columns.cost && (
        <div role="gridcell" className={styles.figureCell}>
          {cost && <FigureText figure={cost} />}
        </div>
      )}
      {columns.figures === 'columns' && columns.tokens && (
        <div role="gridcell" className={styles.figureCell}>
          {tokens && <FigureText figure={tokens} />}
        </div>
      )}
      <div role="gridcell" className={styles.barCell} style={barPadding(columns.labels)}>
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

function Name({ row, byService }: { row: Row; byService: boolean }) {
  const theme = useTheme2();
  const styles = useStyles2(getStyles);
  const { node, expanded } = row;
  const { span, level } = node;
  const call = span.llm?.call;
  const name = rowName(span.name, span.subject);
  return (
    <>
      <span style={{ width: indentOf(level), flexShrink: 0 }} />
      {/* Mouse only: the row's own arrow keys do the same, and the row says whether it is open. */}
      <span className={styles.toggle} data-toggle={expanded === null ? undefined : span.key}>
        {expanded !== null && <Icon name={expanded ? 'angle-down' : 'angle-right'} />}
      </span>
      <span
        className={styles.icon}
        data-icon
        title={kindWord(span.kind)}
        style={{ color: spanColor(span.kind, span.service, byService, theme) }}
      >
        <Icon name={KIND_STYLES[span.kind].icon} size="sm" />
      </span>
      {level > MAX_INDENTED_LEVEL && <span className={styles.chip}>⋯{level}</span>}
      <span className={styles.name} title={span.service ? `${name} (${span.service})` : name}>
        <span className={styles.nameStart}>{name.slice(0, -NAME_TAIL)}</span>
        <span className={styles.nameEnd}>{name.slice(-NAME_TAIL)}</span>
      </span>
      {span.error && (
        <Tooltip content={call?.errorCode ?? span.statusMessage ?? text('row.failed', 'This span failed.')}>
          <span className={styles.errorMark}>
            <Icon name="exclamation-circle" size="sm" />
          </span>
        </Tooltip>
      )}
    </>
  );
}

/** Words for what is special about a record; the tooltip says why. */
function Chips({ node }: { node: Node }) {
  const styles = useStyles2(getStyles);
  const { span, orphan } = node;
  const call = span.llm?.call;
  const attempts = attemptsBefore(node);
  return (
    <>
      {attempts > 0 && (
        <Tooltip
          content={counted(
            'retry.after',
            attempts,
            'Made again after {{count}} failed call.',
            'Made again after {{count}} failed calls.',
          )}
        >
          <span className={styles.chip}>⟳ {attempts}</span>
        </Tooltip>
      )}
      {isRetried(node) && (
        <Tooltip content={text('retry.failed', 'This call failed and was made again: see the next one.')}>
          <span className={styles.chip}>{text('chip.retried', 'retried')}</span>
        </Tooltip>
      )}
      {call && call.state !== 'counted' && (
        <Tooltip content={notCountedReason(call.stateRule, call.countedBySpanId)}>
          <span className={styles.chip}>{text('chip.not-counted', 'not counted')}</span>
        </Tooltip>
      )}
      {orphan && (
        <Tooltip
          content={
            orphan === 'circle'
              ? text('orphan.circle', 'The parents of this span form a circle; it was opened here.')
              : text('orphan.missing', 'Its parent, span {{id}}, has not arrived.', {
                  id: span.parentSpanId ?? '',
                })
          }
        >
          <span className={styles.chip}>{text('chip.parent-missing', 'parent missing')}</span>
        </Tooltip>
      )}
    </>
  );
}

/** Names are cut in the middle: versions and ids differ at their ends. */
const NAME_TAIL = 8;

export const notCountedReason = (rule: string, countedBy: string | null): string =>
  countedBy === null
    ? rule
    : `${rule} ${text('counted-instead', 'Counted instead: span {{id}}.', { id: countedBy })}`;

function FigureText({ figure, unit }: { figure: Figure; unit?: string }) {
  const styles = useStyles2(getStyles);
  return (
    <span className={figure.kind === 'own' ? undefined : styles.weak} title={figure.title}>
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
    display: 'grid',
    alignItems: 'stretch',
    cursor: 'pointer',
    borderBottom: `1px solid ${theme.colors.border.weak}`,
    // Not action.hover: the weak text would fall below 4.5:1 on it.
    '&:hover': { background: theme.colors.background.secondary },
    '&:focus': { outline: 'none' },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.border}`, outlineOffset: -2 },
  }),
  selected: css({
    background: theme.colors.background.secondary,
    boxShadow: `inset 2px 0 0 ${theme.colors.primary.border}`,
  }),
  // Bars and icons step back; the text stays readable.
  dimmed: css({ '& [data-bar], & [data-icon]': { opacity: 0.35 } }),
  match: css({ boxShadow: `inset 0 0 0 1px ${theme.colors.warning.border}` }),
  // One line for each level above, as wide as the indent.
  nameCell: css({
    minWidth: 0,
    display: 'flex',
    flexDirection: 'column',
    justifyContent: 'center',
    backgroundRepeat: 'no-repeat',
    backgroundImage: `repeating-linear-gradient(to right, transparent 0 11px, ${theme.colors.border.medium} 11px 12px, transparent 12px ${INDENT_PX}px)`,
  }),
  nameLine: css({
    display: 'flex',
    alignItems: 'center',
    minWidth: 0,
    gap: 4,
    alignSelf: 'stretch',
    flex: '0 1 28px',
  }),
  under: css({
    display: 'flex',
    gap: theme.spacing(1),
    fontSize: theme.typography.bodySmall.fontSize,
    fontVariantNumeric: 'tabular-nums',
    whiteSpace: 'nowrap',
    overflow: 'hidden',
  }),
  toggle: css({
    width: 24,
    flexShrink: 0,
    alignSelf: 'stretch',
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
    marginRight: -4,
    color: theme.colors.text.secondary,
  }),
  icon: css({ flexShrink: 0, display: 'flex' }),
  name: css({ display: 'flex', minWidth: 0, flex: '0 1 auto', whiteSpace: 'pre' }),
  nameStart: css({ overflow: 'hidden', textOverflow: 'ellipsis' }),
  nameEnd: css({ flexShrink: 0, maxWidth: '100%', overflow: 'hidden' }),
  errorMark: css({ color: theme.colors.error.text, flexShrink: 0, display: 'flex' }),
  chip: css({
    flexShrink: 0,
    padding: '0 5px',
    borderRadius: theme.shape.radius.pill,
    border: `1px solid ${theme.colors.border.medium}`,
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    lineHeight: '16px',
  }),
  figureCell: css({
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'flex-end',
    paddingRight: theme.spacing(1),
    fontVariantNumeric: 'tabular-nums',
    whiteSpace: 'nowrap',
    overflow: 'hidden',
  }),
  weak: css({ color: theme.colors.text.secondary }),
  barCell: css({ minWidth: 0 }),
});
