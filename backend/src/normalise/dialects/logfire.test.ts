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

  it.each(['logfire.openai', 'logfire'])('does not take what %s scrubbed for a session', (scope) => {
    const { span } = normalise({ scope, attributes: { 'session.id': "[Scrubbed due to 'session']" } });
    expect(span.sessionId).toBeNull();
  });
});

it('a cost of 0 of Pydantic AI is none: it had no usage', () => {
  const attributes = { ...REQUEST, 'logfire.msg_template': 'chat', 'operation.cost': 0 };
  expect(claimOf({ scope: 'pydantic-ai', attributes }).reportedCost).toBeNull();
});

describe('Logfire with the OpenAI Agents SDK', () => {
  const agents = (attributes: Record<string, string | number>) =>
    normalise({ scope: 'logfire.openai_agents', attributes: { 'gen_ai.system': 'openai', ...attributes } });

  it('reads parts of the usage from the usage object of the SDK', () => {
    const { claim } = agents({
      'logfire.msg_template': 'Chat completion with {gen_ai.request.model!r}',
      'gen_ai.request.model': 'gpt-4.1',
      'gen_ai.usage.input_tokens': 2036,
      'gen_ai.usage.output_tokens': 89,
      'usage':
        '{"input_tokens_details":{"cached_tokens":1439},"output_tokens_details":{"reasoning_tokens":7}}',
    }); // prettier-ignore
    expect(claim?.usage).toMatchObject({ input: 2036, cacheRead: 1439, reasoning: 7 });
  });

  it.each([
    ['OpenAI Agents trace: {name}', 'workflow'],
    ['Agent run: {name!r}', 'agent'],
    ['Function: {name}', 'tool'],
    ['Guardrail: {name}', 'guardrail'],
  ])('knows the kind of a span by its template: %s', (template, operation) => {
    expect(agents({ 'logfire.msg_template': template }).span.operation).toBe(operation);
  });

  it('names the tool, and the conversation that a trace is part of', () => {
    expect(agents({ 'logfire.msg_template': 'Function: {name}', 'name': 'get_time' }).span.toolName).toBe('get_time'); // prettier-ignore
    expect(agents({ 'logfire.msg_template': 'OpenAI Agents trace: {name}', 'group_id': 'g1' }).span.sessionId).toBe('g1'); // prettier-ignore
  });
});
