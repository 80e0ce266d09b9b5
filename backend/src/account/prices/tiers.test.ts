import { describe, expect, it } from 'vitest';
import { priceRow } from '../test/claims';
import { shippedPrices } from './shipped';
import { atFactor, factorsOf, tierOf } from './tiers';

describe('the service tier of a call', () => {
  it.each([null, '', 'default', 'auto', 'standard', 'DEFAULT', 'on_demand', 'standard_only'])(
    '%j is the standard one',
    (tier) => {
      expect(tierOf('openai', tier)).toEqual({ row: null, isDearer: false });
    },
  );

  it.each([
    ['openai', 'flex'],
    ['openai', 'batch'],
    ['azure.ai.openai', 'flex'],
    ['anthropic', 'batch'],
    ['gcp.gemini', 'flex'],
    ['gcp.vertex_ai', 'priority'],
    ['aws.bedrock', 'priority'],
    ['x_ai', 'batch'],
  ])('of %s %s has prices of its own', (provider, tier) => {
    expect(tierOf(provider, tier)).toEqual({ row: tier, isDearer: false });
  });

  it('that is dearer by no fixed factor takes the standard price, and says that this is too low', () => {
    expect(tierOf('openai', 'priority')).toEqual({ row: null, isDearer: true });
  });

  it.each([
    ['openai', 'scale'],
    ['anthropic', 'priority'],
    ['acme', 'flex'],
    [null, 'batch'],
    ['openai', 'constructor'],
  ])('of %s %s has no price', (provider, tier) => {
    expect(tierOf(provider, tier)).toEqual({ reason: `no price of the service tier ${tier}` });
  });
});

describe('prices of a tier', () => {
  const half = factorsOf(['openai']).get('flex')!;

  it('are half of the list, above an edge too; fees stay', () => {
    const { rates } = priceRow({ output: 10, webSearch: 10_000 });
    const input = { perMillion: 3n, tiers: [{ above: 200, perMillion: 8n }] };
    expect(atFactor({ ...rates, input }, half)).toEqual({
      input: { perMillion: 2n, tiers: [{ above: 200, perMillion: 4n }] }, // 1.5 rounds to the even 2
      output: { perMillion: 5_000_000_000_000n },
      webSearch: { perMillion: 10_000_000_000_000_000n },
    });
  });

  it.each([
    ['gcp.gemini', 'priority', 18n],
    ['aws.bedrock', 'priority', 18n], // 17.5 rounds to the even 18
    ['x_ai', 'batch', 8n],
  ])('of %s %s of 10 are %d', (provider, tier, perMillion) => {
    const factor = factorsOf([provider]).get(tier)!;
    expect(atFactor({ input: { perMillion: 10n } }, factor)).toEqual({ input: { perMillion } });
  });

  const find = (serviceTier: string | null) => {
    const query = { project: 'p', provider: 'openai', models: ['gpt-5-mini'], serviceTier };
    const row = shippedPrices().find({ ...query, startUnixNano: 1_767_312_000_000_000_000n });
    if ('reason' in row) throw new Error(row.reason);
    return row;
  };

  it('are rows of their own with an id of their own', () => {
    const [standard, flex] = [find(null), find('flex')];
    expect(flex.serviceTier).toBe('flex');
    expect(standard.serviceTier).toBeUndefined();
    expect(flex.id).not.toBe(standard.id);
    expect(2n * flex.rates.input!.perMillion).toBe(standard.rates.input!.perMillion);
    expect(2n * flex.rates.cacheRead!.perMillion).toBe(standard.rates.cacheRead!.perMillion);
  });

  it('are all in the list that is kept, so that every price id can be looked up', () => {
    const ids = new Set(
      shippedPrices()
        .rows()
        .map(({ id }) => id),
    );
    expect(ids.has(find('flex').id)).toBe(true);
    expect(ids.has(find('batch').id)).toBe(true);
  });
});
