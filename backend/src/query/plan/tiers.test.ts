import fc from 'fast-check';
import { describe, it, expect } from 'vitest';
import { cover } from './tiers';

const at = (text: string) => new Date(`2026-11-${text}:00Z`);

describe('cover', () => {
  it('reads days whole, hours at the edges, and the rest raw', () =>
    expect(cover(at('01T22:30'), at('04T01:15'), ['daily', 'hourly'])).toEqual([
      { tier: 'raw', from: at('01T22:30'), to: at('01T23:00') },
      { tier: 'hourly', from: at('01T23:00'), to: at('02T00:00') },
      { tier: 'daily', from: at('02T00:00'), to: at('04T00:00') },
      { tier: 'hourly', from: at('04T00:00'), to: at('04T01:00') },
      { tier: 'raw', from: at('04T01:00'), to: at('04T01:15') },
    ]));

  it('needs no edges where the range starts and ends on the hour', () =>
    expect(cover(at('01T05:00'), at('01T09:00'), ['hourly'])).toEqual([
      { tier: 'hourly', from: at('01T05:00'), to: at('01T09:00') },
    ]));

  it('reads a range within one hour raw', () =>
    expect(cover(at('01T05:10'), at('01T05:50'), ['daily', 'hourly'])).toEqual([
      { tier: 'raw', from: at('01T05:10'), to: at('01T05:50') },
    ]));

  it('tiles every range without gap or overlap, whole buckets only in rollups', () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e9 }), fc.integer({ min: 1, max: 4e9 }), (start, length) => {
        const parts = cover(new Date(start), new Date(start + length), ['daily', 'hourly']);
        expect(parts[0]?.from.getTime()).toBe(start);
        expect(parts.at(-1)?.to.getTime()).toBe(start + length);
        for (const [index, part] of parts.entries()) {
          if (index > 0) expect(part.from).toEqual(parts[index - 1]?.to);
          const width = { daily: 86_400_000, hourly: 3_600_000, raw: 1 }[part.tier];
          expect([part.from.getTime() % width, part.to.getTime() % width]).toEqual([0, 0]);
        }
      }),
    ));
});
