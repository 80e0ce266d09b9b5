import { describe, expect, it } from 'vitest';
import type { PriceBook, PriceRow } from '../account/prices/priceBook';
import { whatIf, type PricedCall } from './whatIf';

/** USD per million tokens. */
const row = (model: string, rates: Record<string, number>): PriceRow => ({
  id: model,
  source: 'shipped',
  sourceVersion: 'test',
  provider: 'openai',
  model,
  validFrom: null,
  validUntil: null,
  dayWindow: null,
  matcher: null,
  rates: Object.fromEntries(
    Object.entries(rates).map(([name, usd]) => [name, { perMillion: BigInt(usd * 1e12) }]),
  ),
});
const BOOK = [row('dear', { input: 10, output: 40, cacheRead: 1 }), row('cheap', { input: 1, output: 4 })];
const prices: PriceBook = {
  find: ({ models }) =>
    BOOK.find(({ model }) => model === models[0]) ?? { reason: `no price for ${models[0]}` },
  rows: () => BOOK,
};

const call = (known: Partial<PricedCall> = {}): PricedCall => ({
  model: 'dear',
  inputTokens: 1000,
  outputTokens: 100,
  cacheReadTokens: null,
  cacheWriteTokens: null,
  reasoningTokens: null,
  costUsd: 0.014,
  failed: false,
  ...known,
});
const ask = (calls: PricedCall[], ...models: string[]) =>
  whatIf(
    calls,
    models.map((model) => ({ model, provider: 'openai' })),
    { prices, project: 'default', now: new Date('2026-11-21') },
  );

describe('whatIf', () => {
  it('charges the same tokens at the prices of the other model', () => {
    const [moved] = ask([call(), call()], 'dear', 'cheap');
    // 2 × (1,000 × 1 + 100 × 4) millionths of a dollar
    expect(moved).toEqual({
      from: 'dear',
      to: 'cheap',
      calls: 2,
      costNow: 0.028,
      costThen: 0.0028,
      unpricedCalls: 0,
      reason: null,
    });
  });

  it('keeps cache hits: 900 of 1,000 input tokens at 1 instead of 10', () => {
    const calls = [call({ model: 'cheap', cacheReadTokens: 900, costUsd: 0.0014 })];
    const moved = ask(calls, 'dear', 'cheap').find(({ from }) => from === 'cheap');
    expect(moved?.costThen).toBeCloseTo((100 * 10 + 900 * 1 + 100 * 40) / 1e6, 12);
  });

  it('leaves out calls that failed or whose tokens or cost are not known', () => {
    const calls = [call(), call({ failed: true }), call({ costUsd: null }), call({ outputTokens: null })];
    expect(ask(calls, 'dear', 'cheap')[0]).toMatchObject({ calls: 1, costNow: 0.014 });
  });

  it('says why there is no price, and never takes it for nothing', () => {
    expect(ask([call()], 'dear', 'new')[0]).toEqual({
      from: 'dear',
      to: 'new',
      calls: 1,
      costNow: 0.014,
      costThen: null,
      unpricedCalls: 0,
      reason: 'no price for new',
    });
  });

  it('has every pair, and knows nothing of a model without priced calls', () => {
    expect(ask([call()], 'dear', 'cheap', 'new').map(({ from, to }) => `${from}→${to}`)).toEqual([
      'dear→cheap',
      'dear→new',
      'cheap→dear',
      'cheap→new',
      'new→dear',
      'new→cheap',
    ]);
    expect(ask([call()], 'dear', 'cheap')[1]).toMatchObject({ calls: 0, costNow: null, costThen: null });
  });
});
