/** What the tables of coding agents, SDKs, servers and MCP say that no fixture shows. */
import { describe, expect, it } from 'vitest';
import {
  normalise,
  normaliseLogRecord,
  START_NANO,
  SPAN_ID,
  TRACE_ID,
  type Attributes,
} from '../test/records';

const claimOfLog = (
  attributes: Attributes,
  spec: { body?: string; eventName?: string; scope?: string } = {},
) => normaliseLogRecord({ attributes, traceId: TRACE_ID, spanId: SPAN_ID, ...spec }).claim;
const operationOf = (attributes: Attributes, scope = '') => normalise({ scope, attributes }).span.operation;

describe('an event of Claude Code', () => {
  const request = {
    'event.name': 'api_request',
    'session.id': 's1',
    'user.id': 'u1',
    model: 'claude-sonnet-4-5',
    input_tokens: 5,
    output_tokens: 20,
    cache_read_tokens: 100,
    cache_creation_tokens: 30,
    cost_usd: 0.0025,
    duration_ms: 4000,
    ttft_ms: 900,
    request_id: 'req_1',
  };

  it('is a call that began its duration before, in no span of its own', () => {
    expect(claimOfLog(request, { body: 'claude_code.api_request' })).toMatchObject({
      dialect: 'claude_code', operation: 'chat', source: 'log', traceId: TRACE_ID, spanId: null,
      startUnixNano: START_NANO - 4_000_000_000n, durationNano: 4_000_000_000n, ttftMs: 900, streaming: true,
      provider: 'anthropic', requestModel: 'claude-sonnet-4-5', responseId: 'req_1', sessionId: 's1', userId: 'u1',
      usage: { input: 5, output: 20, cacheRead: 100, cacheWrite: 30 }, reportedCost: { total: 2_500_000_000n },
      declared: { inputIncludesCache: false },
    }); // prettier-ignore
  });

  it('of a subagent is of the session, not of the conversation of the subagent', () => {
    const span = normalise({
      attributes: { 'span.type': 'llm_request', 'session.id': 's1', 'gen_ai.conversation.id': 'agent-7' },
    });
    expect(span.span).toMatchObject({ operation: 'chat', sessionId: 's1' });
  });

  it('tells which of the cache writes last an hour', () => {
    const usage = claimOfLog(
      { ...request, cache_creation_1h_tokens: 10 },
      { body: 'claude_code.api_request' },
    )?.usage;
    expect(usage).toMatchObject({ cacheWrite: 30, cacheWrite1h: 10 });
  });

  it('is known by the name of the event alone, too', () => {
    expect(claimOfLog(request, { eventName: 'claude_code.api_request' })?.dialect).toBe('claude_code');
  });

  it('of the same short name of another program is no call', () => {
    expect(claimOfLog(request, { body: 'asked an API' })).toBeNull();
  });

  it.each<[Attributes, { errorType: string; httpStatusCode: number | null }]>([
    [
      { error: '529 overloaded', status_code: 529 },
      { errorType: '529', httpStatusCode: 529 },
    ],
    [
      { error: '529 overloaded', status_code: '529' },
      { errorType: '529', httpStatusCode: 529 },
    ],
    [{ error: 'Connection error.' }, { errorType: 'error', httpStatusCode: null }],
    [{}, { errorType: 'error', httpStatusCode: null }],
  ])('with %j is a failed call', (failure, failed) => {
    const claim = claimOfLog({ model: 'claude-sonnet-4-5', ...failure }, { body: 'claude_code.api_error' });
    expect(claim).toMatchObject({ usage: null, ...failed });
  });

  it.each(['user_prompt', 'tool_result', 'tool_decision', 'api_refusal', 'api_retries_exhausted', 'assistant_response'])(
    '%s is a log and no call',
    (name) => {
      const { log, claim } = normaliseLogRecord({ body: `claude_code.${name}`, attributes: { ...request, 'event.name': name } });
      expect({ name: log.eventName, claim }).toEqual({ name, claim: null });
      expect(JSON.parse(log.attributes)).toMatchObject({ 'session.id': 's1' });
    },
  ); // prettier-ignore
});

describe('a span of Claude Code', () => {
  it.each([
    ['interaction', 'agent'],
    ['claude_code.llm_request', 'chat'],
    ['tool', 'tool'],
    ['tool.execution', 'step'],
    ['tool.blocked_on_user', 'step'],
  ])('of type %s is a %s', (type, operation) => {
    const attributes = { 'span.type': type, 'gen_ai.tool.call.id': 'toolu_1', model: 'claude-sonnet-4-5' };
    expect(operationOf(attributes, 'com.anthropic.claude_code.tracing')).toBe(operation);
  });

  it('is not any span with a type of tool', () => {
    expect(normalise({ attributes: { 'span.type': 'tool', 'entity.type': 'tool' } }).span.dialect).not.toBe(
      'claude_code',
    );
  });
});

describe('an event of Codex', () => {
  const base = { 'conversation.id': 'c1', model: 'gpt-5.1-codex', 'user.email': 'ada@example.com' };
  const sse = (attributes: Attributes) =>
    claimOfLog({ ...base, 'event.name': 'codex.sse_event', ...attributes });
  const request = (attributes: Attributes) =>
    claimOfLog({
      ...base,
      'event.name': 'codex.api_request',
      endpoint: '/responses',
      duration_ms: '120',
      ...attributes,
    });

  it('of an answer is a call, with counts as text or number', () => {
    const counts = {
      input_token_count: '100',
      output_token_count: '20',
      cached_token_count: 64,
      reasoning_token_count: 8,
    };
    expect(sse({ 'event.kind': 'response.completed', ...counts })).toMatchObject({
      dialect: 'codex', sessionId: 'c1', userId: 'ada@example.com', provider: 'openai', errorType: null,
      usage: { input: 100, output: 20, cacheRead: 64, reasoning: 8 },
      declared: { inputIncludesCache: true, outputIncludesReasoning: true },
    }); // prettier-ignore
  });

  it('has the conversation in thread.id when that is a text, not the number of a thread', () => {
    const turn = { 'codex.turn.token_usage.total_tokens': 12 };
    expect(normalise({ attributes: { ...turn, 'thread.id': '01a1-ff32' } }).span.sessionId).toBe('01a1-ff32');
    expect(normalise({ attributes: { ...turn, 'thread.id': 4 } }).span.sessionId).toBeNull();
  });

  it('of a piece of an answer is no call', () => {
    expect(sse({ 'event.kind': 'response.output_item.done' })).toBeNull();
    expect(sse({ 'event.kind': 'response.completed', duration_ms: '3' })).toBeNull();
  });

  it('of an answer that failed is a failed call', () => {
    expect(sse({ 'event.kind': 'response.failed', 'error.message': 'server_error: try again' })).toMatchObject({
      errorType: 'server_error', usage: null,
    }); // prettier-ignore
  });

  it('of a request is a call only when the request failed, and asked a model', () => {
    expect(request({ 'http.response.status_code': 200 })).toBeNull();
    expect(request({ 'http.response.status_code': 429, 'error.message': 'http 429' })).toMatchObject({
      errorType: '429', httpStatusCode: 429, durationNano: 120_000_000n,
    }); // prettier-ignore
    expect(request({ 'error.message': 'timeout', endpoint: '/models' })).toBeNull();
  });
});

describe('spans of Codex', () => {
  it('are calls and turns by the counts they have, and plain otherwise', () => {
    expect(operationOf({ 'codex.usage.total_tokens': 12, 'gen_ai.usage.input_tokens': 10 })).toBe('chat');
    expect(operationOf({ 'codex.turn.token_usage.total_tokens': 12, model: 'gpt-5' })).toBe('agent');
    expect(normalise({ attributes: { 'codex.request.reasoning_effort': 'high' } }).claim).toBeNull();
  });
});

describe('Qwen Code', () => {
  const response = (attributes: Attributes) =>
    claimOfLog(
      {
        'event.name': 'qwen-code.api_response',
        'session.id': 's1',
        input_token_count: 100,
        output_token_count: 20,
        thoughts_token_count: 8,
        ...attributes,
      },
      { scope: 'qwen-code' },
    );

  it('counts thoughts as a part of the answer, unless the provider is Gemini', () => {
    expect(response({ model: 'qwen3-coder-plus' })).toMatchObject({
      dialect: 'qwen_code',
      sessionId: 's1',
      usage: { input: 100, output: 20, reasoning: 8 },
      declared: { inputIncludesCache: true, outputIncludesReasoning: true },
    });
    expect(response({ model: 'gemini-2.5-pro' })?.declared).toMatchObject({ outputIncludesReasoning: false });
  });

  it('is known by its scope, though its spans have names of Claude Code', () => {
    const attributes = { 'llm_request.context': 'interaction', 'gen_ai.operation.name': 'chat' };
    expect(normalise({ scope: 'qwen-code', attributes }).span.dialect).toBe('qwen_code');
  });
});

describe('a span of Sentry', () => {
  it('is known by the kind of its operation, whatever else the same SDK sends', () => {
    const of = (op: string) =>
      normalise({ scope: '@sentry/node', attributes: { 'sentry.op': op } }).span.dialect;
    expect([of('gen_ai.chat'), of('http.client')]).toEqual(['sentry', null]);
  });

  it('has the cache in its input', () => {
    const attributes = {
      'sentry.op': 'gen_ai.chat',
      'gen_ai.operation.name': 'chat',
      'gen_ai.system': 'anthropic',
      'gen_ai.request.model': 'claude-sonnet-4-5',
      'gen_ai.usage.input_tokens': 100,
      'gen_ai.usage.output_tokens': 5,
      'gen_ai.usage.cache_read.input_tokens': 60,
      'gen_ai.response.streaming': true,
    };
    expect(normalise({ scope: '@sentry/node', attributes }).claim).toMatchObject({
      streaming: true,
      usage: { input: 100, cacheRead: 60 },
      declared: { inputIncludesCache: true },
    });
  });
});

describe('an event of Gemini CLI', () => {
  const details = {
    'event.name': 'gen_ai.client.inference.operation.details',
    'gen_ai.request.model': 'gemini-2.5-pro',
    'gen_ai.usage.input_tokens': 10,
    'gen_ai.usage.output_tokens': 1,
  };

  it('in the names of the standard repeats a call that another event tells of', () => {
    expect(claimOfLog(details, { scope: 'gemini-cli' })).toBeNull();
    expect(claimOfLog(details, { scope: 'acme' })?.dialect).toBe('otel_genai');
  });
});

describe('a span of Gemini CLI', () => {
  it('names no prompt: what stands there is another name for each question', () => {
    const attributes = { 'gen_ai.operation.name': 'llm_call', 'gen_ai.prompt.name': 'q########1' };
    expect(normalise({ scope: 'gemini-cli', attributes }).claim?.promptName).toBeNull();
    const elsewhere = { ...attributes, 'gen_ai.operation.name': 'chat' };
    expect(normalise({ attributes: elsewhere }).claim?.promptName).toBe('q########1');
  });
});

describe('a span of the Mistral SDK', () => {
  const scope = 'mistralai_sdk_tracer';

  it('for a conversation is one request; the chats below it are none', () => {
    const chat = { 'gen_ai.operation.name': 'chat', 'gen_ai.response.model': 'mistral-small-latest' };
    expect(
      operationOf({ 'gen_ai.operation.name': 'invoke_agent', 'http.request.method': 'POST' }, scope),
    ).toBe('chat');
    expect(normalise({ scope, attributes: chat }).claim).toBeNull();
    expect(normalise({ scope, attributes: { ...chat, 'http.request.method': 'POST' } }).claim?.provider).toBe(
      'mistral_ai',
    );
  });
});

describe('a span of vLLM', () => {
  it('names its provider, and the time to the first token of any answer', () => {
    const attributes = { 'gen_ai.request.id': 'chatcmpl-1', 'gen_ai.usage.prompt_tokens': 7, 'gen_ai.usage.completion_tokens': 3, 'gen_ai.latency.time_to_first_token': 0.25 }; // prettier-ignore
    expect(normalise({ scope: 'vllm.llm_engine', kind: 2, attributes }).claim).toMatchObject({
      operation: 'chat', provider: 'vllm', responseId: 'chatcmpl-1', ttftMs: 250, streaming: null, usage: { input: 7, output: 3 },
    }); // prettier-ignore
  });
});

describe('a span of MCP', () => {
  it.each([
    ['tools/call', 'tool'],
    ['tools/list', 'other'],
    ['initialize', 'other'],
  ])('%s is a %s and never a model call', (method, operation) => {
    const { span, claim } = normalise({
      attributes: { 'mcp.method.name': method, 'gen_ai.tool.name': 'get_weather' },
    });
    expect({ operation: span.operation, dialect: span.dialect, claim }).toEqual({
      operation,
      dialect: 'mcp',
      claim: null,
    });
  });
});
