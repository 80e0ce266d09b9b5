/**
 * One trace on screen: head, switches, minimap, rows, detail, and what the person has folded, focused and opened.
 */
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { useCallback, useDeferredValue, useEffect, useMemo, useReducer, useRef } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { Detail } from '../detail/Detail';
import { LinkMenu } from '../detail/Links';
import { BAR_VALUES } from '../model/amounts';
import type { BarValue } from '../model/amounts';
import { linksOfTrace } from '../links';
import type { LinkContext } from '../links';
import { toolEvidence } from '../model/chat';
import { criticalPath } from '../model/criticalPath';
import { foldInfrastructure } from '../model/infrastructure';
import { firstLook, lookAction, nextLook } from '../model/look';
import { once } from '../model/once';
import { groupRetries } from '../model/retries';
import { foldedBelow, visibleRows } from '../model/rows';
import type { ExpandLevel } from '../model/rows';
import { nextMatch, search } from '../model/search';
import { axisOf } from '../model/timeAxis';
import type { Trace } from '../model/tree';
import { find, nextView } from '../model/viewState';
import type { ViewAction, ViewState } from '../model/viewState';
import type { WaterfallOptions } from '../options';
import { Head } from './Head';
import { layoutOf } from './layout';
import { Minimap } from './Minimap';
import { Reasons } from './Reasons';
import { Toolbar } from './Toolbar';
import { Treegrid } from './Treegrid';

interface Props {
  trace: Trace;
  width: number;
  height: number;
  options: WaterfallOptions;
  links: LinkContext;
  /** Stands in the head: which of several traces. */
  chooser?: ReactNode;
  /** Stands among the switches. */
  more?: ReactNode;
}

export function TraceView({ trace: sent, width, height, options, links, chooser, more }: Props) {
  const styles = useStyles2(getStyles);
  const [look, lookAt] = useReducer(nextLook, options, firstLook);
  const retried = useMemo(() => groupRetries(sent), [sent]);
  const infrastructure = useMemo(() => foldInfrastructure(retried.trace), [retried]);
  const trace = look.infrastructure ? retried.trace : infrastructure.trace;
  const groups = useMemo(
    () => new Set([...retried.groups, ...infrastructure.groups]),
    [retried, infrastructure],
  );
  const { state, dispatch } = useView(trace, groups, options);
  const wantsFocus = useRef(false);
  const byKeyboard = useRef(false);
  const searchInput = useRef<HTMLInputElement>(null);
  const rows = useMemo(() => visibleRows(trace, state.folded), [trace, state.folded]);
  // Not needed for the first picture of a trace, and not cheap.
  const evidence = useMemo(() => once(() => toolEvidence(sent)), [sent]);
  const path = useMemo(() => once(() => criticalPath(sent)), [sent]);
  const query = useDeferredValue(look.query);
  const matches = useMemo(() => search(trace, query), [trace, query]);
  const matching = useMemo(() => (query.trim() === '' ? null : new Set(matches)), [query, matches]);
  const figures = useMemo(() => figuresIn(sent), [sent]);
  const showCost = options.showCost && figures.cost;
  const showTokens = options.showTokens && figures.tokens;
  const bars = BAR_VALUES.filter(
    (value) => value === 'time' || (value === 'cost' ? figures.cost : figures.counted),
  );
  const shownBars: BarValue = bars.includes(look.bars) ? look.bars : 'time';
  const traceLinks = useMemo(() => linksOfTrace(sent, links), [sent, links]);
  const whole = useMemo(() => axisOf(sent.startMs, sent.endMs), [sent]);
  const narrow = width < WORDS_FROM_PX;
  const opened = find(trace, state.open);
  const layout = layoutOf(width, height, options, showCost || showTokens, opened !== undefined);

  const onGrid = useCallback(
    (action: ViewAction) => {
      // Opened by a key: the focus goes along into the detail. By the mouse: it stays where it is.
      byKeyboard.current = action.type === 'open' && wantsFocus.current;
      if (byKeyboard.current) wantsFocus.current = false;
      dispatch(action);
    },
    [dispatch],
  );
  const onOpen = useCallback(
    (key: string) => {
      byKeyboard.current = true;
      dispatch({ type: 'open', key });
    },
    [dispatch],
  );
  const onClose = useCallback(() => {
    wantsFocus.current = true;
    dispatch({ type: 'close' });
  }, [dispatch]);
  const onMatch = (back: boolean) => {
    const key = matches[nextMatch(matches, trace, state.focused, back)];
    if (key === undefined) return;
    wantsFocus.current = document.activeElement !== searchInput.current;
    dispatch({ type: 'focus', key });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.target instanceof HTMLInputElement) return;
    if (event.key === '/') searchInput.current?.focus();
    else if (event.key === 'n' || event.key === 'N') onMatch(event.key === 'N');
    else {
      const action = lookAction(event.key, event.shiftKey, whole);
      if (!action) return;
      lookAt(action);
    }
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className={styles.view} style={{ width, height }} data-testid="waterfall" onKeyDown={onKeyDown}>
      <Head trace={sent} tiny={layout.tiny} links={layout.tiny || narrow ? [] : traceLinks}>
        {chooser}
      </Head>
      {layout.detail !== 'over' && !layout.tiny && (
        <Toolbar
          ref={searchInput}
          look={{ ...look, bars: shownBars }}
          dispatch={lookAt}
          bars={bars}
          infrastructure={infrastructure.spans}
          hasMoney={figures.cost}
          matches={matches.length}
          current={state.focused === null ? -1 : matches.indexOf(state.focused)}
          onMatch={onMatch}
          narrow={narrow}
        >
          {narrow && <LinkMenu links={traceLinks} />}
          {more}
        </Toolbar>
      )}
      {layout.detail !== 'over' && !layout.tiny && look.reason && (
        <Reasons reason={look.reason} trace={sent} path={path()} onOpen={onOpen} />
      )}
      <div className={styles.parts} style={{ flexDirection: layout.detail === 'beside' ? 'row' : 'column' }}>
        {layout.detail !== 'over' && (
          <div className={styles.rows}>
            {shownBars === 'time' && hasMinimap(options, sent, layout.tiny, height) && (
              <Minimap
                trace={sent}
                path={path}
                whole={whole}
                window={look.window}
                left={EDGE_PX}
                width={layout.gridPx - 2 * EDGE_PX}
                onWindow={(window) => lookAt({ type: 'window', window })}
              />
            )}
            <Treegrid
              trace={trace}
              rows={rows}
              state={state}
              dispatch={onGrid}
              layout={layout}
              showCost={showCost}
              showTokens={showTokens}
              byService={!sent.hasLlm}
              axis={look.window ?? whole}
              amount={shownBars === 'time' ? null : shownBars}
              path={look.path ? path().keys : null}
              matches={matching}
              links={links}
              heightPx={height}
              wantsFocus={wantsFocus}
            />
          </div>
        )}
        {layout.detail !== 'off' && opened && (
          <div
            className={layout.detail === 'beside' ? styles.beside : styles.below}
            style={layout.detail === 'over' ? { flex: 1 } : { flexBasis: layout.detailPx }}
          >
            <Detail
              node={opened}
              trace={trace}
              evidence={evidence()}
              links={links}
              takesFocus={byKeyboard.current}
              onOpen={onOpen}
              onClose={onClose}
            />
          </div>
        )}
      </div>
    </div>
  );
}

/** Below it the switches are icons. */
const WORDS_FROM_PX = 900;
const EDGE_PX = 8;
const MINIMAP_FROM_SPANS = 20;
const MINIMAP_FROM_PX = 260;

function hasMinimap({ minimap }: WaterfallOptions, { nodes }: Trace, tiny: boolean, height: number): boolean {
  if (tiny || minimap === 'off') return false;
  return minimap === 'on' || (nodes.length >= MINIMAP_FROM_SPANS && height >= MINIMAP_FROM_PX);
}

/** The actions need the newest trace; the state outlives it. */
function useView(trace: Trace, groups: ReadonlySet<string>, options: WaterfallOptions) {
  const [state, dispatch] = useReducer(
    (state: ViewState, { action, trace }: { action: ViewAction; trace: Trace }) =>
      nextView(state, action, trace),
    null,
    () => ({
      folded: new Set([...foldedBelow(trace, expandLevel(options.expand)), ...groups]),
      focused: null,
      open: null,
      groups,
    }),
  );
  const act = useCallback((action: ViewAction) => dispatch({ action, trace }), [trace]);
  useEffect(() => act({ type: 'groups', keys: groups }), [act, groups]);
  return { state, dispatch: act };
}

const expandLevel = (expand: WaterfallOptions['expand']): ExpandLevel =>
  expand === 'auto' || expand === 'all' ? expand : Number(expand);

/** Columns that no span could fill are not shown; amounts need calls of which the backend says that they count. */
function figuresIn(trace: Trace): { cost: boolean; tokens: boolean; counted: boolean } {
  return {
    cost: trace.ours && trace.nodes.some(({ span }) => span.llm?.call !== undefined),
    tokens: trace.nodes.some(
      ({ span: { usage } }) => usage !== null && (usage.inputTokens ?? usage.outputTokens) !== null,
    ),
    counted: trace.totals.calls > 0,
  };
}

const getStyles = (theme: GrafanaTheme2) => ({
  view: css({ display: 'flex', flexDirection: 'column', overflow: 'hidden' }),
  parts: css({ display: 'flex', flex: 1, minHeight: 0, minWidth: 0 }),
  rows: css({ display: 'flex', flexDirection: 'column', flex: 1, minHeight: 0, minWidth: 0 }),
  beside: css({
    display: 'flex',
    flexShrink: 0,
    // Long lines of a conversation must not push the tree away.
    minWidth: 0,
    minHeight: 0,
    borderLeft: `1px solid ${theme.colors.border.medium}`,
  }),
  below: css({
    display: 'flex',
    flexShrink: 0,
    minWidth: 0,
    minHeight: 0,
    borderTop: `1px solid ${theme.colors.border.medium}`,
  }),
});
