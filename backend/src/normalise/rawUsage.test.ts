import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { claimOf, normalise } from './test/records';

const usageOf = (details: unknown) =>
  claimOf({
    scope: 'langfuse-sdk',
    attributes: {
      'langfuse.observation.type': 'generation',
      'langfuse.observation.model.name': 'gpt-4o',
      'langfuse.observation.usage_details': typeof details === 'string' ? details : JSON.stringify(details),
    },
  }).usage;

describe('token counts inside of JSON', () => {
  it('are read, also as text', () => {
    expect(usageOf({ input: 7, output: '3' })).toEqual({ input: 7, output: 3 });
  });

  it.each<[string, unknown, string]>([
    ['negative', -1, '-1'],
    ['broken', 1.5, '1.5'],
    ['a word', 'many', 'many'],
    ['a list', [1, 2], '[…]'],
    ['an object', { tokens: 7 }, '{…}'],
    ['an object with a toString of its own', { toString: 1, valueOf: 2 }, '{…}'],
    ['too large to be exact', 2 ** 53, '9007199254740992'],
  ])('that are %s are kept as sent, and never counted', (_name, input, sent) => {
    const usage = usageOf({ input, output: 3 });
    expect(usage?.input).toBeUndefined();
    expect(usage?.rejected).toEqual({ 'langfuse.observation.usage_details{input}': sent });
  });

  it('that are absent or null are not sent', () => {
    expect(usageOf({ input: null, output: 3 })).toEqual({ output: 3 });
    expect(usageOf('')).toBeNull();
    expect(usageOf('no json')).toBeNull();
  });

  it('of any JSON never make a record fail', () => {
    const anything = fc.jsonValue({ maxDepth: 3 });
    fc.assert(
      fc.property(fc.record({ input: anything, output: anything, total: anything }), (details) => {
        const usage = usageOf(details);
        for (const count of [usage?.input, usage?.output, usage?.total]) {
          if (count !== undefined) expect(Number.isSafeInteger(count) && count >= 0).toBe(true);
        }
      }),
    );
  });

  it('in a JSON nested a hundred thousand times do not make a record fail', () => {
    const deep = '{"input":'.repeat(100_000) + '1' + '}'.repeat(100_000);
    const attributes = {
      'langfuse.observation.usage_details': deep,
      'langfuse.observation.type': 'generation',
    };
    expect(() => normalise({ scope: 'langfuse-sdk', attributes })).not.toThrow();
  });
});
