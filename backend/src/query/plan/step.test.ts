import fc from 'fast-check';
import { describe, it, expect } from 'vitest';
import { stepSeconds } from './step';

const hours = (count: number) => ({ from: new Date(0), to: new Date(count * 3_600_000) });

describe('stepSeconds', () => {
  it.each([
    ['takes the interval of the panel', { ...hours(1), intervalMs: 15_000, maxDataPoints: 1000 }, 15],
    ['rounds the interval up to a nice width', { ...hours(6), intervalMs: 21_000, maxDataPoints: 5000 }, 30],
    ['widens when the points would not fit', { ...hours(24), intervalMs: 1000, maxDataPoints: 100 }, 900],
    [
      'keeps the width asked for',
      { ...hours(24), intervalMs: 1000, maxDataPoints: 1000, stepSeconds: 420 },
      420,
    ],
    [
      'widens the width asked for when it must',
      { ...hours(24), intervalMs: 1000, maxDataPoints: 25, stepSeconds: 60 },
      3600,
    ],
    ['ten years in 100 points', { ...hours(87_600), intervalMs: 1000, maxDataPoints: 100 }, 90 * 86_400],
  ])('%s', (_, input, seconds) => expect(stepSeconds(input)).toBe(seconds));

  it('never gives more points than the panel can draw', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10 * 365 * 86_400 }),
        fc.integer({ min: 2, max: 5000 }),
        fc.integer({ min: 1, max: 86_400_000 }),
        (rangeSeconds, maxDataPoints, intervalMs) => {
          const step = stepSeconds({
            from: new Date(0),
            to: new Date(rangeSeconds * 1000),
            intervalMs,
            maxDataPoints,
          });
          expect(Math.ceil(rangeSeconds / step) + 1).toBeLessThanOrEqual(maxDataPoints);
        },
      ),
    ));
});
