/**
 * Where the unpriced go: a strip outside the scale, at the right, or at the bottom of a picture that is taller than
 * wide. Its size says nothing, so it is the same for one call and for a million.
 */
import type { Rect } from './rect';

const SHARE = 0.08;
/** Wide enough for "No price" in a column; high enough for one line. */
const MIN_WIDTH_PX = 56;
const MIN_HEIGHT_PX = 24;
/** No more of a small picture than this: the priced tiles are what it is for. */
const MAX_SHARE = 0.3;

/** `null` where the strip has the whole rectangle to itself, because nothing else can be drawn. */
export function stripOf(rect: Rect, hasOthers: boolean): [rest: Rect, strip: Rect] {
  if (!hasOthers) return [{ ...rect, width: 0, height: 0 }, rect];
  if (rect.height > rect.width || rect.width * MAX_SHARE < MIN_WIDTH_PX) {
    const height = Math.min(Math.max(MIN_HEIGHT_PX, rect.height * SHARE), rect.height * MAX_SHARE);
    return [
      { ...rect, height: rect.height - height },
      { ...rect, y: rect.y + rect.height - height, height },
    ];
  }
  const width = Math.max(MIN_WIDTH_PX, rect.width * SHARE);
  return [
    { ...rect, width: rect.width - width },
    { ...rect, x: rect.x + rect.width - width, width },
  ];
}
