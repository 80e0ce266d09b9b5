/**
 * The rows of a trace as a treegrid: only the rows in view are in the page, plus the focused one, so that focus
 * survives scrolling. One row has tabindex 0; arrows and letters move it.
 */
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent, MouseEvent } from 'react';
import { partsIn, wholeAmount } from '../model/amounts';
import type { Amount } from '../model/amounts';
import { keyAction } from '../model/keys';
import type { Row } from '../model/rows';
import type { Axis } from '../model/timeAxis';
import type { Trace } from '../model/tree';
import { find } from '../model/viewState';
import type { ViewAction, ViewState } from '../model/viewState';
import { counted, text } from '../text';
import type { LinkContext } from '../links';
import { ColumnHeads } from './ColumnHeads';
import { GridLines } from './GridLines';
import type { Layout } from './layout';
import { NameEdge } from './NameEdge';
import { useRowIcons } from './rowIcons';
import { RowMenu } from './RowMenu';
import { useRowWindow } from './rowWindow';
import { SpanRow } from './SpanRow';
import type { RowColumns } from './SpanRow';
import { useAnchoredScroll } from './useAnchoredScroll';
import { useHint } from './useHint';

interface Props {
  trace: Trace;
  rows: Row[];
  state: ViewState;
  dispatch: (action: ViewAction) => void;
  layout: Layout;
  showCost: boolean;
  showTokens: boolean;
  byService: boolean;
  /** What is shown of the time. */
  axis: Axis;
  /** What bars stand for instead of time. */
  amount: Amount | null;
  /** Spans of the critical path; `null`: not marked. */
  path: ReadonlySet<string> | null;
  /** Spans that are searched for; `null`: nothing is. */
  matches: ReadonlySet<string> | null;
  links: LinkContext;
  /** Not more than this is ever in view. */
  heightPx: number;
  /** Set to true by whoever wants the keyboard's focus on the focused row; taken back here. */
  wantsFocus: { current: boolean };
}

const NAME_SHARE = { columns: 0.36, none: 0.36, under: 0.6 } as const;
const COST_PX = 132;
const TOKENS_PX = 84;
/** Under this width durations beside the bars would leave no bars. */
const LABELS_FROM_PX = 180;

export function Treegrid(props: Props) {
  const { trace, rows, state, dispatch, layout, byService, wantsFocus, heightPx } = props;
  const { axis, amount, path, matches } = props;
  const styles = useStyles2(getStyles);
  const scroller = useRef<HTMLDivElement>(null);
  const [nameShare, setNameShare] = useState<number | null>(null);
  const columns = useColumns(layout, nameShare, props.showCost, props.showTokens);
  const whole = useMemo(() => (amount === null ? 0 : wholeAmount(trace, amount)), [trace, amount]);
  const parts = useMemo(() => (amount === null ? [] : partsIn(trace, amount)), [trace, amount]);
  const { icons, sheet } = useRowIcons();
  const focused = useMemo(
    () =>
      Math.max(
        0,
        rows.findIndex(({ node }) => node.span.key === state.focused),
      ),
    [rows, state.focused],
  );
  const { first, end, reveal } = useRowWindow(scroller, {
    count: rows.length,
    rowPx: layout.rowPx,
    guessPx: heightPx,
  });
  useAnchoredScroll(scroller, rows, layout.rowPx);
  const hint = useHint();
  const [menu, setMenu] = useState<{ key: string; x: number; y: number } | null>(null);
  const menuSpan = find(trace, menu?.key ?? null)?.span;

  // A zoom leads to what happened then: the first row that begins in it. Nothing but a new zoom scrolls.
  const zoom = useRef(axis);
  useEffect(() => {
    if (zoom.current === axis) return;
    zoom.current = axis;
    const first = rows.findIndex(({ node: { span } }) => span.startMs >= axis.startMs);
    if (first >= 0) reveal(first, 'start');
  }, [axis, rows, reveal]);

  // After every render, because only then the row that is to have the focus is in the page.
  useEffect(() => {
    if (!wantsFocus.current) return;
    wantsFocus.current = false;
    reveal(focused, 'nearest');
    scroller.current
      ?.querySelector<HTMLElement>('[role="row"][tabindex="0"]')
      ?.focus({ preventScroll: true });
  });

  const onKeyDown = (event: KeyboardEvent) => {
    // Shift belongs to letters and to the zoom.
    if (event.altKey || event.ctrlKey || event.metaKey || (event.shiftKey && event.key !== '*')) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / layout.rowPx) - 1);
    const action = keyAction(event.key, rows, focused, page, trace);
    // With no detail to close, Esc is Grafana's: it leaves the view of the panel.
    if (!action || (action.type === 'close' && state.open === null)) return;
    // Handled here: the page must not scroll, and Grafana must not take the key for one of its own.
    event.preventDefault();
    event.stopPropagation();
    wantsFocus.current = true;
    dispatch(action.type === 'open' ? opening(action.key) : action);
  };
  /** A row that stands for several spans has no detail: it opens in place. */
  const opening = (key: string): ViewAction =>
    find(trace, key)?.span.members ? { type: 'toggle', key } : { type: 'open', key };
  const onClick = (event: MouseEvent) => {
    const target = event.target as HTMLElement;
    const toggle = target.closest<HTMLElement>('[data-toggle]')?.dataset.toggle;
    const key = target.closest<HTMLElement>('[data-key]')?.dataset.key;
    if (toggle !== undefined) dispatch({ type: 'toggle', key: toggle });
    else if (key !== undefined) dispatch(opening(key));
  };

  // By the mouse, or by Shift+F10 and the menu key, which have no place of their own.
  const onContextMenu = (event: MouseEvent) => {
    const row = (event.target as HTMLElement).closest<HTMLElement>('[data-key]');
    if (!row?.dataset.key) return;
    event.preventDefault();
    const { left, bottom } = row.getBoundingClientRect();
    const hasPlace = event.clientX !== 0 || event.clientY !== 0;
    setMenu({
      key: row.dataset.key,
      x: hasPlace ? event.clientX : left + columns.namePx / 2,
      y: hasPlace ? event.clientY : bottom,
    });
  };

  return (
    <div className={styles.area}>
      <div
        role="treegrid"
        aria-label={text('grid.label', 'Spans of the trace')}
        aria-rowcount={rows.length + 1}
        className={styles.grid}
        onKeyDown={onKeyDown}
      >
        {!layout.tiny && (
          <ColumnHeads columns={columns} axis={axis} startMs={trace.startMs} amount={amount} parts={parts} />
        )}
        <div
          ref={scroller}
          className={styles.scroller}
          onClick={onClick}
          onContextMenu={onContextMenu}
          {...hint.listeners}
        >
          {amount === null && (
            <GridLines columns={columns} axis={axis} heightPx={rows.length * layout.rowPx} />
          )}
          <div
            role="rowgroup"
            className={styles.rows}
            style={{
              height: rows.length * layout.rowPx,
              // Figures stand in the middle of their row; those of two lines have their own place.
              lineHeight: layout.figures === 'under' ? undefined : `${layout.rowPx - 1}px`,
            }}
          >
            {indexesOf(first, end, focused, rows.length).map((index) => {
              const row = rows[index]!;
              const { key } = row.node.span;
              return (
                <SpanRow
                  key={key}
                  row={row}
                  trace={trace}
                  axis={axis}
                  byService={byService}
                  icons={icons}
                  columns={columns}
                  rowIndex={index + 2}
                  focusable={index === focused}
                  selected={key === state.open}
                  amount={amount}
                  whole={whole}
                  onPath={path?.has(key) ?? false}
                  dimmed={isDimmed(key, path, matches)}
                  matches={matches?.has(key) ?? false}
                  top={index * layout.rowPx}
                  height={layout.rowPx}
                />
              );
            })}
          </div>
        </div>
        {sheet}
      </div>
      {hint.card}
      {menu && menuSpan && (
        <RowMenu
          x={menu.x}
          y={menu.y}
          span={menuSpan}
          traceId={trace.traceId}
          links={props.links}
          onClose={() => {
            wantsFocus.current = true;
            setMenu(null);
          }}
        />
      )}
      {!layout.tiny && <NameEdge namePx={columns.namePx} gridPx={layout.gridPx} onNameShare={setNameShare} />}
      <div aria-live="polite" className={styles.spoken}>
        {counted('grid.shown', rows.length, '{{count}} span shown', '{{count}} spans shown')}
      </div>
    </div>
  );
}

/** The rows of the window, and the focused one wherever it is: the focus must not be lost by scrolling. */
function indexesOf(first: number, end: number, focused: number, count: number): number[] {
  const indexes = Array.from({ length: end - first }, (_, i) => first + i);
  if (focused >= count || (focused >= first && focused < end)) return indexes;
  return focused < first ? [focused, ...indexes] : [...indexes, focused];
}

/** What is searched for counts before what is on the path. */
function isDimmed(
  key: string,
  path: ReadonlySet<string> | null,
  matches: ReadonlySet<string> | null,
): boolean {
  const marked = matches ?? path;
  return marked !== null && !marked.has(key);
}

function useColumns(layout: Layout, share: number | null, cost: boolean, tokens: boolean): RowColumns {
  const { tiny, figures, gridPx } = layout;
  return useMemo(() => {
    const namePx = tiny ? 0 : Math.round(gridPx * (share ?? NAME_SHARE[figures]));
    const figuresPx = figures === 'columns' ? (cost ? COST_PX : 0) + (tokens ? TOKENS_PX : 0) : 0;
    const template = [
      !tiny && `${namePx}px`,
      figures === 'columns' && cost && `${COST_PX}px`,
      figures === 'columns' && tokens && `${TOKENS_PX}px`,
      'minmax(0, 1fr)',
    ];
    const barsPx = gridPx - namePx - figuresPx;
    return {
      template: template.filter(Boolean).join(' '),
      figures,
      cost,
      tokens,
      names: !tiny,
      labels: barsPx >= LABELS_FROM_PX,
      namePx,
      left: namePx + figuresPx,
      barsPx,
    };
  }, [tiny, figures, gridPx, share, cost, tokens]);
}

const getStyles = (theme: GrafanaTheme2) => ({
  area: css({ position: 'relative', flex: 1, minHeight: 0, minWidth: 0 }),
  grid: css({ position: 'absolute', inset: 0, display: 'flex', flexDirection: 'column' }),
  scroller: css({
    position: 'relative',
    flex: 1,
    minHeight: 0,
    overflowY: 'auto',
    overflowX: 'hidden',
    // The rows keep their place themselves: see useAnchoredScroll.
    overflowAnchor: 'none',
    contain: 'strict',
    scrollbarGutter: 'stable',
  }),
  rows: css({ position: 'relative', fontSize: theme.typography.body.fontSize }),
  spoken: css({ position: 'absolute', width: 1, height: 1, overflow: 'hidden', clipPath: 'inset(50%)' }),
});
