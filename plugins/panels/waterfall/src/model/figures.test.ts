import { describe, expect, it } from 'vitest';
import { cachedShare, plain, rowCost, rowTokens, totalCost, totalInput } from './figures';
import { chatOf, llmOf, traceOf } from './frame.fixture';
import type { SpanRow } from './frame.fixture';

const node = (row: Partial<SpanRow>) => traceOf([{ spanID: 'a', ...row }]).nodes[0]!;
const totals = (...calls: Parameters<typeof chatOf>[0][]) =>
  traceOf(calls.map((call, i) => ({ spanID: `${i}`, llm: chatOf(call) }))).totals;

describe('rowCost', () => {
  it('prints the cost of a counted call, exact in the title', () => {
    expect(rowCost(node({ llm: chatOf({ totalCostUsd: 0.0016775 }) }), null)).toEqual({
      text: '$0.00168',
      title: '$0.0016775',
      kind: 'own',
    });
  });
  it('prints a known zero as zero', () => {
    expect(rowCost(node({ llm: chatOf({ totalCostUsd: 0 }) }), null)?.text).toBe('$0');
  });
  it('says why there is none', () => {
    const noPrice = chatOf({ totalCostUsd: null, costState: 'unknown', reason: 'No price for acme.' });
    expect(rowCost(node({ llm: noPrice }), null)).toEqual({
      text: 'no price',
      title: 'No price for acme.',
      kind: 'unknown',
    });
    const noUsage = chatOf({ totalCostUsd: null, usageState: 'unknown', reason: 'Not sent.' });
    expect(rowCost(node({ llm: noUsage }), null)?.text).toBe('no usage');
  });
  it('puts a record that is not counted in brackets', () => {
    const wrapper = chatOf({ state: 'wrapper', stateRule: 'Same call as b.' });
    expect(rowCost(node({ llm: wrapper }), null)).toEqual({
      text: '($0.00120)',
      title: 'Same call as b.',
      kind: 'not_counted',
    });
  });
  it('has nothing to say about a span that is no call and has none below', () => {
    expect(rowCost(node({ llm: llmOf({ operation: 'tool' }) }), null)).toBeNull();
    expect(rowCost(node({}), null)).toBeNull();
  });

  const parent = (llm: SpanRow['llm']) =>
    traceOf([
      { spanID: 'p', llm },
      { spanID: 'c', parentSpanID: 'p', startTime: 1, llm: chatOf() },
      { spanID: 'd', parentSpanID: 'p', startTime: 2, llm: chatOf({ totalCostUsd: null }) },
    ]).nodes[0]!;

  it('gives a row without a call the sum below it, a lower bound where a part is unknown', () => {
    expect(rowCost(parent(llmOf({ operation: 'agent' })), true)?.text).toBe('Σ ≥ $0.00120');
  });
  it('gives a call its own cost while open, and the sum of what it hides when folded', () => {
    expect(rowCost(parent(chatOf({ totalCostUsd: 1 })), true)?.text).toBe('$1');
    expect(rowCost(parent(chatOf({ totalCostUsd: 1 })), false)?.text).toBe('Σ ≥ $1.00');
  });
});

describe('rowTokens', () => {
  it('prints input and output together, apart in the title', () => {
    expect(
      rowTokens(node({ llm: chatOf({ inputTokens: 5100, outputTokens: 640, cacheReadTokens: 3900 }) }), null),
    ).toEqual({
      text: '5.74 K',
      title: '5,100 in, 3,900 cached · 640 out',
      kind: 'own',
    });
  });
  it('marks what is known in part, estimated, or not known', () => {
    expect(rowTokens(node({ llm: chatOf({ outputTokens: null }) }), null)?.text).toBe('≥ 100');
    expect(rowTokens(node({ llm: chatOf({ usageState: 'estimated' }) }), null)?.text).toBe('≈ 110');
    const unknown = chatOf({
      inputTokens: null,
      outputTokens: null,
      usageState: 'unknown',
      reason: 'Not sent.',
    });
    expect(rowTokens(node({ llm: unknown }), null)).toEqual({
      text: 'no usage',
      title: 'Not sent.',
      kind: 'unknown',
    });
  });
  it('does not miss the output of an embedding', () => {
    const llm = llmOf({ operation: 'embeddings', call: chatOf({ outputTokens: null }).call });
    expect(rowTokens(node({ llm }), null)?.text).toBe('100');
  });
  it('shows the counts of a foreign span', () => {
    const tags = {
      'gen_ai.operation.name': 'chat',
      'gen_ai.usage.input_tokens': 5,
      'gen_ai.usage.output_tokens': 2,
    };
    expect(rowTokens(node({ tags }), null)?.text).toBe('7');
  });
});

describe('totals of the head', () => {
  it('is nothing without a counted call', () => {
    expect(totalCost(totals({ state: 'duplicate' }))).toBeNull();
    expect(totalInput(totals({ state: 'duplicate' }))).toBeNull();
  });
  it('is exact, a lower bound, or unknown', () => {
    expect(totalCost(totals({}, {}))).toBe('$0.00240');
    expect(totalCost(totals({}, { totalCostUsd: null }))).toBe('≥ $0.00120');
    expect(totalCost(totals({ totalCostUsd: null }))).toBe('—');
    expect(totalInput(totals({}, { inputTokens: null }))).toBe('≥ 100');
    expect(totalInput(totals({ inputTokens: null }))).toBe('—');
    expect(totalInput(totals({ usageState: 'estimated' }))).toBe('≈ 100');
  });
  it('shares the cache only where all input is known', () => {
    expect(cachedShare(totals({ cacheReadTokens: 75 }))).toBe('75%');
    expect(cachedShare(totals({ cacheReadTokens: 75 }, { inputTokens: null }))).toBeNull();
    expect(cachedShare(totals({ cacheReadTokens: null }))).toBeNull();
  });
});

describe('plain', () => {
  it.each([
    [0.0016775, '0.0016775'],
    [2e-7, '0.0000002'],
    [12, '12'],
    [100, '100'],
    [0, '0'],
  ])('prints %d as %s', (usd, text) => {
    expect(plain(usd)).toBe(text);
  });
});
