/** Keyboard of the picture: key + focused tile → what happens. Arrows go where they point. */
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
/** Borders and gaps between tiles. */
const SLACK_PX = 2;

/** The nearest tile beyond the edge of `from` in that direction; of several, the one whose middle is nearest. */
export function neighbour(tiles: readonly Tile[], from: Tile, [x, y]: Direction): Tile | null {
  const along = x === 0 ? 'y' : 'x';
  const across = x === 0 ? 'x' : 'y';
  let nearest: Tile | null = null;
  let least = Infinity;
  for (const tile of tiles) {
    const ahead = x + y > 0 ? start(tile, along) - end(from, along) : start(from, along) - end(tile, along);
    if (tile === from || ahead < -SLACK_PX) continue;
    const beside = Math.max(
      0,
      start(tile, across) - end(from, across),
      start(from, across) - end(tile, across),
    );
    const aside = Math.abs(middle(tile, across) - middle(from, across));
    const cost = Math.max(0, ahead) + beside * SIDEWAYS + aside / 1000;
    if (cost < least) {
      least = cost;
      nearest = tile;
    }
  }
  return nearest;
}

type Axis = 'x' | 'y';
const start = ({ rect }: Tile, axis: Axis): number => rect[axis];
const end = ({ rect }: Tile, axis: Axis): number => rect[axis] + (axis === 'x' ? rect.width : rect.height);
const middle = (tile: Tile, axis: Axis): number => (start(tile, axis) + end(tile, axis)) / 2;

/** By what they stand for; what is outside the scale comes last. */
const bySize = (tiles: readonly Tile[]): Tile[] =>
  [...tiles].sort((a, b) => (b.share ?? -1) - (a.share ?? -1));
