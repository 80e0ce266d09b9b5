import { describe, expect, it } from 'vitest';
import { usageOf } from '../../account/usage';
import { claimOf, normalise } from '../test/records';

const STREAM = {
  'ai.operationId': 'ai.streamText.doStream',
  'ai.model.provider': 'anthropic.messages',
  'ai.model.id': 'claude-sonnet-4-5',
  'ai.response.msToFirstChunk': 380.2,
  'ai.telemetry.metadata.userId': 'u1',
  'ai.telemetry.metadata.sessionId': 's1',
};
const call = (attributes: Record<string, string | number>) =>
  claimOf({ scope: 'ai', attributes: { ...STREAM, ...attributes } });

describe('the Vercel AI SDK', () => {
  it('names provider, model, user, session and time to the first chunk', () => {
    expect(call({})).toMatchObject({
      dialect: 'vercel_ai',
      operation: 'chat',
      provider: 'anthropic',
      requestModel: 'claude-sonnet-4-5',
      userId: 'u1',
      sessionId: 's1',
      ttftMs: 380.2,
      streaming: true,
    });
  });

  it('counts cache beside the input of Anthropic up to 5, though 100 cached would fit into 900', () => {
    const metadata =
      '{"anthropic":{"usage":{"cache_read_input_tokens":100,"cache_creation_input_tokens":20}}}';
    const claim = call({
      'ai.usage.inputTokens': 900,
      'ai.usage.outputTokens': 12,
      'ai.response.providerMetadata': metadata,
    });
    expect(usageOf(claim).tokens).toMatchObject({ input: 1020, output: 12, cacheRead: 100, cacheWrite: 20 });
  });

  it('counts cache in the input from 6 on, told by the details or by the user agent', () => {
    const marks: Record<string, string | number>[] = [
      { 'ai.usage.inputTokenDetails.noCacheTokens': 800 },
      { 'ai.request.headers.user-agent': 'ai/6.0.5' },
    ];
    for (const mark of marks) {
      const claim = call({ 'ai.usage.inputTokens': 900, 'ai.usage.cachedInputTokens': 100, ...mark });
      expect(usageOf(claim).tokens).toMatchObject({ input: 900, cacheRead: 100 });
    }
  });

  it('adds the thoughts of Gemini up to 5', () => {
    const claim = call({
      'ai.model.provider': 'google.generative-ai',
      'ai.usage.inputTokens': 10,
      'ai.usage.outputTokens': 50,
      'ai.usage.reasoningTokens': 30,
    });
    expect(usageOf(claim).tokens).toMatchObject({ output: 80, reasoning: 30 });
  });

  it.each([
    ['ai.generateText', 'agent'],
    ['ai.generateObject.doGenerate', 'chat'],
    ['ai.embed.doEmbed', 'embeddings'],
    ['ai.embedMany', 'workflow'],
    ['ai.toolCall', 'tool'],
  ])('takes %s as %s', (operationId, operation) => {
    const { span } = normalise({ scope: 'ai', attributes: { 'ai.operationId': operationId } });
    expect(span.operation).toBe(operation);
  });
});
