import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newcombe, normalQuantile, percentileInterval, wilson } from './intervals';

describe('normalQuantile', () => {
  it.each([
    [0.75, 0.6744897502],
    [0.9, 1.2815515655],
    [0.95, 1.644853627],
    [0.975, 1.9599639845],
    [0.995, 2.5758293035],
    [0.9999, 3.7190164855],
  ])('of %d is %d', (share, z) => expect(normalQuantile(share)).toBeCloseTo(z, 8));
});

describe('wilson', () => {
  it.each([
    [0, 100, 0, 0.037],
    [0.1, 100, 0.0552, 0.1744],
    [0.5, 10, 0.2366, 0.7634],
    [1, 20, 0.8389, 1],
  ])('%d of %d lies between %d and %d', (share, n, lo, hi) => {
    const interval = wilson(share, n, 0.95);
    expect(interval.lo).toBeCloseTo(lo, 4);
    expect(interval.hi).toBeCloseTo(hi, 4);
  });

  it('holds the share, stays between 0 and 1, and narrows with more calls', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 1, max: 5000 }),
        (share, n) => {
          const { lo, hi } = wilson(share, n, 0.95);
          const more = wilson(share, n * 4, 0.95);
          expect(lo).toBeLessThanOrEqual(share + 1e-12);
          expect(hi).toBeGreaterThanOrEqual(share - 1e-12);
          expect(lo).toBeGreaterThanOrEqual(0);
          expect(hi).toBeLessThanOrEqual(1);
          expect(more.hi - more.lo).toBeLessThan(hi - lo);
        },
      ),
    );
  });
});

describe('newcombe', () => {
  // Newcombe 1998, table II: 56 of 70 against 48 of 80, and 9 of 10 against 3 of 10.
  it.each([
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [5, 56, 0, 29, -0.0381, 0.1926],
  ])('%d of %d against %d of %d', (a, ofA, b, ofB, lo, hi) => {
    const interval = newcombe(a / ofA, wilson(a / ofA, ofA, 0.95), b / ofB, wilson(b / ofB, ofB, 0.95));
    expect(interval.lo).toBeCloseTo(lo, 4);
    expect(interval.hi).toBeCloseTo(hi, 4);
  });
});

describe('percentileInterval', () => {
  const hundred = Float64Array.from({ length: 101 }, (_, i) => i);

  it('is the middle of the resamples', () => {
    expect(percentileInterval(hundred, 0.9)).toEqual({ lo: expect.closeTo(5), hi: expect.closeTo(95) });
  });

  it('leaves out up to 5% that have no value, and gives up above', () => {
    const unknown = (count: number) => hundred.map((value, i) => (i < count ? NaN : value));
    expect(percentileInterval(unknown(5), 0.9)?.lo).toBeGreaterThanOrEqual(5);
    expect(percentileInterval(unknown(6), 0.9)).toBeNull();
    expect(percentileInterval(Float64Array.of(Infinity, 1, 2), 0.9)).toBeNull();
    expect(percentileInterval(new Float64Array(0), 0.9)).toBeNull();
  });
});
