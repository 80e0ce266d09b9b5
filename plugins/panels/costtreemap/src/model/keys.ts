/** Keyboard of the picture: key + focused tile → what happens. Arrows go where they point. */
import type { Rect } from './rect';
import type { Tile } from './picture';

export type KeyAction =
  | { type: 'focus'; key: string }
  | { type: 'open' | 'menu'; key: string }
  | { type: 'up' }
  | { type: 'dismiss' };

/** `null`: the key is not ours and goes on to the browser. */
export function keyAction(
  { key, shiftKey }: { key: string; shiftKey: boolean },
  tiles: readonly Tile[],
  focused: Tile,
): KeyAction | null {
  const direction = DIRECTIONS[key];
  if (direction) {
    const next = neighbour(tiles, focused, direction);
    return { type: 'focus', key: (next ?? focused).key };
  }
  switch (key) {
    case 'Home':
      return { type: 'focus', key: bySize(tiles)[0]!.key };
    case 'End':
      return { type: 'focus', key: bySize(tiles).at(-1)!.key };
    case 'Enter':
    case ' ':
      return { type: 'open', key: focused.key };
    case 'Backspace':
      return { type: 'up' };
    case 'Escape':
      return { type: 'dismiss' };
    case 'ContextMenu':
      return { type: 'menu', key: focused.key };
    case 'F10':
      return shiftKey ? { type: 'menu', key: focused.key } : null;
    default:
      return null;
  }
}

/** Unit vectors. */
type Direction = readonly [x: -1 | 0 | 1, y: -1 | 0 | 1];

const DIRECTIONS: Readonly<Record<string, Direction>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Sideways distance counts more: an arrow should not leave its row or column without need. */
const SIDEWAYS = 3;

/** The nearest tile whose middle lies in that direction. */
export function neighbour(tiles: readonly Tile[], from: Tile, [x, y]: Direction): Tile | null {
  const here = middle(from.rect);
  let nearest: Tile | null = null;
  let least = Infinity;
  for (const tile of tiles) {
    if (tile === from) continue;
    const there = middle(tile.rect);
    const along = (there.x - here.x) * x + (there.y - here.y) * y;
    if (along <= 0) continue;
    const gap = x === 0 ? gapBetween(from.rect, tile.rect, 'x') : gapBetween(from.rect, tile.rect, 'y');
    const ahead = x === 0 ? gapBetween(from.rect, tile.rect, 'y') : gapBetween(from.rect, tile.rect, 'x');
    const aside = x === 0 ? Math.abs(there.x - here.x) : Math.abs(there.y - here.y);
    // Tiles that lie beside the edge first; among those the one whose middle is nearest.
    const cost = ahead * 2 + gap * SIDEWAYS * 2 + aside / 1000 + along / 1000;
    if (cost < least) {
      least = cost;
      nearest = tile;
    }
  }
  return nearest;
}

/** Px between two rectangles on one axis; 0 where they overlap. */
function gapBetween(a: Rect, b: Rect, axis: 'x' | 'y'): number {
  const size = axis === 'x' ? 'width' : 'height';
  return Math.max(0, b[axis] - (a[axis] + a[size]), a[axis] - (b[axis] + b[size]));
}

const middle = ({ x, y, width, height }: Rect) => ({ x: x + width / 2, y: y + height / 2 });

/** By what they stand for; what is outside the scale comes last. */
const bySize = (tiles: readonly Tile[]): Tile[] =>
  [...tiles].sort((a, b) => (b.share ?? -1) - (a.share ?? -1));
