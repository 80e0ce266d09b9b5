import { describe, expect, it } from 'vitest';
import type { DeclaredConvention, RawUsage } from '../record/call';
import { claim } from './test/claims';
import { usageOf } from './usage';

const of = (
  usage: RawUsage | null,
  declared: Partial<DeclaredConvention> | null = null,
  operation: 'chat' | 'embeddings' | 'rerank' = 'chat',
) => usageOf(claim({ usage, operation, declared: declared && { source: 'test', ...declared } }));

describe('input tokens', () => {
  it('have tokens of tools that the provider ran added, where these are counted beside the prompt', () => {
    const usage = { input: 9000, toolInput: 70, cacheRead: 6100, output: 40 };
    expect(of(usage, { inputIncludesCache: true }).tokens.input).toBe(9070);
    expect(of(usage, { inputIncludesCache: false }).tokens.input).toBe(15170);
  });

  it('stay as sent where cache is declared to be inside', () => {
    const { tokens, convention } = of(
      { input: 1200, cacheRead: 1024, output: 96 },
      { inputIncludesCache: true },
    );
    expect(tokens).toMatchObject({ input: 1200, cacheRead: 1024, output: 96 });
    expect(convention).toBe('declared');
  });

  it('are the sum where cache is declared to be beside: 286 + 6 686 + 670 = 7 642', () => {
    const { tokens, convention } = of(
      { input: 286, cacheRead: 6686, cacheWrite: 670, output: 294 },
      { inputIncludesCache: false },
    );
    expect(tokens).toMatchObject({ input: 7642, cacheRead: 6686, cacheWrite: 670 });
    expect(convention).toBe('declared');
  });

  it('are inferred to exclude cache that is larger than they are', () => {
    expect(of({ input: 300, cacheRead: 301, output: 1 })).toMatchObject({
      tokens: { input: 601 },
      convention: 'inferred',
    });
  });

  it('are not inferred from cache as large as they are: all of the prompt may have been cached', () => {
    expect(of({ input: 300, cacheRead: 300, output: 1 })).toMatchObject({
      tokens: { input: 300 },
      convention: 'default',
    });
  });

  it.each([
    ['input + cache + output', 300 + 200 + 10, 500, 'inferred'],
    ['input + output', 300 + 10, 300, 'inferred'],
    ['neither', 999, 300, 'default'],
  ])('are read by a total of %s', (_name, total, input, convention) => {
    expect(of({ input: 300, cacheRead: 200, output: 10, total })).toMatchObject({
      tokens: { input },
      convention,
    });
  });

  it('that are declared win over a total that says otherwise', () => {
    const { tokens } = of(
      { input: 300, cacheRead: 200, output: 10, total: 310 },
      { inputIncludesCache: false },
    );
    expect(tokens.input).toBe(500);
  });

  it('follow from total and output when they were not sent', () => {
    expect(of({ output: 40, total: 100 }).tokens.input).toBe(60);
  });

  it('are unknown with the reason when nothing gives them', () => {
    expect(of({ output: 40 })).toMatchObject({
      tokens: { input: null, output: 40 },
      state: 'reported',
      reason: 'input tokens were not sent',
    });
  });
});

describe('output tokens', () => {
  it('stay as sent where reasoning is declared to be inside', () => {
    expect(of({ input: 1, output: 96, reasoning: 64 }, { outputIncludesReasoning: true }).tokens.output).toBe(
      96,
    );
  });

  it('are the sum where reasoning is declared to be beside: 6 + 46 = 52', () => {
    expect(
      of({ input: 106, output: 6, reasoning: 46 }, { outputIncludesReasoning: false }).tokens.output,
    ).toBe(52);
  });

  it('are the sum when reasoning is larger, or when the total only fits so', () => {
    expect(of({ input: 106, output: 6, reasoning: 46 }).tokens.output).toBe(52);
    expect(of({ input: 100, output: 50, reasoning: 20, total: 170 }).tokens.output).toBe(70);
    expect(of({ input: 100, output: 50, reasoning: 20, total: 150 }).tokens.output).toBe(50);
  });

  it.each(['embeddings', 'rerank'] as const)('of %s are 0 by their meaning, not unknown', (operation) => {
    expect(of({ input: 763 }, null, operation)).toMatchObject({
      tokens: { input: 763, output: 0 },
      state: 'reported',
      reason: null,
    });
  });
});

describe('numbers that can not be', () => {
  it('a cache larger than the input that must contain it is unknown, the input stays', () => {
    const { tokens, reason } = of({ input: 300, cacheRead: 900, output: 1 }, { inputIncludesCache: true });
    expect(tokens).toMatchObject({ input: 300, cacheRead: null, cacheWrite: null });
    expect(reason).toBe('cache of 900 tokens is larger than the input of 300');
  });

  it('reasoning larger than the output that must contain it is unknown, the output stays', () => {
    const { tokens, reason } = of({ input: 1, output: 10, reasoning: 11 }, { outputIncludesReasoning: true });
    expect(tokens).toMatchObject({ output: 10, reasoning: null });
    expect(reason).toBe('reasoning of 11 tokens is larger than the output of 10');
  });

  it('reasoning as large as the output is possible', () => {
    expect(
      of({ input: 1, output: 11, reasoning: 11 }, { outputIncludesReasoning: true }).tokens.reasoning,
    ).toBe(11);
  });

  it('a count that was no count is named', () => {
    const { tokens, reason } = of({ output: 5, rejected: { 'gen_ai.usage.input_tokens': 'NaN' } });
    expect(tokens.input).toBeNull();
    expect(reason).toBe('gen_ai.usage.input_tokens=NaN is no count; input tokens were not sent');
  });
});

describe('missing usage', () => {
  it.each([
    [
      'a stream',
      { streaming: true },
      'no usage: streamed, and the application did not ask for it (stream_options.include_usage) or its instrumentation dropped it',
    ],
    ['a failed call', { errorType: '429', streaming: true }, 'no usage: the call failed (429)'],
    ['anything else', {}, 'no usage: the instrumentation sent none'],
    ['zeros alone', { usage: { input: 0, output: 0, total: 0 } }, 'no usage: only zeros were sent'],
    [
      'zeros of a failed call',
      { usage: { input: 0, output: 0 }, errorType: '429' },
      'no usage: the call failed (429)',
    ],
  ])('of %s is unknown with the reason, never 0', (_name, fields, reason) => {
    const usage = usageOf(claim({ usage: null, ...fields }));
    expect(usage).toMatchObject({ state: 'unknown', convention: null, reason });
    expect(Object.values(usage.tokens).every((count) => count === null)).toBe(true);
  });

  it('that is only broken names what was broken', () => {
    expect(of({ rejected: { a: '-1' } })).toMatchObject({ state: 'unknown', reason: 'a=-1 is no count' });
  });
});

describe('counts of an instrumentation that estimates', () => {
  it('are marked where it is known to have estimated', () => {
    expect(of({ input: 26, output: 10 }, { estimated: true })).toMatchObject({
      state: 'estimated',
      reason: null,
    });
  });

  it('stay reported, with a word of doubt, where nobody can say', () => {
    expect(of({ input: 26, output: 10 }, { estimated: 'perhaps' })).toMatchObject({
      state: 'reported',
      tokens: { input: 26, output: 10 },
      reason: expect.stringMatching(/^may be estimated: /) as string,
    });
  });
});

describe('an instrumentation whose input leaves cached tokens out, and that sends no count of them', () => {
  it('makes the input unknown, with the reason; the output stays', () => {
    expect(of({ input: 2978, output: 538, total: 3516 }, { cacheIsNotSent: true })).toMatchObject({
      tokens: { input: null, output: 538, cacheRead: null, cacheWrite: null },
      state: 'reported',
      reason: expect.stringMatching(
        /^input unknown: this instrumentation leaves cached tokens out[^;]*$/,
      ) as string,
    });
  });
});

describe('cached tokens of an instrumentation of which nobody knows what its input is', () => {
  const unclear = { cacheIsUnclear: true } as const;

  it('make the input unknown, with the reason; the output stays', () => {
    expect(of({ input: 2210, output: 144, cacheRead: 1801 }, unclear)).toMatchObject({
      tokens: { input: null, output: 144, cacheRead: 1801 },
      reason: expect.stringMatching(/^input unknown: cached tokens were sent/) as string,
    });
  });

  it('do not where the numbers decide, or where nothing was cached', () => {
    expect(of({ input: 310, output: 144, cacheRead: 9801 }, unclear)).toMatchObject({
      tokens: { input: 10_111 },
      convention: 'inferred',
      reason: null,
    });
    expect(of({ input: 5120, output: 98, cacheRead: 1024, total: 5218 }, unclear).tokens.input).toBe(5120);
    expect(of({ input: 5120, output: 98, cacheRead: 0 }, unclear).tokens.input).toBe(5120);
    expect(of({ input: 5120, output: 98 }, unclear).reason).toBeNull();
  });
});
