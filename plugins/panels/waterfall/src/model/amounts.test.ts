import { describe, expect, it } from 'vitest';
import { rowAmount, wholeAmount } from './amounts';
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
const FULL = {
  inputTokens: 100,
  cacheReadTokens: 60,
  cacheWriteTokens: 10,
  outputTokens: 50,
  reasoningTokens: 20,
  inputCostUsd: 0.25,
  outputCostUsd: 0.5,
  totalCostUsd: 0.75,
};

describe('rowAmount', () => {
  it('shows each token of a call once, by kind', () => {
    expect(rowAmount(traceWith(FULL).nodes[1]!, null, 'tokens')?.parts).toEqual([
      { part: 'cached', value: 60 },
      { part: 'uncached', value: 30 },
      { part: 'cache_write', value: 10 },
      { part: 'answer', value: 30 },
      { part: 'reasoning', value: 20 },
    ]);
  });

  it('shows money for input and output', () => {
    expect(rowAmount(traceWith(FULL).nodes[1]!, null, 'cost')?.parts).toEqual([
      { part: 'input_cost', value: 0.25 },
      { part: 'output_cost', value: 0.5 },
    ]);
  });

  it('shows money that was reported in one sum as one part', () => {
    const trace = traceWith({ inputCostUsd: null, outputCostUsd: null, totalCostUsd: 0.5 });
    expect(rowAmount(trace.nodes[1]!, null, 'cost')?.parts).toEqual([{ part: 'cost', value: 0.5 }]);
  });

  it('adds up what a row without a call stands for', () => {
    const trace = traceWith(FULL, FULL);
    expect(rowAmount(trace.roots[0]!, true, 'tokens')?.parts.map(({ value }) => value)).toEqual([
      120, 60, 20, 60, 40,
    ]);
  });

  it('says how many calls are not known', () => {
    const trace = traceWith(FULL, { totalCostUsd: null });
    expect(rowAmount(trace.roots[0]!, true, 'cost')?.unknown).toBe(1);
  });

  it('has nothing for a record that is not counted', () => {
    expect(rowAmount(traceWith({ ...FULL, state: 'duplicate' }).nodes[1]!, null, 'tokens')).toBeNull();
  });
});

it('the whole is what all counted calls come to', () => {
  expect(wholeAmount(traceWith(FULL, FULL, { ...FULL, state: 'wrapper' }), 'tokens')).toBe(300);
  expect(wholeAmount(traceWith(FULL, FULL), 'cost')).toBe(1.5);
  expect(wholeAmount(traceOf([{ spanID: 'a' }]), 'cost')).toBe(0);
});
