/**
 * A shape for each model of the plot. Colours come from names, as everywhere, so two models may have the same one, and
 * not everybody tells colours apart: the shape does. All have the area of the circle of the same radius, because area
 * stands for a figure. Pure.
 */
import type { ModelRow } from './fields';

export const SHAPES = ['circle', 'square', 'triangle', 'diamond', 'plus', 'wedge'] as const;
export type Shape = (typeof SHAPES)[number];

/** By calls, so that another baseline gives no model another shape. */
export function shapesOf(rows: readonly ModelRow[]): ReadonlyMap<string, Shape> {
  const order = [...rows].sort((a, b) => (b.calls ?? 0) - (a.calls ?? 0) || (a.model < b.model ? -1 : 1));
  return new Map(order.map(({ model }, place) => [model, SHAPES[place % SHAPES.length]!]));
}

/** Path of an SVG, `r` being the radius of the circle that is as large. */
export function shapePath(shape: Shape, x: number, y: number, r: number): string {
  if (shape === 'circle') {
    return `M${px(x - r)},${px(y)}a${px(r)},${px(r)} 0 1,0 ${px(2 * r)},0a${px(r)},${px(r)} 0 1,0 ${px(-2 * r)},0Z`;
  }
  const size = r * Math.sqrt(Math.PI / areaOf(CORNERS[shape]));
  return `M${CORNERS[shape].map(([dx, dy]) => `${px(x + dx * size)},${px(y + dy * size)}`).join('L')}Z`;
}

/** Around the middle; y goes down. */
const CORNERS: Record<Exclude<Shape, 'circle'>, readonly (readonly [x: number, y: number])[]> = {
  square: [[-1, -1], [1, -1], [1, 1], [-1, 1]],
  triangle: [[0, -2], [Math.sqrt(3), 1], [-Math.sqrt(3), 1]],
  diamond: [[0, -1], [1, 0], [0, 1], [-1, 0]],
  plus: [
    [-1, -3], [1, -3], [1, -1], [3, -1], [3, 1], [1, 1], [1, 3], [-1, 3], [-1, 1], [-3, 1], [-3, -1], [-1, -1],
  ],
  wedge: [[0, 2], [-Math.sqrt(3), -1], [Math.sqrt(3), -1]],
}; // prettier-ignore

/** Gauss's formula. */
const areaOf = (corners: readonly (readonly [number, number])[]): number =>
  Math.abs(
    corners.reduce((sum, [x, y], i) => {
      const [nextX, nextY] = corners[(i + 1) % corners.length]!;
      return sum + x * nextY - nextX * y;
    }, 0),
  ) / 2;

const px = (value: number): number => Number(value.toFixed(2));
