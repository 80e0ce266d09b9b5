/**
 * One trace on screen: head, rows, detail, and what the person has folded, focused and opened.
 */
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { useCallback, useMemo, useReducer, useRef } from 'react';
import type { ReactNode } from 'react';
import { Detail } from '../detail/Detail';
import { toolEvidence } from '../model/chat';
import { foldedBelow, visibleRows } from '../model/rows';
import type { ExpandLevel } from '../model/rows';
import type { Trace } from '../model/tree';
import { find, nextView } from '../model/viewState';
import type { ViewAction, ViewState } from '../model/viewState';
import type { WaterfallOptions } from '../options';
import { Head } from './Head';
import { layoutOf } from './layout';
import { Treegrid } from './Treegrid';

interface Props {
  trace: Trace;
  width: number;
  height: number;
  options: WaterfallOptions;
  /** Stands in the head: which of several traces. */
  chooser?: ReactNode;
}

export function TraceView({ trace, width, height, options, chooser }: Props) {
  const styles = useStyles2(getStyles);
  const { state, dispatch } = useView(trace, options);
  const wantsFocus = useRef(false);
  const byKeyboard = useRef(false);
  const rows = useMemo(() => visibleRows(trace, state.folded), [trace, state.folded]);
  const evidence = useMemo(() => toolEvidence(trace), [trace]);
  const figures = useMemo(() => figuresIn(trace), [trace]);
  const showCost = options.showCost && figures.cost;
  const showTokens = options.showTokens && figures.tokens;
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

  return (
    <div className={styles.view} style={{ width, height }} data-testid="waterfall">
      <Head trace={trace} tiny={layout.tiny}>
        {chooser}
      </Head>
      <div className={styles.parts} style={{ flexDirection: layout.detail === 'beside' ? 'row' : 'column' }}>
        {layout.detail !== 'over' && (
          <Treegrid
            trace={trace}
            rows={rows}
            state={state}
            dispatch={onGrid}
            layout={layout}
            showCost={showCost}
            showTokens={showTokens}
            byService={!trace.hasLlm}
            wantsFocus={wantsFocus}
          />
        )}
        {layout.detail !== 'off' && opened && (
          <div
            className={layout.detail === 'beside' ? styles.beside : styles.below}
            style={layout.detail === 'over' ? { flex: 1 } : { flexBasis: layout.detailPx }}
          >
            <Detail
              node={opened}
              trace={trace}
              evidence={evidence}
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

/** The actions need the newest trace; the state outlives it. */
function useView(trace: Trace, options: WaterfallOptions) {
  const [state, dispatch] = useReducer(
    (state: ViewState, { action, trace }: { action: ViewAction; trace: Trace }) =>
      nextView(state, action, trace),
    null,
    () => ({ folded: foldedBelow(trace, expandLevel(options.expand)), focused: null, open: null }),
  );
  const act = useCallback((action: ViewAction) => dispatch({ action, trace }), [trace]);
  return { state, dispatch: act };
}

const expandLevel = (expand: WaterfallOptions['expand']): ExpandLevel =>
  expand === 'auto' || expand === 'all' ? expand : Number(expand);

/** Columns that no span could fill are not shown. */
function figuresIn(trace: Trace): { cost: boolean; tokens: boolean } {
  return {
    cost: trace.ours && trace.nodes.some(({ span }) => span.llm?.call !== undefined),
    tokens: trace.nodes.some(
      ({ span: { usage } }) => usage !== null && (usage.inputTokens ?? usage.outputTokens) !== null,
    ),
  };
}

const getStyles = (theme: GrafanaTheme2) => ({
  view: css({ display: 'flex', flexDirection: 'column', overflow: 'hidden' }),
  parts: css({ display: 'flex', flex: 1, minHeight: 0, minWidth: 0 }),
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
