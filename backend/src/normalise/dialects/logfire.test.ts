import { describe, expect, it } from 'vitest';
import { normalise, claimOf } from '../test/records';

const REQUEST = {
  'logfire.msg_template': 'Chat Completion with {request_data[model]!r}',
  'gen_ai.operation.name': 'chat',
  'gen_ai.request.model': 'gpt-4o-mini',
  'gen_ai.system': 'openai',
};
const read = (attributes: Record<string, string | number>) =>
  normalise({ scope: 'logfire.openai', attributes: { ...REQUEST, ...attributes } });

describe('Logfire', () => {
  it('takes a request without an answer as the opening of a stream, which is no call', () => {
    expect(read({})).toMatchObject({ span: { operation: 'step' }, claim: null });
  });

  it.each([
    ['an answer', { 'gen_ai.response.id': 'chatcmpl-1' }],
    ['usage', { 'gen_ai.usage.input_tokens': 3 }],
    ['an error', { 'logfire.level_num': 17 }],
  ])('takes a request with %s as the call', (_what, attributes) => {
    expect(read(attributes).claim?.operation).toBe('chat');
  });

  it('takes the span of the streamed answer as the call, with the cache of the raw usage', () => {
    const claim = claimOf({
      scope: 'logfire.openai',
      attributes: {
        ...REQUEST,
        'logfire.msg_template': 'streaming response from {request_data[model]!r} took {duration:.2f}s',
        'gen_ai.usage.input_tokens': 900,
        'gen_ai.usage.raw': '{"prompt_tokens_details":{"cached_tokens":128}}',
      },
    });
    expect(claim).toMatchObject({
      dialect: 'logfire',
      operation: 'chat',
      usage: { input: 900, cacheRead: 128 },
    });
  });
});
