import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeOn, scaleOf, ticksOf } from './scale';

describe('scaleOf', () => {
  it('holds every value, with room at both ends', () => {
    const values = fc.array(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(values, fc.constantFrom('log' as const, 'linear' as const), (list, kind) => {
        const scale = scaleOf(list, kind);
        for (const value of list) {
          expect(placeOn(scale, value)).toBeGreaterThan(0);
          expect(placeOn(scale, value)).toBeLessThan(1);
        }
      }),
    );
  });
  it('is linear where a logarithm is none', () => {
    expect(scaleOf([0, 5], 'log').kind).toBe('linear');
    expect(scaleOf([-1, 5], 'log').kind).toBe('linear');
    expect(scaleOf([1, 5], 'log').kind).toBe('log');
  });
  it('puts a single value in the middle', () => {
    expect(placeOn(scaleOf([4], 'log'), 4)).toBeCloseTo(0.5);
    expect(placeOn(scaleOf([4], 'linear'), 4)).toBeCloseTo(0.5);
    expect(placeOn(scaleOf([0], 'linear'), 0)).toBeCloseTo(0.5);
  });
  it.each(['log', 'linear'] as const)('keeps values that almost agree inside a %s scale', (kind) => {
    const scale = scaleOf([1e-6, 1.0000000000000002e-6], kind);
    expect(placeOn(scale, 1e-6)).toBeCloseTo(0.5);
    expect(placeOn(scale, 1.0000000000000002e-6)).toBeCloseTo(0.5);
  });
  it('has a place for everything when there is nothing', () => {
    expect(scaleOf([], 'log')).toEqual({ kind: 'linear', lo: 0, hi: 1 });
  });
});

it('puts equal factors at equal distances on a logarithmic scale', () => {
  const scale = { kind: 'log' as const, lo: 1, hi: 100 };
  expect([1, 10, 100].map((value) => placeOn(scale, value))).toEqual([0, 0.5, 1]);
});

describe('ticksOf', () => {
  it.each([
    ['log', 0.0008, 0.02, 6, [0.001, 0.002, 0.005, 0.01, 0.02]],
    ['log', 1, 10_000, 6, [1, 10, 100, 1000, 10_000]],
    ['log', 0.42, 0.48, 4, [0.42, 0.44, 0.46, 0.48]],
    ['linear', 0.62, 0.91, 6, [0.65, 0.7, 0.75, 0.8, 0.85, 0.9]],
    ['linear', 0, 10, 5, [0, 2, 4, 6, 8, 10]],
  ] as const)('%s from %d to %d', (kind, lo, hi, most, ticks) => {
    expect(ticksOf({ kind, lo, hi }, most)).toEqual(ticks);
  });
  it('are few, however wide the scale', () => {
    expect(ticksOf({ kind: 'log', lo: 1e-9, hi: 1e9 }, 4).length).toBeLessThanOrEqual(4);
  });
});
