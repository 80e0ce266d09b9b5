/**
 * What is drawn under its own name, and what becomes "n others". Nothing is left out: whatever has no tile of its own
 * is in the others (or, where its value is unknown, among the unpriced), and can be listed from there.
 */
import { areaOf } from './rect';
import type { Rect } from './rect';
import type { Branch } from './branches';

/** A tile below this cannot be told from its neighbours. */
export const MIN_TILE_PX2 = 300;

/** Below this share not even a screen has a place for it, and numbers lose their precision. */
const INVISIBLE = 1e-9;

export interface Folded {
  /** Largest first. */
  named: Branch[];
  /** Small ones with an area, then those at zero and below. */
  others: Branch[];
  /** Area of the others, in the unit of the extents; 0: they have none to draw. */
  othersExtent: number;
}

/**
 * `parts` must be sorted by extent, largest first; `rect` is the room for them. `minPx2`: smaller tiles fold. `limit`:
 * named tiles at most. A single small part stays as it is: "1 other" would take the same room and say less.
 */
export function fold(parts: readonly Branch[], rect: Rect, minPx2: number, limit: number): Folded {
  const total = parts.reduce((sum, { extent }) => sum + extent, 0);
  const drawable = parts.filter(({ extent }) => extent > total * INVISIBLE);
  const scale = total > 0 ? areaOf(rect) / total : 0;
  const large = drawable.filter(({ extent }) => extent * scale >= Math.max(minPx2, MIN_TILE_PX2)).length;
  const wanted = Math.min(large, Math.max(0, limit));
  const named = drawable.length === wanted + 1 ? drawable : drawable.slice(0, wanted);
  const others = parts.slice(named.length);
  const othersExtent = others.reduce((sum, { extent }) => sum + extent, 0);
  return { named, others, othersExtent: othersExtent > total * INVISIBLE ? othersExtent : 0 };
}
