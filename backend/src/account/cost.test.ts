import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CallClaim, TokenCounts } from '../record/call';
import { picos } from '../record/money';
import { charge, costLines, costOf, costOfTokens } from './cost';
import { bookOf, claim, priceRow } from './test/claims';
import { usageOf } from './usage';

const USD = 1_000_000_000_000n;
const MICRO = 1_000_000n;
const counts = (tokens: Partial<TokenCounts> & { input: number; output: number }) => ({
  cacheRead: null, cacheWrite: null, cacheWrite1h: null, reasoning: null, inputAudio: null, outputAudio: null,
  inputImage: null, outputImage: null, ...tokens,
}); // prettier-ignore
const cost = (
  fields: Partial<CallClaim>,
  book = bookOf(priceRow({ input: 2.5, output: 10, cacheRead: 1.25 })),
  prefer?: 'computed' | 'reported',
) => {
  const call = claim(fields);
  return costOf(call, usageOf(call), book, prefer);
};

describe('the worked example of docs/accounting.md', () => {
  it('1 500 input of which 1 000 cached, 200 output at 2.50 / 1.25 / 10.00 USD per million is 0.0045 USD', () => {
    // 500 × 2.50 = 1 250 µUSD, 1 000 × 1.25 = 1 250 µUSD, 200 × 10.00 = 2 000 µUSD
    expect(cost({ usage: { input: 1500, cacheRead: 1000, output: 200 } })).toMatchObject({
      state: 'computed',
      input: 2_500n * MICRO,
      cacheRead: 1_250n * MICRO,
      output: 2_000n * MICRO,
      total: 4_500n * MICRO,
      reason: null,
    });
  });

  it('is the same for an instrumentation that sends 500 input beside 1 000 cached', () => {
    const inclusive = cost({ usage: { input: 1500, cacheRead: 1000, output: 200 } });
    const exclusive = cost({ usage: { input: 500, cacheRead: 1000, output: 200 } });
    expect(exclusive).toEqual(inclusive);
  });
});

describe('prices of parts', () => {
  it('of one-hour cache writes are their own: 100 × 3.75 + 50 × 6', () => {
    const row = priceRow({ input: 3, output: 15, cacheWrite: 3.75, cacheWrite1h: 6 });
    const result = charge(counts({ input: 150, output: 0, cacheWrite: 150, cacheWrite1h: 50 }), row);
    expect(result).toMatchObject({ cacheWrite: (375n + 300n) * MICRO, total: 675n * MICRO });
  });

  it('that the list does not have are those of the whole: 1 000 cached at 3.00', () => {
    const result = charge(
      counts({ input: 1000, output: 0, cacheRead: 1000 }),
      priceRow({ input: 3, output: 15 }),
    );
    expect(result).toMatchObject({ cacheRead: 3_000n * MICRO, total: 3_000n * MICRO });
  });

  it('of audio are taken where there are any: 60 × 2.5 + 40 × 40, 10 × 10 + 5 × 80', () => {
    const tokens = counts({ input: 100, inputAudio: 40, output: 15, outputAudio: 5 });
    const dear = charge(tokens, priceRow({ input: 2.5, output: 10, inputAudio: 40, outputAudio: 80 }));
    expect(dear).toMatchObject({ input: 1_750n * MICRO, output: 500n * MICRO });
    const plain = charge(tokens, priceRow({ input: 2.5, output: 10 }));
    expect(plain).toMatchObject({ input: 250n * MICRO, output: 150n * MICRO });
  });

  it('of reasoning are those of the output unless it has its own: 20 × 8 + 80 × 3', () => {
    const tokens = counts({ input: 0, output: 100, reasoning: 80 });
    expect(charge(tokens, priceRow({ input: 1, output: 8 }))).toMatchObject({ output: 800n * MICRO });
    expect(charge(tokens, priceRow({ input: 1, output: 8, reasoning: 3 }))).toMatchObject({
      output: 400n * MICRO,
    });
  });

  it('that are missing for tokens that are there make the cost unknown', () => {
    expect(charge(counts({ input: 10, output: 5 }), priceRow({ input: 1 }))).toEqual({
      reason: 'no price of output tokens for acme/x-1',
    });
    expect(charge(counts({ input: 10, output: 0 }), priceRow({ input: 1 }))).toMatchObject({
      total: 10n * MICRO,
    });
  });
});

describe('tiers', () => {
  const row = priceRow(
    { output: 10 },
    {
      rates: {
        input: { perMillion: 3n * USD, tiers: [{ above: 200_000, perMillion: 6n * USD }] },
        output: { perMillion: 10n * USD },
      },
    },
  );
  it.each([
    ['below', 199_999, 199_999n * 3n * MICRO],
    ['at', 200_000, 200_000n * 3n * MICRO],
    ['above', 200_001, 200_001n * 6n * MICRO],
  ])('charge all tokens by the whole prompt: %s the edge', (_name, input, expected) => {
    expect(charge(counts({ input, output: 0 }), row)).toMatchObject({ input: expected });
  });

  it('count cached tokens to the size of the prompt', () => {
    expect(charge(counts({ input: 200_001, cacheRead: 200_000, output: 0 }), row)).toMatchObject({
      input: 200_001n * 6n * MICRO,
    });
  });
});

describe('rounding', () => {
  it.each([
    ['exactly one half goes to the even one below', 1, 500_000n, 0n],
    ['exactly one half goes to the even one above', 1, 1_500_000n, 2n],
    ['less than one half goes down', 1, 1_499_999n, 1n],
    ['more than one half goes up', 1, 500_001n, 1n],
    ['whole picos stay', 7, 2_000_000n, 14n],
  ])('%s', (_name, count, perMillion, expected) => {
    expect(costOfTokens(count, perMillion)).toBe(expected);
  });

  it('lets the components add up to the total, whatever the tokens and prices', () => {
    const price = fc.double({ min: 0, max: 100, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(fc.nat(1_000_000), { minLength: 4, maxLength: 4 }),
        price,
        price,
        price,
        (parts, a, b, c) => {
          const [fresh = 0, read = 0, write = 0, output = 0] = parts;
          const row = priceRow({ input: a, output: b, cacheRead: c });
          const result = charge(
            counts({ input: fresh + read + write, output, cacheRead: read, cacheWrite: write }),
            row,
          );
          if (!('total' in result)) throw new Error(result.reason);
          const done = result;
          expect(done.total).toBe(done.input! + done.output!);
          expect(done.cacheRead! + done.cacheWrite! <= done.input!).toBe(true);
        },
      ),
    );
  });
});

describe('what may cost more than the list says', () => {
  const reasonOf = (tokens: Partial<TokenCounts>, row = priceRow({ input: 1, output: 8 })) => {
    const result = charge(
      { ...counts({ input: 100, output: 10 }), ...tokens } as Parameters<typeof charge>[0],
      row,
    );
    expect(result).toHaveProperty('total');
    return result.reason;
  };

  it('is a lower bound that says so: audio, images and one-hour cache writes without a price of their own', () => {
    expect(reasonOf({ inputAudio: 1 })).toBe('cost at least: no price of input audio');
    expect(reasonOf({ outputAudio: 1 })).toBe('cost at least: no price of output audio');
    expect(reasonOf({ outputImage: 1 })).toBe('cost at least: no price of output images');
    const writes = priceRow({ input: 1, output: 8, cacheWrite: 1.25 });
    expect(reasonOf({ cacheWrite: 5, cacheWrite1h: 2 }, writes)).toBe(
      'cost at least: no price of one-hour cache writes',
    );
  });

  it('is exact where there is a price, or none of these tokens', () => {
    expect(reasonOf({ inputAudio: 1 }, priceRow({ input: 1, output: 8, inputAudio: 40 }))).toBeNull();
    expect(reasonOf({ inputAudio: 0, outputAudio: 0, outputImage: 0 })).toBeNull();
    expect(reasonOf({})).toBeNull();
  });

  it('is an answer of a model that draws, when nobody said how much of it was images', () => {
    const draws = priceRow({ input: 0.3, output: 2.5, outputImage: 30 });
    const doubt = 'cost at least: how much of the output was images, which are dearer, was not sent';
    expect(reasonOf({}, draws)).toBe(doubt);
    expect(reasonOf({ output: 0 }, draws)).toBeNull();
    expect(reasonOf({ outputImage: 4 }, draws)).toBeNull();
  });

  it('is a call of a dearer service tier', () => {
    const book = bookOf(priceRow({ input: 2.5, output: 10 }, { provider: 'openai', model: 'x-1' }));
    expect(cost({ provider: 'openai', serviceTier: 'priority' }, book)).toMatchObject({
      state: 'computed',
      reason: 'cost at least: the service tier priority is dearer',
    });
  });

  it('has no cost at all in a tier whose price nobody knows', () => {
    expect(cost({ serviceTier: 'scale' })).toMatchObject({
      total: null,
      reason: 'no price of the service tier scale',
    });
  });
});

describe('images', () => {
  it('cost what their price says: 60 × 0.3 + 40 × 0.5, 10 × 2.5 + 1 290 × 30', () => {
    const tokens = counts({ input: 100, inputImage: 40, output: 1300, outputImage: 1290 });
    const row = priceRow({ input: 0.3, output: 2.5, inputImage: 0.5, outputImage: 30 });
    expect(charge(tokens, row)).toMatchObject({
      input: 38n * MICRO,
      output: 38_725n * MICRO,
      reason: null,
    });
  });
});

describe('fees', () => {
  const row = priceRow({ input: 1, output: 5, webSearch: 10_000 });

  it('for searches stand beside input and output: 3 × 0.01 USD', () => {
    expect(charge(counts({ input: 10, output: 2 }), row, 3)).toMatchObject({
      input: 10n * MICRO,
      output: 10n * MICRO,
      fees: 30_000n * MICRO,
      total: 30_020n * MICRO,
    });
  });

  it('are taken from the counts of the call', () => {
    expect(cost({ usage: { input: 10, output: 2, webSearches: 3 } }, bookOf(row))).toMatchObject({
      fees: 30_000n * MICRO,
    });
  });

  it('of searches without a price make the cost unknown', () => {
    expect(charge(counts({ input: 10, output: 2 }), priceRow({ input: 1, output: 5 }), 1)).toEqual({
      reason: 'no price of web searches for acme/x-1',
    });
  });

  it('are charged once for each request where a model has one', () => {
    const sonar = priceRow({ input: 1, output: 1, request: 5_000 });
    expect(charge(counts({ input: 0, output: 0 }), sonar)).toMatchObject({ fees: 5_000n * MICRO });
    expect(charge(counts({ input: 0, output: 0 }), priceRow({ input: 1, output: 1 }))).toMatchObject({
      fees: 0n,
    });
  });
});

describe('the lines of a bill', () => {
  it('are quantity × price = cost, each token once', () => {
    const tokens = counts({ input: 1500, cacheRead: 1000, output: 200, reasoning: 50 });
    const row = priceRow({ input: 2.5, cacheRead: 1.25, output: 10, webSearch: 10_000 });
    expect(costLines(tokens, row, 2)).toEqual([
      { part: 'uncached', count: 500, price: 'input', perMillion: 2_500_000_000_000n, cost: 1_250n * MICRO },
      { part: 'cacheRead', count: 1000, price: 'cacheRead', perMillion: 1_250_000_000_000n, cost: 1_250n * MICRO },
      { part: 'output', count: 150, price: 'output', perMillion: 10n * USD, cost: 1_500n * MICRO },
      { part: 'output', count: 50, price: 'output', perMillion: 10n * USD, cost: 500n * MICRO },
      { part: 'fees', count: 2, price: 'webSearch', perMillion: 10_000n * USD, cost: 20_000n * MICRO },
    ]); // prettier-ignore
  });

  it('add up to the total, and their tokens to input and output', () => {
    const part = fc.nat(100_000);
    fc.assert(
      fc.property(fc.array(part, { minLength: 8, maxLength: 8 }), fc.nat(5), (sizes, searches) => {
        const [text = 0, audio = 0, image = 0, read = 0, write = 0, long = 0, said = 0, thought = 0] = sizes;
        const tokens = counts({
          input: text + audio + image + read + write + long,
          inputAudio: audio, inputImage: image, cacheRead: read, cacheWrite: write + long, cacheWrite1h: long,
          output: said + thought, reasoning: thought,
        }); // prettier-ignore
        const row = priceRow({ input: 3, output: 15, cacheRead: 0.3, inputAudio: 7, webSearch: 10_000 });
        const lines = costLines(tokens, row, searches);
        if ('reason' in lines) throw new Error(lines.reason);
        const of = (...parts: string[]) => lines.filter((line) => parts.includes(line.part));
        const count = (some: typeof lines) => some.reduce((sum, line) => sum + line.count, 0);
        expect(count(of('uncached', 'cacheRead', 'cacheWrite'))).toBe(tokens.input);
        expect(count(of('output'))).toBe(tokens.output);
        expect(count(of('fees'))).toBe(searches);
        const total = lines.reduce((sum, line) => sum + line.cost, 0n);
        expect(charge(tokens, row, searches)).toMatchObject({ total });
        for (const line of lines) expect(line.cost).toBe(costOfTokens(line.count, line.perMillion));
      }),
    );
  });
});

describe('cost that is not known', () => {
  it('names the model without a price', () => {
    expect(cost({ requestModel: 'acme-y' })).toMatchObject({
      state: 'unknown',
      total: null,
      reason: 'no price for acme/acme-y',
    });
  });
  it('names the missing usage', () => {
    expect(cost({ usage: null })).toMatchObject({
      state: 'unknown',
      total: null,
      reason: 'no usage: the instrumentation sent none',
    });
  });
  it('is not guessed when the cached part was refused', () => {
    const fields = {
      usage: { input: 10, cacheRead: 90, output: 1 },
      declared: { inputIncludesCache: true, source: 't' },
    };
    expect(cost(fields)).toMatchObject({
      total: null,
      reason: 'cache of 90 tokens is larger than the input of 10',
    });
  });
});

describe('reported cost', () => {
  const reportedCost = { total: picos(7n), input: picos(3n), output: picos(4n) };
  it('stands beside the computed one', () => {
    expect(cost({ reportedCost })).toMatchObject({ state: 'computed', total: 350n * MICRO, reported: 7n });
  });
  it('is the total where nothing can be computed, and why stands there', () => {
    expect(cost({ reportedCost, requestModel: 'acme-y' })).toMatchObject({
      state: 'reported', total: 7n, input: 3n, output: 4n, reported: 7n, priceId: null, reason: 'no price for acme/acme-y',
    }); // prettier-ignore
  });
  it('is the total where it is preferred', () => {
    expect(cost({ reportedCost }, undefined, 'reported')).toMatchObject({
      state: 'reported',
      total: 7n,
      reason: null,
    });
    expect(cost({}, undefined, 'reported')).toMatchObject({ state: 'computed', reported: null });
  });
  it('has no parts when they do not add up', () => {
    const odd = { total: picos(9n), input: picos(3n), output: picos(4n) };
    expect(cost({ reportedCost: odd, usage: null })).toMatchObject({ total: 9n, input: null, output: null });
  });
});
