import { describe, expect, it } from 'vitest';
import { normalise, SPAN_ID, START_NANO, TRACE_ID } from './test/records';

describe('a plain span', () => {
  it('keeps its place in the tree and its attributes, and is of no dialect', () => {
    const { span, claim } = normalise({
      name: 'GET /ask',
      kind: 2,
      scope: 'app',
      attributes: {
        'http.request.method': 'GET',
        'http.response.status_code': 200,
        'session.id': 's1',
        'enduser.id': 'u1',
      },
    });
    expect(claim).toBeNull();
    expect(span).toMatchObject({
      traceId: TRACE_ID,
      spanId: SPAN_ID,
      parentSpanId: null,
      startUnixNano: START_NANO,
      durationNano: 1_000_000_000n,
      name: 'GET /ask',
      kind: 'server',
      status: 'unset',
      dialect: null,
      operation: null,
      httpStatusCode: 200,
      sessionId: 's1',
      userId: 'u1',
      content: null,
      contentState: null,
    });
    expect(JSON.parse(span.attributes)).toMatchObject({ 'http.request.method': 'GET' });
  });

  it('reads the status code by its old name too', () => {
    expect(normalise({ attributes: { 'http.status_code': 429 } }).span.httpStatusCode).toBe(429);
  });

  it('without any attribute is a span all the same', () => {
    expect(normalise({ name: 'work' }).span).toMatchObject({
      name: 'work',
      attributes: '{}',
      errorType: null,
    });
  });

  it('that ended before it began lasted 0', () => {
    expect(normalise({ durationMs: -5 }).span.durationNano).toBe(0n);
  });

  it('keeps links and events as sent', () => {
    const { span } = normalise({
      links: [{ traceId: TRACE_ID, spanId: SPAN_ID, attributes: { kind: 'retry' } }],
      events: [{ name: 'cache.miss', atMs: 5, attributes: { key: 'k' } }],
    });
    expect(JSON.parse(span.links!)).toEqual([
      { traceId: TRACE_ID, spanId: SPAN_ID, attributes: { kind: 'retry' } },
    ]);
    expect(JSON.parse(span.content!.events!)).toEqual([
      { name: 'cache.miss', timeUnixNano: String(START_NANO + 5_000_000n), attributes: { key: 'k' } },
    ]);
  });
});

describe('errors of a span', () => {
  const exception = {
    name: 'exception',
    attributes: { 'exception.type': 'ValueError', 'exception.message': 'no' },
  };
  it.each([
    [
      'error.type first',
      { attributes: { 'error.type': 'timeout' }, events: [exception], status: { code: 2 } },
      'timeout',
    ],
    ['then the exception', { events: [exception], status: { code: 2 } }, 'ValueError'],
    [
      'then the beginning of the status message',
      { status: { code: 2, message: 'RateLimitError: Error code: 429' } },
      'RateLimitError',
    ],
    [
      'a status message without such a beginning has no code',
      { status: { code: 2, message: 'it did not work' } },
      'error',
    ],
    [
      'an exception in a span that ended well was handled',
      { events: [exception], status: { code: 1 } },
      null,
    ],
    ['an exception in a span that says nothing was not', { events: [exception] }, 'ValueError'],
  ])('%s', (_name, spec, errorType) => {
    expect(normalise(spec).span.errorType).toBe(errorType);
  });

  it('a numeric error.type is the status code of HTTP', () => {
    expect(normalise({ attributes: { 'error.type': '429' } }).span.httpStatusCode).toBe(429);
    expect(normalise({ attributes: { 'error.type': '999' } }).span.httpStatusCode).toBeNull();
  });
});

describe('a span of a model call', () => {
  const CHAT = { 'gen_ai.operation.name': 'chat', 'gen_ai.request.model': 'gpt-4o' };

  it('names the answering model rather than the one asked for', () => {
    const { span } = normalise({ attributes: { ...CHAT, 'gen_ai.response.model': 'gpt-4o-2024-11-20' } });
    expect(span.modelName).toBe('gpt-4o-2024-11-20');
  });

  it('takes session, user, environment and release of its resource when it has none', () => {
    const { claim } = normalise({
      attributes: CHAT,
      resource: {
        'service.name': 'shop',
        'service.version': '1.4.2',
        'deployment.environment.name': 'test',
        'session.id': 's-res',
        'user.id': 'u-res',
      },
    });
    expect(claim).toMatchObject({
      serviceName: 'shop',
      release: '1.4.2',
      environment: 'test',
      sessionId: 's-res',
      userId: 'u-res',
    });
  });

  it('finds the first token in an event when no attribute has it', () => {
    const events = [
      { name: 'gen_ai.content.completion.chunk', atMs: 420 },
      { name: 'gen_ai.content.completion.chunk', atMs: 300 },
    ];
    expect(normalise({ attributes: CHAT, events }).claim).toMatchObject({ ttftMs: 300, streaming: true });
  });

  it('claims the same when it is sent again', () => {
    const ids = [1, 2].map(() => normalise({ attributes: CHAT }).claim?.claimId);
    expect(ids).toEqual([TRACE_ID.slice(16) + SPAN_ID, TRACE_ID.slice(16) + SPAN_ID]);
  });

  it('counts tools only when the finish reason tells of some', () => {
    const messages =
      '[{"role":"assistant","parts":[{"type":"tool_call","name":"a"},{"type":"text","content":"x"},{"type":"tool_call","name":"b"}]}]';
    const count = (reasons: string[]) =>
      normalise({
        attributes: {
          ...CHAT,
          'gen_ai.response.finish_reasons': reasons,
          'gen_ai.output.messages': messages,
        },
      }).claim?.toolCount;
    expect(count(['tool_calls'])).toBe(2);
    expect(count(['stop'])).toBe(0);
    expect(count([])).toBeNull();
  });

  it.each([
    ['[tool_calls, stop]'],
    ["['tool_calls', 'stop']"],
    ['["tool_calls","stop"]'],
    ['tool_calls,stop'],
  ])('reads the list %s', (reasons) => {
    const attributes = { ...CHAT, 'gen_ai.response.finish_reasons': reasons };
    expect(normalise({ attributes }).claim?.finishReasons).toEqual(['tool_call', 'stop']);
  });

  it.each(['unknown', '', '{}', 'N/A', 'null', 'none'])('reads %j as no model at all', (model) => {
    const attributes = { ...CHAT, 'gen_ai.response.model': model };
    expect(normalise({ attributes }).span.modelName).toBe('gpt-4o');
  });

  it('reads text that an exporter encoded as JSON', () => {
    expect(normalise({ attributes: { ...CHAT, 'gen_ai.request.model': '"gpt-4o"' } }).span.modelName).toBe(
      'gpt-4o',
    );
  });
});

describe('the session of a span', () => {
  it.each([
    ['resp_8480be6e20d9', null],
    ['conv_8480be6e20d9', 'conv_8480be6e20d9'],
  ])('that is named %s is %s: the id of an answer is another one in every call', (id, sessionId) => {
    const attributes = { 'gen_ai.operation.name': 'chat', 'gen_ai.conversation.id': id };
    expect(normalise({ attributes }).span.sessionId).toBe(sessionId);
  });
});
