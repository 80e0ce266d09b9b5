/**
 * Tiles on screen: one tree for keyboard and screen readers, one card and one menu for all of them. At most a few
 * hundred elements, so they are plain elements and not a canvas: each has a name, a focus and a place.
 */
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { HoverCard, useHoverCard } from '@llmobservatory/panel';
import { useCallback, useEffect, useId, useLayoutEffect, useMemo, useRef } from 'react';
import type { MutableRefObject, ReactNode } from 'react';
import type { Branch } from '../model/branches';
import { spokenTile } from '../model/describe';
import type { Words } from '../model/describe';
import { keyAction } from '../model/keys';
import type { Tile as TileModel } from '../model/picture';
import { shadeOf } from '../model/scale';
import type { Scale, Shade } from '../model/scale';
import { tileLabel } from '../model/tileLabel';
import { text } from '../text';
import type { Fill } from './fills';
import { Tile, widthOf } from './Tile';

interface Props {
  tiles: readonly TileModel[];
  view: Branch;
  words: Words;
  scale: Scale;
  fill: (shade: Shade, level: number) => Fill;
  width: number;
  height: number;
  focused: string | null;
  /** The focus goes to the tile that has it in the state: set when the tile it was on has gone. */
  wantsFocus: MutableRefObject<boolean>;
  onFocus: (key: string) => void;
  onOpen: (tile: TileModel, event: React.SyntheticEvent) => void;
  onMenu: (tile: TileModel, at: { x: number; y: number }) => void;
  onUp: () => void;
  card: (tile: TileModel) => ReactNode;
}

export function Picture(props: Props) {
  const { tiles, view, words, scale, fill, width, height, wantsFocus, onFocus, onOpen, onMenu, onUp } = props;
  const styles = useStyles2(getStyles);
  const cardId = useId();
  const tree = useRef<HTMLDivElement>(null);
  const { card, enter, leave, show, hide, hold } = useHoverCard<string>();
  const focused = tiles.find(({ key }) => key === props.focused) ?? tiles[0];
  const moving = useStill(width, height);
  const drawn = useMemo(
    () =>
      tiles.map((tile) => ({
        tile,
        label: tileLabel(tile, words, widthOf),
        spoken: spokenTile(tile, view, words),
        fill: fill(
          shadeOf(scale, tile.figures, tile.branch?.node.name ?? ''),
          tile.branch?.node.path.length ?? 1,
        ),
        hatched: words.area !== 'value' && tile.figures.valueRows === 0 && tile.figures.unpricedRows > 0,
      })),
    [tiles, words, view, fill, scale],
  );
  const tileAt = useCallback(
    (target: EventTarget): TileModel | undefined => {
      const key = (target as Element).closest('[data-key]')?.getAttribute('data-key');
      return key === undefined ? undefined : tiles.find((tile) => tile.key === key);
    },
    [tiles],
  );

  useLayoutEffect(() => {
    if (!wantsFocus.current || !focused) return;
    wantsFocus.current = false;
    elementOf(tree.current, focused.key)?.focus();
  }, [wantsFocus, focused]);
  // What the card tells of may be gone.
  useEffect(() => hide, [view, hide]);

  const onKeyDown = (event: React.KeyboardEvent) => {
    if (!focused || event.altKey || event.ctrlKey || event.metaKey) return;
    const action = keyAction(event, tiles, focused);
    if (!action || (action.type === 'dismiss' && !card)) return;
    event.preventDefault();
    event.stopPropagation();
    const element = elementOf(tree.current, focused.key);
    switch (action.type) {
      case 'focus':
        return elementOf(tree.current, action.key)?.focus();
      case 'open':
        hide();
        return onOpen(focused, event);
      case 'menu':
        hide();
        return element && onMenu(focused, middleOf(element));
      case 'up':
        hide();
        return onUp();
      case 'dismiss':
        return hide();
    }
  };

  const subject = tiles.find(({ key }) => key === card?.subject);
  return (
    <>
      <div
        ref={tree}
        role="tree"
        aria-label={text('tree', '{{what}} as areas', { what: words.format.label })}
        className={styles.tree}
        style={{ width, height }}
        onKeyDown={onKeyDown}
        onFocus={(event) => {
          const tile = tileAt(event.target);
          if (!tile) return;
          if (tile.key !== focused?.key) onFocus(tile.key);
          // A click focuses too: the card of the pointer is enough then.
          if (event.target.matches(':focus-visible')) show(tile.key, middleOf(event.target));
        }}
        onBlur={hide}
        onPointerOver={(event) => {
          const tile = tileAt(event.target);
          if (tile && event.pointerType !== 'touch') {
            enter(tile.key, { x: event.clientX, y: event.clientY });
          }
        }}
        onPointerLeave={leave}
        onClick={(event) => {
          const tile = tileAt(event.target);
          if (!tile) return;
          hide();
          onOpen(tile, event);
        }}
        onContextMenu={(event) => {
          const tile = tileAt(event.target);
          if (!tile?.branch) return;
          event.preventDefault();
          hide();
          onMenu(tile, { x: event.clientX, y: event.clientY });
        }}
      >
        {tiles.map((tile) =>
          tile.outline ? (
            <Outline key={`${tile.key} outline`} tile={tile} className={styles.outline} />
          ) : null,
        )}
        {drawn.map((one) => (
          <Tile
            key={one.tile.key}
            {...one}
            tabbable={one.tile === focused}
            moving={moving}
            describedBy={card?.subject === one.tile.key ? cardId : undefined}
          />
        ))}
      </div>
      {card && subject && (
        <HoverCard id={cardId} anchor={card.anchor} onEnter={hold} onLeave={leave}>
          {props.card(subject)}
        </HoverCard>
      )}
    </>
  );
}

function Outline({ tile, className }: { tile: TileModel; className: string }) {
  const { x, y, width, height } = tile.outline!;
  return <div role="presentation" className={className} style={{ left: x, top: y, width, height }} />;
}

const elementOf = (tree: HTMLElement | null, key: string): HTMLElement | null =>
  tree?.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`) ?? null;

function middleOf(element: Element): { x: number; y: number } {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: left + Math.min(width / 2, 120), y: top + Math.min(height / 2, 40) };
}

/** True while the size stays: tiles move when the data change, not when somebody drags the edge of the panel. */
function useStill(width: number, height: number): boolean {
  const last = useRef({ width, height });
  const still = last.current.width === width && last.current.height === height;
  useEffect(() => {
    last.current = { width, height };
  }, [width, height]);
  return still;
}

const getStyles = (theme: GrafanaTheme2) => ({
  tree: css({ position: 'relative', overflow: 'hidden' }),
  outline: css({
    position: 'absolute',
    background: theme.colors.background.secondary,
    borderRadius: 2,
    pointerEvents: 'none',
  }),
});
