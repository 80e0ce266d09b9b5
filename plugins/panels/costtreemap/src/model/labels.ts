/** How much text a tile has room for. Text is never scaled and never rotated: what does not fit is left out. */
import type { Rect } from './rect';

export type LabelSize = 'full' | 'short' | 'name' | 'none';

/** Largest first. `full`: name, value and share, change; `short`: name and value. */
const SIZES: readonly { size: LabelSize; width: number; height: number }[] = [
  { size: 'full', width: 120, height: 52 },
  { size: 'short', width: 64, height: 34 },
  { size: 'name', width: 40, height: 18 },
];

export const labelSize = (rect: Rect): LabelSize =>
  SIZES.find(({ width, height }) => rect.width >= width && rect.height >= height)?.size ?? 'none';

/** Fewer letters say nothing. */
const MIN_LETTERS = 4;
const TAIL_LETTERS = 8;

/**
 * The longest form of a name that is not wider than `width`, cut in the middle: the end stays, because model versions
 * and ids differ there. `short` is taken instead of a cut, where a name has a short form of its own; "" when nothing
 * fits that says something.
 */
export function fitName(
  name: string,
  width: number,
  widthOf: (text: string) => number,
  short?: string,
): string {
  if (widthOf(name) <= width) return name;
  if (short !== undefined) return widthOf(short) <= width ? short : '';
  const letters = [...name];
  let fits = 0;
  let tooLong = letters.length;
  while (tooLong - fits > 1) {
    const middle = Math.floor((fits + tooLong) / 2);
    if (widthOf(cut(letters, middle)) <= width) fits = middle;
    else tooLong = middle;
  }
  return fits < MIN_LETTERS ? '' : cut(letters, fits);
}

/** `count` letters and a "…" between them. */
function cut(letters: readonly string[], count: number): string {
  const tail = Math.min(TAIL_LETTERS, Math.floor(count / 2));
  return `${letters.slice(0, count - tail).join('')}…${letters.slice(letters.length - tail).join('')}`;
}
