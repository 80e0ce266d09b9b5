import { describe, expect, it } from 'vitest';
import { normaliseLogRecord, SPAN_ID, START_NANO, TRACE_ID } from './test/records';

const DETAILS = 'gen_ai.client.inference.operation.details';
const CALL = {
  'gen_ai.operation.name': 'chat',
  'gen_ai.request.model': 'gpt-4o',
  'gen_ai.usage.input_tokens': 12,
};

describe('a log record', () => {
  it('keeps a text body as text and any other as JSON', () => {
    expect(normaliseLogRecord({ body: 'hello' }).log).toMatchObject({ body: 'hello', bodyIsJson: false });
    const { log } = normaliseLogRecord({ body: { content: 'x', n: [1, true] } });
    expect(log.bodyIsJson).toBe(true);
    expect(JSON.parse(log.body!)).toEqual({ content: 'x', n: [1, true] });
    expect(normaliseLogRecord({}).log).toMatchObject({ body: null, bodyIsJson: false });
  });

  it('keeps content among its attributes: it has no other place', () => {
    const { log } = normaliseLogRecord({ attributes: { 'gen_ai.input.messages': '[]', plain: 1 } });
    expect(JSON.parse(log.attributes)).toEqual({ 'gen_ai.input.messages': '[]', plain: 1 });
  });

  it('has the event name of either place', () => {
    expect(normaliseLogRecord({ eventName: 'a' }).log.eventName).toBe('a');
    expect(normaliseLogRecord({ attributes: { 'event.name': 'b' } }).log.eventName).toBe('b');
    expect(normaliseLogRecord({}).log.eventName).toBeNull();
  });

  it('is named by its attribute where the event name is only a place in the code', () => {
    const named = { attributes: { 'event.name': 'codex.sse_event' } };
    expect(normaliseLogRecord({ ...named, eventName: 'event otel/src/turn.rs:12' }).log.eventName).toBe(
      'codex.sse_event',
    );
    expect(normaliseLogRecord({ ...named, eventName: 'turn ended' }).log.eventName).toBe('turn ended');
    expect(normaliseLogRecord({ eventName: 'event a.rs:1' }).log.eventName).toBe('event a.rs:1');
  });

  it('without a time has the time it was received', () => {
    const receivedAt = new Date('2026-01-02T03:04:05Z');
    expect(normaliseLogRecord({ timeUnixNano: 0n }, receivedAt).log.timeUnixNano).toBe(
      BigInt(receivedAt.getTime()) * 1_000_000n,
    );
    expect(normaliseLogRecord({}, receivedAt).log.timeUnixNano).toBe(START_NANO);
  });

  it('is the same row when it is sent again, another when a byte differs', () => {
    const id = (body: string) => normaliseLogRecord({ body }).log.id;
    expect(id('a')).toBe(id('a'));
    expect(id('a')).not.toBe(id('b'));
  });
});

describe('the claim of a log record', () => {
  it('is made by an event with the fields of a call', () => {
    const { log, claim } = normaliseLogRecord({
      eventName: DETAILS,
      attributes: CALL,
      traceId: TRACE_ID,
      spanId: SPAN_ID,
    });
    expect(claim).toMatchObject({
      source: 'log',
      dialect: 'otel_genai',
      operation: 'chat',
      traceId: TRACE_ID,
      spanId: SPAN_ID,
      parentSpanId: null,
      requestModel: 'gpt-4o',
      usage: { input: 12 },
      startUnixNano: log.timeUnixNano,
      durationNano: 0n,
    });
    expect(claim!.claimId).toMatch(/^[0-9a-f]{32}$/);
  });

  it('is made without a trace too', () => {
    expect(normaliseLogRecord({ eventName: DETAILS, attributes: CALL }).claim).toMatchObject({
      traceId: null,
      spanId: null,
    });
  });

  it.each([
    ['a message', { eventName: 'gen_ai.choice', attributes: CALL }],
    [
      'an event without model and tokens',
      { eventName: DETAILS, attributes: { 'gen_ai.operation.name': 'chat' } },
    ],
    [
      'an agent without tokens',
      {
        eventName: DETAILS,
        attributes: { 'gen_ai.operation.name': 'invoke_agent', 'gen_ai.request.model': 'm' },
      },
    ],
    ['a plain record', { body: 'gen_ai', attributes: CALL }],
  ])('is not made by %s', (_name, spec) => {
    expect(normaliseLogRecord(spec).claim).toBeNull();
  });
});
