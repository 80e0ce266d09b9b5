/**
 * Squarified treemap (Bruls, Huizing, van Wijk 2000): rectangles with areas proportional to their weights that fill a
 * rectangle, as near to squares as rows along the shorter side allow.
 */
import type { Rect } from './rect';

/**
 * One rectangle for each weight, in their order. Largest first gives the best shapes, but any order is kept: "others"
 * stays last. Weights must be above 0.
 */
export function squarify(weights: readonly number[], rect: Rect): Rect[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const placed: Rect[] = [];
  let free = rect;
  let freeWeight = total;
  let start = 0;
  while (start < weights.length) {
    const shorter = Math.min(free.width, free.height);
    // Weights as areas in the free rectangle: its scale is taken anew, so that rounding does not add up.
    const scale = freeWeight > 0 ? (free.width * free.height) / freeWeight : 0;
    const end = endOfRow(weights, start, shorter, scale);
    const row = weights.slice(start, end);
    const rowWeight = row.reduce((sum, weight) => sum + weight, 0);
    const last = end === weights.length;
    const [strip, rest] = cut(free, last ? 1 : rowWeight / freeWeight);
    placed.push(...fill(row, rowWeight, strip, free.width >= free.height));
    free = rest;
    freeWeight -= rowWeight;
    start = end;
  }
  return placed;
}

/** A row grows as long as its worst rectangle gets no longer. */
function endOfRow(weights: readonly number[], start: number, side: number, scale: number): number {
  let end = start + 1;
  let smallest = weights[start]!;
  let largest = smallest;
  let sum = smallest;
  let worst = worstRatio(smallest, largest, sum, side, scale);
  for (; end < weights.length; end++) {
    const weight = weights[end]!;
    smallest = Math.min(smallest, weight);
    largest = Math.max(largest, weight);
    sum += weight;
    const next = worstRatio(smallest, largest, sum, side, scale);
    if (next > worst) break;
    worst = next;
  }
  return end;
}

/** Longest side ÷ shortest side of the worst rectangle in a row of these weights along `side`. */
function worstRatio(smallest: number, largest: number, sum: number, side: number, scale: number): number {
  const rowArea = sum * scale;
  return Math.max(
    (side * side * largest * scale) / (rowArea * rowArea),
    (rowArea * rowArea) / (side * side * smallest * scale),
  );
}

/** A share of the rectangle along its longer side, and the rest. */
function cut(rect: Rect, share: number): [strip: Rect, rest: Rect] {
  if (rect.width >= rect.height) {
    const width = rect.width * share;
    return [
      { ...rect, width },
      { ...rect, x: rect.x + width, width: rect.width - width },
    ];
  }
  const height = rect.height * share;
  return [
    { ...rect, height },
    { ...rect, y: rect.y + height, height: rect.height - height },
  ];
}

/** Weights side by side along the strip: downwards in a column, to the right in a row. */
function fill(weights: readonly number[], total: number, strip: Rect, column: boolean): Rect[] {
  let before = 0;
  return weights.map((weight) => {
    const from = before / total;
    before += weight;
    const share = weight / total;
    return column
      ? { ...strip, y: strip.y + strip.height * from, height: strip.height * share }
      : { ...strip, x: strip.x + strip.width * from, width: strip.width * share };
  });
}
