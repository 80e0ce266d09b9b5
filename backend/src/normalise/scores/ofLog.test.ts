import { describe, expect, it } from 'vitest';
import { normaliseLogRecord, SPAN_ID, START_NANO, TRACE_ID, type Attributes } from '../test/records';

const EVENT = 'gen_ai.evaluation.result';
const said: Attributes = { 'gen_ai.evaluation.name': 'helpful', 'gen_ai.evaluation.score.value': 4 };
const scoreOf = (spec: Parameters<typeof normaliseLogRecord>[0]) => normaliseLogRecord(spec).score;

describe('a log record gen_ai.evaluation.result', () => {
  it('is a score of its span', () =>
    expect(scoreOf({ eventName: EVENT, traceId: TRACE_ID, spanId: SPAN_ID, attributes: said })).toMatchObject(
      {
        timeUnixNano: START_NANO,
        target: 'span',
        traceId: TRACE_ID,
        spanId: SPAN_ID,
        name: 'helpful',
        value: 4,
        passed: null,
      },
    ));

  it.each([
    [
      'the answer that it names',
      { 'gen_ai.response.id': 'resp_1' },
      { target: 'span', responseId: 'resp_1' },
    ],
    ['its session', { 'gen_ai.conversation.id': 'c1' }, { target: 'session', sessionId: 'c1' }],
    ['nothing that is known', {}, { target: 'trace', traceId: null, responseId: null, sessionId: null }],
  ])('without a span judges %s', (_, attributes, score) =>
    expect(scoreOf({ eventName: EVENT, attributes: { ...said, ...attributes } })).toMatchObject(score),
  );

  it('makes no claim of a call, and is kept as a record too', () => {
    const { log, claim } = normaliseLogRecord({ eventName: EVENT, attributes: said });
    expect([log.eventName, claim]).toEqual([EVENT, null]);
  });

  it('is named by an attribute or has its fields in the body, as older libraries write', () =>
    expect(scoreOf({ attributes: { 'event.name': EVENT }, body: said })).toMatchObject({
      name: 'helpful',
      value: 4,
    }));

  it('sent again is the same score, with another word another one', () => {
    const id = (more: Attributes = {}) => scoreOf({ eventName: EVENT, attributes: { ...said, ...more } })?.id;
    expect(id()).toBe(id());
    expect(id({ note: 'x' })).not.toBe(id());
  });
});

it('of another name is no score', () =>
  expect(scoreOf({ eventName: 'gen_ai.choice', attributes: said })).toBeNull());
