import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantiles, weightedQuantiles } from './quantile';

/** PostgreSQL's percentile_cont. */
function percentileCont(sorted: readonly number[], share: number): number {
  const at = share * (sorted.length - 1);
  const below = Math.floor(at);
  const low = sorted[below]!;
  return low + ((sorted[below + 1] ?? low) - low) * (at - below);
}

const weighted = (pairs: readonly (readonly [value: number, weight: number])[], shares: number[]) => {
  const sorted = [...pairs].sort(([a], [b]) => a - b);
  return weightedQuantiles(
    {
      length: sorted.length,
      values: Float64Array.from(sorted, ([value]) => value),
      times: new Uint16Array(sorted.length).fill(1),
      group: Int32Array.from(sorted, (_, i) => i),
      factor: Float64Array.from(sorted, ([, weight]) => weight),
    },
    sorted.reduce((sum, [, weight]) => sum + weight, 0),
    shares,
  );
};

const number = fc.double({ min: -1e6, max: 1e6, noNaN: true });
const shares = fc
  .array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 5 })
  .map((list) => list.sort((a, b) => a - b));

describe('with equal weights', () => {
  it.each([
    [[1, 2, 3, 4], 0.5, 2.5],
    [[1, 2, 3, 4, 5], 0.95, 4.8],
    [[10], 0.95, 10],
    [[1, 9], 0, 1],
    [[1, 9], 1, 9],
  ])('%j at %d is %d', (values, share, expected) => {
    expect(quantiles(values, [share])[0]).toBeCloseTo(expected, 12);
  });

  it('is percentile_cont, whatever the values', () => {
    fc.assert(
      fc.property(fc.array(number, { minLength: 1, maxLength: 60 }), shares, (values, wanted) => {
        const sorted = [...values].sort((a, b) => a - b);
        const found = quantiles(values, wanted);
        wanted.forEach((share, i) => expect(found[i]).toBeCloseTo(percentileCont(sorted, share), 5));
      }),
    );
  });

  it('leaves NaN out, and knows nothing of nothing', () => {
    expect(quantiles([3, NaN, 1], [0.5])).toEqual([2]);
    expect(quantiles([], [0.5])).toEqual([NaN]);
    expect(quantiles([NaN], [0.5])).toEqual([NaN]);
  });
});

describe('with weights', () => {
  it('goes to where the weight is', () => {
    expect(weighted([[1, 1], [2, 98], [3, 1]], [0.5])).toEqual([expect.closeTo(2, 1)]); // prettier-ignore
    expect(weighted([[1, 900], [2, 100]], [0.5, 0.95])[0]).toBeLessThan(1.6); // prettier-ignore
  });

  it('does not see what weighs nothing', () => {
    expect(weighted([[1, 0], [2, 1], [3, 0], [4, 1], [9, 0]], [0, 0.5, 1])).toEqual([2, 3, 4]); // prettier-ignore
    expect(weighted([[1, 0]], [0.5])).toEqual([NaN]); // prettier-ignore
  });

  it('is the same for weights in any unit, lies between the values and never falls', () => {
    const pairs = fc.array(fc.tuple(number, fc.double({ min: 0.01, max: 100, noNaN: true })), {
      minLength: 1,
      maxLength: 40,
    });
    fc.assert(
      fc.property(pairs, shares, (list, wanted) => {
        const found = weighted(list, wanted);
        const scaled = weighted(
          list.map(([value, weight]) => [value, weight * 8] as const),
          wanted,
        );
        const values = list.map(([value]) => value);
        found.forEach((value, i) => {
          expect(value).toBeCloseTo(scaled[i]!, 5);
          expect(value).toBeGreaterThanOrEqual(Math.min(...values) - 1e-6);
          expect(value).toBeLessThanOrEqual(Math.max(...values) + 1e-6);
          if (i > 0) expect(value).toBeGreaterThanOrEqual(found[i - 1]! - 1e-6);
        });
      }),
    );
  });
});
