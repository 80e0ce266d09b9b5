import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { priceRow } from '../test/claims';
import { perMillion } from './shippedRow';

describe('a price in picos', () => {
  it.each([
    [2.5, 2_500_000_000_000n],
    [0.0028, 2_800_000_000n],
    [0, 0n],
    [150, 150_000_000_000_000n],
    [1e-7, 100_000n],
    [0.08333333333333334, 83_333_333_333n],
  ])('of %d USD is exact to the last digit: %d', (usd, expected) => {
    expect(perMillion(usd)).toBe(expected);
  });

  it('keeps every price of up to six digits after the point', () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.nat(999_999), (whole, fraction) => {
        const text = `${whole}.${String(fraction).padStart(6, '0')}`;
        expect(perMillion(Number(text))).toBe(BigInt(whole) * 10n ** 12n + BigInt(fraction) * 10n ** 6n);
      }),
    );
  });
});

describe('the id of a price row', () => {
  it('follows from its content, not from the version of the list', () => {
    expect(priceRow({ input: 1 }, { sourceVersion: 'a' }).id).toBe(
      priceRow({ input: 1 }, { sourceVersion: 'b' }).id,
    );
    expect(priceRow({ input: 1 }).id).not.toBe(priceRow({ input: 2 }).id);
    expect(priceRow({ input: 1 }, { validFrom: '2026-01-01' }).id).not.toBe(priceRow({ input: 1 }).id);
  });
});
