import { describe, expect, it } from 'vitest';
import { claimOf, normalise } from '../test/records';

const SPAN = {
  'gen_ai.system': 'openai',
  'gen_ai.request.model': 'gpt-4o',
  'gen_ai.usage.input_tokens': 150,
  'gen_ai.usage.output_tokens': 50,
  'gen_ai.prompt': 'What is OTLP?',
  'gen_ai.completion': 'A protocol.',
  'llm.cost.prompt_usd': 0.000375,
  'llm.cost.completion_usd': 0.0005,
  'llm.cost.total_usd': 0.000875,
  'llm.ttft_ms': 210,
  'llm.tokens_per_second': 41.7,
  'llm.user_id': 'u1',
  'llm.application_id': 'faq-bot',
};

describe('the llm.* extension', () => {
  it('gives cost in dollars, TTFT in ms, user and application', () => {
    expect(claimOf({ attributes: SPAN })).toMatchObject({
      dialect: 'seed',
      operation: 'chat',
      provider: 'openai',
      requestModel: 'gpt-4o',
      usage: { input: 150, output: 50 },
      reportedCost: { total: 875_000_000n, input: 375_000_000n, output: 500_000_000n },
      ttftMs: 210,
      streaming: true,
      tokensPerSecond: 41.7,
      userId: 'u1',
      applicationId: 'faq-bot',
    });
  });

  it('keeps prompt and answer as content', () => {
    const { span } = normalise({ attributes: SPAN });
    expect(JSON.parse(span.content!.carriers!)).toEqual({
      'gen_ai.prompt': 'What is OTLP?',
      'gen_ai.completion': 'A protocol.',
    });
    expect(span.attributes).not.toContain('What is OTLP?');
  });

  it('is told from OpenInference, whose cost has nearly the same name', () => {
    const claim = claimOf({ attributes: { 'openinference.span.kind': 'LLM', 'llm.cost.total': 0.5 } });
    expect(claim.dialect).toBe('openinference');
    expect(claim.reportedCost?.total).toBe(500_000_000_000n);
  });

  it('adds prompt and completion when the total is not sent', () => {
    const { 'llm.cost.total_usd': _, ...rest } = SPAN;
    expect(claimOf({ attributes: rest }).reportedCost?.total).toBe(875_000_000n);
  });
});
