import { describe, expect, it } from 'vitest';
import type { ModelRow } from './fields';
import { shapePath, SHAPES, shapesOf } from './shapes';

const row = (model: string, calls: number | null): ModelRow => ({
  model,
  calls,
  compared: calls,
  unpriced: 0,
  figures: new Map(),
  row: 0,
});

describe('shapesOf', () => {
  it('gives six models six shapes, the one with most calls the circle, whatever their order', () => {
    const rows = [10, 60, 30, 20, 50, 40].map((calls) => row(`m${calls}`, calls));
    const shapes = shapesOf(rows);
    expect(shapes.get('m60')).toBe('circle');
    expect(new Set(shapes.values()).size).toBe(6);
    expect(shapesOf(rows.toReversed())).toEqual(shapes);
  });
  it('goes by name where calls are equal or unknown', () => {
    expect([...shapesOf([row('b', null), row('a', null)])]).toEqual([
      ['a', 'circle'],
      ['b', 'square'],
    ]);
  });
});

describe('shapePath', () => {
  it('is a square of the area of the circle', () => {
    // r = 10: area 314.16, side 17.72
    expect(shapePath('square', 50, 50, 10)).toBe('M41.14,41.14L58.86,41.14L58.86,58.86L41.14,58.86Z');
  });
  it('draws the circle as two halves', () => {
    expect(shapePath('circle', 50, 40, 10)).toBe('M40,40a10,10 0 1,0 20,0a10,10 0 1,0 -20,0Z');
  });
  it.each(SHAPES.filter((shape) => shape !== 'circle'))('gives %s the area of the circle', (shape) => {
    const corners = shapePath(shape, 0, 0, 10)
      .slice(1, -1)
      .split('L')
      .map((corner) => corner.split(',').map(Number) as [number, number]);
    const twice = corners.reduce((sum, [x, y], i) => {
      const [nextX, nextY] = corners[(i + 1) % corners.length]!;
      return sum + x * nextY - nextX * y;
    }, 0);
    expect(Math.abs(twice) / 2).toBeCloseTo(Math.PI * 100, 0);
  });
});
