import { describe, expect, it } from 'vitest';
import type { PriceChange } from './fields';
import { sources, whatIfRows } from './whatIf';

const change = (known: Partial<PriceChange>): PriceChange => ({
  from: 'a',
  to: 'b',
  calls: 10,
  now: 10,
  then: 5,
  unpriced: 0,
  reason: '',
  pricesAt: null,
  ...known,
});
const only = (known: Partial<PriceChange>) => whatIfRows([change(known)], 'a')[0]!;

describe('whatIfRows', () => {
  it.each([
    [5, '≈ $5', '−$5 (−50%)', 'less'],
    [32, '≈ $32', '+$22 (+220%)', 'more'],
    [10, '≈ $10', '=', 'same'],
  ])('then %d is %s, %s', (then, words, difference, kind) => {
    expect(only({ then })).toMatchObject({ now: '$10', then: words, difference, kind });
  });

  it('is a lower bound where a kind of token has no price', () => {
    expect(only({ then: 12, unpriced: 31 })).toMatchObject({
      then: '≥ $12',
      reason: 'A kind of token of 31 calls has no price: a lower bound.',
    });
    expect(only({ unpriced: 1, reason: 'No price of cache writes.' }).reason).toBe(
      'No price of cache writes.',
    );
  });

  it('says why there is no estimate, and never 0', () => {
    expect(only({ then: null })).toMatchObject({
      then: '—',
      difference: '—',
      kind: 'unknown',
      reason: 'no price',
      thenBar: null,
    });
    expect(only({ now: null })).toMatchObject({ now: '—', difference: '—', reason: 'no cost now' });
  });

  it('is about one model, cheapest first, without a price last', () => {
    const rows = whatIfRows(
      [
        change({ to: 'none', then: null }),
        change({ to: 'dear', then: 20 }),
        change({ to: 'cheap', then: 1 }),
        change({ from: 'x' }),
        change({ to: 'a' }),
      ],
      'a',
    );
    expect(rows.map(({ to }) => to)).toEqual(['cheap', 'dear', 'none']);
  });

  it('draws all bars on one scale', () => {
    const rows = whatIfRows([change({ then: 40 }), change({ to: 'c', then: 20 })], 'a');
    expect(rows.map(({ nowBar, thenBar }) => [nowBar, thenBar])).toEqual([
      [0.25, 0.5],
      [0.25, 1],
    ]);
    expect(only({ now: 0, then: 0 })).toMatchObject({ nowBar: 0, thenBar: 0 });
  });
});

it('offers the models whose traffic the answer prices', () => {
  expect(sources([change({}), change({ to: 'c' }), change({ from: 'x' })])).toEqual(['a', 'x']);
});
