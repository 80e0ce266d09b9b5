import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaOf } from './rect';
import type { Rect } from './rect';
import { squarify } from './squarify';
import { rect } from './table.fixture';

const rounded = (rects: readonly Rect[]) =>
  rects.map(({ x, y, width, height }) => [x, y, width, height].map((px) => Math.round(px * 1000) / 1000));

const ratio = ({ width, height }: Rect): number => Math.max(width / height, height / width);

describe('squarify', () => {
  it('draws the example of the paper: 6 6 4 3 2 2 1 in 6 × 4', () => {
    expect(rounded(squarify([6, 6, 4, 3, 2, 2, 1], rect(0, 0, 6, 4)))).toEqual([
      [0, 0, 3, 2],
      [0, 2, 3, 2],
      [3, 0, 1.714, 2.333],
      [4.714, 0, 1.286, 2.333],
      [3, 2.333, 1.2, 1.667],
      [4.2, 2.333, 1.2, 1.667],
      [5.4, 2.333, 0.6, 1.667],
    ]);
  });

  it('gives all of it to a single one', () => {
    expect(squarify([0.001], rect(5, 7, 30, 20))).toEqual([rect(5, 7, 30, 20)]);
  });

  it('draws nothing for nothing', () => {
    expect(squarify([], rect(0, 0, 10, 10))).toEqual([]);
  });

  it('keeps the order it is given: what comes last stays last', () => {
    const [, , last] = squarify([3, 2, 40], rect(0, 0, 90, 10));
    expect(areaOf(last!)).toBeCloseTo(800);
    expect(last!.x + last!.width).toBeCloseTo(90);
  });

  it('is nearer to squares than strips would be', () => {
    const weights = Array.from({ length: 40 }, (_, i) => 1 / (i + 1));
    const worst = Math.max(...squarify(weights, rect(0, 0, 1200, 700)).map(ratio));
    expect(worst).toBeLessThan(4);
  });

  const weight = fc.double({ min: 1e-6, max: 1e6, noNaN: true });
  const weights = fc.array(weight, { minLength: 1, maxLength: 60 });
  const side = fc.integer({ min: 1, max: 4000 });

  it('keeps areas proportional to the weights', () => {
    fc.assert(
      fc.property(weights, side, side, (weights, width, height) => {
        const total = weights.reduce((sum, one) => sum + one, 0);
        const rects = squarify(weights, rect(10, 20, width, height));
        rects.forEach((one, i) => {
          const expected = (weights[i]! / total) * width * height;
          // Relative to the whole: a part of a millionth has the rounding of the whole picture in it.
          expect(Math.abs(areaOf(one) - expected) / (width * height)).toBeLessThan(1e-9);
        });
      }),
    );
  });

  it('stays inside, and no two lie on each other', () => {
    fc.assert(
      fc.property(weights, side, side, (weights, width, height) => {
        const rects = squarify(weights, rect(10, 20, width, height));
        const slack = 1e-6 * Math.max(width, height);
        for (const { x, y, width: w, height: h } of rects) {
          expect(x).toBeGreaterThanOrEqual(10 - slack);
          expect(y).toBeGreaterThanOrEqual(20 - slack);
          expect(x + w).toBeLessThanOrEqual(10 + width + slack);
          expect(y + h).toBeLessThanOrEqual(20 + height + slack);
          expect(w).toBeGreaterThanOrEqual(0);
          expect(h).toBeGreaterThanOrEqual(0);
        }
        rects.forEach((a, i) =>
          rects.slice(i + 1).forEach((b) => {
            const wide = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
            const high = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
            expect(Math.min(wide, high)).toBeLessThanOrEqual(slack);
          }),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('always draws the same for the same', () => {
    fc.assert(
      fc.property(weights, side, side, (weights, width, height) => {
        const area = rect(0, 0, width, height);
        expect(squarify(weights, area)).toEqual(squarify([...weights], { ...area }));
      }),
    );
  });

  it('depends on the proportions only, not on the unit', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 30 }), (weights) => {
        const area = rect(0, 0, 640, 360);
        const thousandfold = squarify(
          weights.map((one) => one * 1024),
          area,
        );
        expect(rounded(thousandfold)).toEqual(rounded(squarify(weights, area)));
      }),
    );
  });
});
