import { describe, expect, it } from 'vitest';
import { usageOf } from '../../account/usage';
import { claimOf, normalise } from '../test/records';

const call = (usage: object) =>
  claimOf({
    scope: 'langfuse-sdk',
    attributes: {
      'langfuse.observation.type': 'generation',
      'langfuse.observation.model.name': 'gpt-4o',
      'langfuse.observation.usage_details': JSON.stringify(usage),
      'langfuse.observation.cost_details': '{"total":0.5}',
    },
  });

describe('Langfuse', () => {
  it('reads buckets that add up', () => {
    const claim = call({ input: 86, input_cached_tokens: 40, output: 120, output_reasoning_tokens: 30 });
    expect(usageOf(claim).tokens).toMatchObject({ input: 126, cacheRead: 40, output: 150, reasoning: 30 });
  });

  it('reads the usage object of OpenAI as totals', () => {
    const claim = call({
      prompt_tokens: 86,
      completion_tokens: 120,
      prompt_tokens_details: { cached_tokens: 40 },
      completion_tokens_details: { reasoning_tokens: 30 },
    });
    expect(usageOf(claim).tokens).toMatchObject({ input: 86, cacheRead: 40, output: 120, reasoning: 30 });
  });

  it('reads the cost from JSON', () => {
    expect(call({ input: 1 }).reportedCost?.total).toBe(500_000_000_000n);
  });

  it('takes a span with a model and usage as a call: old versions sent generations so', () => {
    const attributes = {
      'langfuse.observation.type': 'span',
      'langfuse.observation.model.name': 'gpt-4o',
      'langfuse.observation.usage_details': '{"input":3}',
    };
    expect(normalise({ scope: 'langfuse-sdk', attributes }).span.operation).toBe('chat');
    expect(
      normalise({ scope: 'langfuse-sdk', attributes: { 'langfuse.observation.type': 'span' } }).span
        .operation,
    ).toBe('other');
  });
});
