import { describe, expect, it } from 'vitest';
import { whyDear } from './dear';
import { chatOf, traceOf } from './frame.fixture';
import type { LlmCall } from '@llmobservatory/model';

const traceWith = (...calls: Partial<LlmCall>[]) =>
  traceOf([
    { spanID: 'root' },
    ...calls.map((call, index) => ({
      spanID: `c${index}`,
      parentSpanID: 'root',
      startTime: index,
      llm: chatOf(call),
    })),
  ]);

describe('whyDear', () => {
  it('lists counted calls, dearest first, with their share', () => {
    const { calls } = whyDear(traceWith({ totalCostUsd: 0.25 }, { totalCostUsd: 0.75 }));
    expect(calls.map(({ node, usd, share }) => [node.span.key, usd, share])).toEqual([
      ['c1', 0.75, 0.75],
      ['c0', 0.25, 0.25],
    ]);
  });

  it('leaves out what is not counted: a wrapper costs nothing', () => {
    const { calls, unknown } = whyDear(traceWith({ totalCostUsd: 1, state: 'wrapper' }));
    expect([calls, unknown]).toEqual([[], 0]);
  });

  it('counts calls without a cost beside the others', () => {
    const { calls, unknown } = whyDear(traceWith({ totalCostUsd: null }, { totalCostUsd: 0.1 }));
    expect([calls.length, unknown]).toEqual([1, 1]);
  });

  it('says when one call is most of it', () => {
    expect(whyDear(traceWith({ totalCostUsd: 0.9 }, { totalCostUsd: 0.1 })).drivers).toContain(
      'One call is 90% of the cost.',
    );
  });

  it('says when input is most of it, and how much of it was not cached', () => {
    const { drivers } = whyDear(
      traceWith({
        totalCostUsd: 1,
        inputCostUsd: 0.8,
        outputCostUsd: 0.2,
        inputTokens: 1000,
        cacheReadTokens: 250,
      }),
    );
    expect(drivers).toEqual(['Input is 80% of the cost; 75% of its tokens were not cached.']);
  });

  it('says when output is most of it, and how much of it is reasoning', () => {
    const { drivers } = whyDear(
      traceWith({
        totalCostUsd: 1,
        inputCostUsd: 0.1,
        outputCostUsd: 0.9,
        outputTokens: 100,
        reasoningTokens: 40,
      }),
    );
    expect(drivers).toEqual(['Output is 90% of the cost; 40% of its tokens are reasoning.']);
  });

  it('names no driver when nothing is known to cost anything', () => {
    expect(whyDear(traceWith({ totalCostUsd: 0, inputCostUsd: 0, outputCostUsd: 0 })).drivers).toEqual([]);
  });
});
