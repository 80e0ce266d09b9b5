import { describe, expect, it } from 'vitest';
import { chatOf, llmOf, traceOf } from './frame.fixture';

describe('totals', () => {
  it('adds counted calls and leaves out every other record', () => {
    const { totals } = traceOf([
      { spanID: 'agent', llm: chatOf({ state: 'aggregate', inputTokens: 999, totalCostUsd: 9 }) },
      { spanID: 'wrapper', parentSpanID: 'agent', llm: chatOf({ state: 'wrapper' }) },
      { spanID: 'a', parentSpanID: 'wrapper', llm: chatOf({ totalCostUsd: 0.1 }) },
      { spanID: 'b', parentSpanID: 'agent', llm: chatOf({ totalCostUsd: 0.2, cacheReadTokens: 40 }) },
    ]);
    expect(totals).toMatchObject({ calls: 2, inputTokens: 200, outputTokens: 20, cacheReadTokens: 40 });
    // 0.1 + 0.2, without the dust of binary fractions
    expect(totals.costUsd).toBe(0.3);
  });

  it('counts what is unknown beside the sum', () => {
    const { totals } = traceOf([
      { spanID: 'a', llm: chatOf() },
      { spanID: 'b', llm: chatOf({ totalCostUsd: null, outputTokens: null }) },
    ]);
    expect(totals).toMatchObject({
      costUsd: 0.0012,
      costUnknown: 1,
      outputTokens: 10,
      outputUnknown: 1,
      inputUnknown: 0,
    });
  });

  it('does not miss the output of an embedding', () => {
    const call = chatOf({ outputTokens: null }).call;
    const { totals } = traceOf([{ spanID: 'a', llm: llmOf({ operation: 'embeddings', call }) }]);
    expect(totals.outputUnknown).toBe(0);
  });

  it('counts an error that travels up once, where it arose', () => {
    const { totals } = traceOf([
      { spanID: 'root', statusCode: 2 },
      { spanID: 'tool', parentSpanID: 'root', statusCode: 2 },
      { spanID: 'http', parentSpanID: 'tool', statusCode: 2 },
      { spanID: 'other', parentSpanID: 'root', statusCode: 2 },
    ]);
    expect(totals.errors).toBe(2);
  });

  it('sums nothing on a frame that is not ours: nobody said which records count', () => {
    const tags = [{ key: 'gen_ai.usage.input_tokens', value: 5 }];
    expect(traceOf([{ spanID: 'a', tags }]).totals).toMatchObject({ calls: 0, inputTokens: 0 });
  });
});
