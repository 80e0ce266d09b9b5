/** A table on screen as treemap: head, picture or list, legend; and where the person is in it. */
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { EmptyState, usePanelContext, useStyles2 } from '@grafana/ui';
import { UNKNOWN } from '@llmobservatory/format';
import { FactsCard } from '@llmobservatory/panel';
import type { TracesOf } from '@llmobservatory/panel';
import { useMemo, useRef, useState } from 'react';
import { followToParts, trail } from '../model/branches';
import type { Branch } from '../model/branches';
import { nodeName, valueText } from '../model/describe';
import type { Words } from '../model/describe';
import { factsOf } from '../model/facts';
import type { Table } from '../model/fields';
import { changeOf, changeText, isLowerBound, known } from '../model/figures';
import { modeName } from '../model/legend';
import { listBehind, listName, listOf, tilePath } from '../model/lists';
import { notesOf } from '../model/notes';
import { draw } from '../model/picture';
import type { Tile } from '../model/picture';
import type { ScaleMode } from '../model/scale';
import type { Node } from '../model/tree';
import type { Area, TreemapOptions } from '../options';
import { counted, text } from '../text';
import { formatOf } from '../valueFormat';
import { Head } from './Head';
import type { Crumb, MenuChoice } from './Head';
import { layoutOf } from './layout';
import { Legend } from './Legend';
import { NodeMenu } from './NodeMenu';
import { NodeTable } from './NodeTable';
import { partsOf } from './parts';
import { Picture } from './Picture';
import { useTreemap } from './useTreemap';
import type { Chosen } from './useTreemap';
import { useViewState } from './useViewState';

interface Props {
  panelId: number;
  table: Table;
  tracesOf: TracesOf;
  options: TreemapOptions;
  width: number;
  height: number;
}

export function TreemapView({ panelId, table, tracesOf, options, width, height }: Props) {
  const styles = useStyles2(getStyles);
  const { onAddAdHocFilter } = usePanelContext();
  const [state, dispatch] = useViewState(panelId);
  const [chosen, setChosen] = useState<Chosen>({});
  const [menu, setMenu] = useState<{ node: Node; x: number; y: number } | null>(null);
  const wantsFocus = useRef(false);

  const { has, levels, valueField } = table;
  const treemap = useTreemap(table, options, chosen);
  const { area, areas, root, leaves, scale, words, value, fill } = treemap;
  const parts = partsOf({ table, treemap, tracesOf, onFilter: onAddAdHocFilter });
  const mode = scale.mode;

  const view = useMemo(() => followToParts(root, state.path), [root, state.path]);
  const path = view.node.path;
  const hasNotes = notesOf(view, [], words).length > 0;
  const layout = layoutOf(width, height, {
    legend: options.legend,
    notes: hasNotes,
    drilled: path.length > 0 || state.list !== null,
  });
  const tiles = useMemo(
    () =>
      draw(view, {
        width: layout.pictureWidth,
        height: layout.pictureHeight,
        minShare: options.minShare / 100,
        maxTiles: options.maxTiles,
        showUnpriced: options.showUnpriced && area === 'value',
        shape: options.shape,
        depth: layout.tiny ? 1 : 2,
      }),
    [view, layout.pictureWidth, layout.pictureHeight, layout.tiny, options, area],
  );
  const notes = notesOf(view, tiles, words);
  const listed = useMemo(() => listOf(state.list, view, root), [state.list, view, root]);

  const go = (to: readonly string[]) => dispatch({ type: 'drill', path: to });
  const openTable = (of: readonly string[]) =>
    dispatch({ type: 'list', path: of, list: { of: 'all', keys: [] } });
  const openNode = (node: Node, event: React.SyntheticEvent, at: { x: number; y: number }) => {
    if (node.children.length > 0) {
      wantsFocus.current = event.type === 'keydown';
      go(node.path);
      return;
    }
    if (!parts.open(node, event)) setMenu({ node, ...at });
  };
  const onOpen = (tile: Tile, event: React.SyntheticEvent) => {
    if (tile.branch) return openNode(tile.branch.node, event, placeOf(event));
    dispatch({ type: 'list', ...listBehind(tile, view) });
  };
  const onUp = () => {
    wantsFocus.current = true;
    dispatch({ type: 'up', from: path });
  };

  const crumbs: Crumb[] = [root, ...trail(root, path)].map(({ node }, index, all) => ({
    name: nodeName(node, levels),
    onClick: index < all.length - 1 || state.list ? () => go(node.path) : undefined,
  }));
  if (state.list && listed) crumbs.push({ name: listName(state.list.of, listed, words) });
  const total = valueText(view.node.figures, words);
  const summary = text('view.said', '{{name}}: {{total}}, {{parts}}', {
    name: nodeName(view.node, levels),
    total,
    parts: counted('view.parts', view.children.length, '{{count}} part', '{{count}} parts'),
  });

  const legend = (
    <Legend
      scale={scale}
      format={words.format}
      value={value}
      has={has}
      fill={fill}
      short={layout.legend === 'below' && width < LEGEND_WORDS_FROM_PX}
    />
  );

  return (
    <div className={styles.view} style={{ width, height }} data-testid="costtreemap">
      {layout.headPx > 0 && (
        <Head
          crumbs={crumbs}
          total={total}
          totalTitle={totalTitle(view, words)}
          change={changeWords(view, area)}
          asTable={state.list !== null}
          onTable={() => (state.list ? go(path) : openTable(path))}
          choices={choicesOf()}
          tiny={layout.tiny}
        >
          {layout.legend === 'head' && !state.list && legend}
        </Head>
      )}
      <p role="status" className={styles.spoken}>
        {path.length > 0 && summary}
      </p>
      <div className={styles.body} style={{ paddingTop: layout.headPx === 0 ? 4 : 0 }}>
        {listed ? (
          <NodeTable
            label={crumbs.at(-1)!.name}
            branches={listed}
            view={view}
            words={words}
            value={value}
            has={has}
            onOpen={(branch, event) =>
              state.list?.of === 'all' && branch.children.length > 0
                ? openTable(branch.node.path)
                : openNode(branch.node, event, placeOf(event))
            }
          />
        ) : tiles.length > 0 ? (
          <Picture
            tiles={tiles}
            view={view}
            words={words}
            scale={scale}
            fill={fill}
            width={layout.pictureWidth}
            height={layout.pictureHeight}
            focused={state.focused}
            wantsFocus={wantsFocus}
            onFocus={(key) => dispatch({ type: 'focus', key })}
            onOpen={onOpen}
            onMenu={(tile, at) => tile.branch && setMenu({ node: tile.branch.node, ...at })}
            onUp={onUp}
            card={(tile) => (
              <FactsCard
                title={tilePath(tile, view, words).join(' › ')}
                facts={factsOf(tile, { words, value, root })}
                sentences={[parts.hint(tile)]}
              />
            )}
          />
        ) : (
          <div className={styles.empty}>
            <EmptyState
              variant="not-found"
              hideImage
              message={text('nothing', 'Nothing above zero to draw.')}
            >
              {text(
                'nothing.what',
                'All {{n}} parts are zero, unknown or credits: the table in the menu shows them.',
                {
                  n: leaves.length,
                },
              )}
            </EmptyState>
          </div>
        )}
      </div>
      {notes.length > 0 && layout.notesPx > 0 && <p className={styles.notes}>{notes.join(' ')}</p>}
      {layout.legend === 'below' && !state.list && (
        <div className={styles.below} style={{ height: layout.legendPx }}>
          {legend}
        </div>
      )}
      {menu && (
        <NodeMenu
          x={menu.x}
          y={menu.y}
          title={nodeName(menu.node, levels)}
          onDrill={menu.node.children.length > 0 ? () => go(menu.node.path) : undefined}
          {...parts.choices(menu.node)}
          onClose={() => setMenu(null)}
        />
      )}
    </div>
  );

  function choicesOf(): MenuChoice[] {
    return [
      {
        label: text('head.area', 'Area'),
        items: areas.map((one) => ({
          label: formatOf(one, valueField).label,
          chosen: one === area,
          onClick: () => setChosen({ ...chosen, area: one }),
        })),
      },
      {
        label: text('head.colour', 'Colour'),
        items: MODE_ORDER.map((one) => ({
          label: modeName(one, value),
          chosen: one === mode,
          onClick: () => setChosen({ ...chosen, mode: one }),
        })),
      },
    ].filter(({ items }) => items.length > 1);
  }
}

/** What the area and the colour are, beside the steps of a change. */
const LEGEND_WORDS_FROM_PX = 440;

const MODE_ORDER: readonly ScaleMode[] = ['change', 'price', 'errors', 'name'];

/** "" where nothing can be said. */
const changeWords = ({ node }: Branch, area: Area): string => {
  const change = changeText(changeOf(node.figures, area));
  return change === UNKNOWN ? '' : change;
};

function totalTitle({ node: { figures } }: Branch, { area, format }: Words): string {
  const value = known(figures, area);
  if (value === null) return text('total.unknown', 'Nothing is known.');
  const exact = format.exact(value);
  if (area !== 'value' || !isLowerBound(figures)) return exact;
  return text('total.lower-bound', '{{exact}}; parts are unknown, so this is a lower bound.', { exact });
}

/** Where a menu opens: at the pointer, or on the element that has the focus. */
function placeOf(event: React.SyntheticEvent): { x: number; y: number } {
  const { clientX, clientY } = event.nativeEvent as MouseEvent;
  if (clientX) return { x: clientX, y: clientY };
  const { left, top } = (event.target as Element).getBoundingClientRect();
  return { x: left + 16, y: top + 16 };
}

const getStyles = (theme: GrafanaTheme2) => ({
  view: css({
    display: 'flex',
    flexDirection: 'column',
    overflow: 'hidden',
    padding: theme.spacing(0, 0.5, 0.5),
  }),
  body: css({ position: 'relative', flex: 1, minHeight: 0 }),
  below: css({ display: 'flex', flexShrink: 0, alignItems: 'center' }),
  notes: css({
    height: 20,
    flexShrink: 0,
    margin: 0,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  empty: css({ display: 'flex', height: '100%', alignItems: 'center', justifyContent: 'center' }),
  spoken: css({
    position: 'absolute',
    width: 1,
    height: 1,
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    margin: 0,
  }),
});
