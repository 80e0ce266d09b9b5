import { describe, expect, it } from 'vitest';
import { scoresOf, SPAN_ID, START_NANO, TRACE_ID, type Attributes } from '../test/records';

const END_NANO = START_NANO + 1_000_000_000n;
const OTHER_TRACE = '80f198ee56343ba864fe8b2a57d3eff7';
const OTHER_SPAN = 'e457b5a2e4d86bd1';

const result = (attributes: Attributes, atMs = 5) => ({ name: 'gen_ai.evaluation.result', atMs, attributes });
const evaluation = (fields: Attributes, item = 'evaluation', list = `${item}s`): Attributes =>
  Object.fromEntries(Object.entries(fields).map(([key, value]) => [`${list}.0.${item}.${key}`, value]));

describe('gen_ai.evaluation.result on a span', () => {
  it('is a score of that span, at the time of the event', () => {
    const [score] = scoresOf({
      events: [
        result({
          'gen_ai.evaluation.name': 'Relevance',
          'gen_ai.evaluation.score.value': 0.85,
          'gen_ai.evaluation.score.label': 'pass',
          'gen_ai.evaluation.explanation': 'Answers what was asked.',
          'gen_ai.response.id': 'chatcmpl-1',
        }),
      ],
    });
    expect(score).toEqual({
      project: 'p',
      id: expect.stringMatching(/^[0-9a-f]{32}$/),
      timeUnixNano: START_NANO + 5_000_000n,
      target: 'span',
      traceId: TRACE_ID,
      spanId: SPAN_ID,
      sessionId: null,
      responseId: 'chatcmpl-1',
      name: 'Relevance',
      value: 0.85,
      label: 'pass',
      passed: true,
      explanation: 'Answers what was asked.',
      annotator: null,
      errorType: null,
      source: 'otel_genai',
      attributes: '{}',
    });
  });

  it('reads a number that was sent as text', () =>
    expect(
      scoresOf({
        events: [result({ 'gen_ai.evaluation.name': 'x', 'gen_ai.evaluation.score.value': '0.5' })],
      }),
    ).toMatchObject([{ value: 0.5, passed: null }]));

  it('that failed has no value but the reason', () =>
    expect(
      scoresOf({ events: [result({ 'gen_ai.evaluation.name': 'x', 'error.type': 'timeout' })] }),
    ).toMatchObject([{ value: null, errorType: 'timeout' }]));

  it('without a name, or without anything said, is no score', () =>
    expect(
      scoresOf({
        events: [result({ 'gen_ai.evaluation.score.value': 1 }), result({ 'gen_ai.evaluation.name': 'x' })],
      }),
    ).toEqual([]));

  it('on a span with one link judges the linked span', () =>
    expect(
      scoresOf({
        links: [{ traceId: OTHER_TRACE, spanId: OTHER_SPAN }],
        events: [result({ 'gen_ai.evaluation.name': 'x', 'gen_ai.evaluation.score.value': 1 })],
      }),
    ).toMatchObject([{ traceId: OTHER_TRACE, spanId: OTHER_SPAN }]));

  it('twice from two evaluators is two scores, sent again the same ones', () => {
    const said = { 'gen_ai.evaluation.name': 'x', 'gen_ai.evaluation.score.value': 1 };
    const spec = { events: [result(said, 5), result(said, 6)] };
    const ids = scoresOf(spec).map(({ id }) => id);
    expect(new Set(ids).size).toBe(2);
    expect(scoresOf(spec).map(({ id }) => id)).toEqual(ids);
  });
});

describe('evaluations and annotations of OpenInference', () => {
  it('are scores of the span, at its end', () =>
    expect(
      scoresOf({
        attributes: {
          'openinference.span.kind': 'CHAIN',
          'session.id': 's1',
          ...evaluation({
            name: 'hallucination',
            score: 1,
            label: 'hallucinated',
            explanation: 'Not in the documents.',
            annotator_kind: 'LLM',
            metadata: '{"rubric_version":"2"}',
          }),
        },
      }),
    ).toMatchObject([
      {
        timeUnixNano: END_NANO,
        target: 'span',
        spanId: SPAN_ID,
        sessionId: 's1',
        name: 'hallucination',
        value: 1,
        label: 'hallucinated',
        // Which end is the good one depends on the question.
        passed: null,
        annotator: 'llm',
        source: 'openinference',
        attributes: '{"rubric_version":"2"}',
      },
    ]));

  it('in both words are one score', () => {
    const said = { name: 'tone', score: 0.5, annotator_kind: 'HUMAN' };
    expect(scoresOf({ attributes: { ...evaluation(said), ...evaluation(said, 'annotation') } })).toHaveLength(
      1,
    );
  });

  it('that judge a trace or a session name no span', () => {
    const said = { name: 'goal reached', label: 'pass' };
    expect(
      scoresOf({
        attributes: {
          'session.id': 's1',
          ...evaluation(said, 'evaluation', 'trace.evaluations'),
          ...evaluation(said, 'annotation', 'session.annotations'),
        },
      }),
    ).toMatchObject([
      { target: 'trace', traceId: TRACE_ID, spanId: null, passed: true },
      { target: 'session', traceId: null, spanId: null, sessionId: 's1' },
    ]);
  });

  it('of a carrier with one link judge the linked span', () =>
    expect(
      scoresOf({
        links: [{ traceId: OTHER_TRACE, spanId: OTHER_SPAN }],
        attributes: { 'openinference.span.kind': 'EVALUATOR', ...evaluation({ name: 'x', label: 'bad' }) },
      }),
    ).toMatchObject([{ traceId: OTHER_TRACE, spanId: OTHER_SPAN, passed: false }]));
});

it('takes what a model call carries as its own, though it links to the message that it answers', () =>
  expect(
    scoresOf({
      links: [{ traceId: OTHER_TRACE, spanId: OTHER_SPAN }],
      attributes: { 'gen_ai.operation.name': 'chat', ...evaluation({ name: 'x', label: 'good' }) },
    }),
  ).toMatchObject([{ traceId: TRACE_ID, spanId: SPAN_ID }]));

describe('feedback of Logfire', () => {
  const feedback = (value: string | number | boolean) =>
    scoresOf({
      name: 'feedback: rude',
      parentSpanId: OTHER_SPAN,
      scope: 'logfire',
      attributes: {
        'logfire.span_type': 'annotation',
        'logfire.feedback.name': 'rude',
        rude: value,
        'logfire.feedback.comment': 'very',
      },
    });

  it.each([
    [0.1, { value: 0.1, label: null, passed: null }],
    [false, { value: 0, label: null, passed: false }],
    ['positive', { value: null, label: 'positive', passed: true }],
  ])('is a score of the span above: %s', (sent, read) =>
    expect(feedback(sent)).toMatchObject([
      { ...read, name: 'rude', spanId: OTHER_SPAN, explanation: 'very', source: 'logfire' },
    ]),
  );
});

it('reads the results of a case of pydantic-evals, assertions as verdicts', () =>
  expect(
    scoresOf({
      name: 'case: one',
      scope: 'pydantic-evals',
      attributes: {
        assertions: '{"IsInstance":{"name":"IsInstance","value":true,"reason":null}}',
        scores: '{"accuracy":{"name":"accuracy","value":0.75,"reason":"close"}}',
        labels: '{}',
      },
    }),
  ).toMatchObject([
    { name: 'IsInstance', value: 1, passed: true, target: 'trace', spanId: null, traceId: TRACE_ID },
    { name: 'accuracy', value: 0.75, passed: null, explanation: 'close' },
  ]));

it('reads attributes of the same names nowhere else', () =>
  expect(scoresOf({ scope: 'game', attributes: { scores: '{"player":{"value":3}}' } })).toEqual([]));

it('reads a scorer of VoltAgent, with its threshold as the verdict', () =>
  expect(
    scoresOf({
      attributes: {
        'span.type': 'scorer',
        'eval.scorer.id': 'keyword',
        'eval.scorer.name': 'Keyword match',
        'eval.scorer.score': 0.4,
        'eval.scorer.threshold_passed': false,
        'eval.trace.id': OTHER_TRACE,
        'eval.source.span_id': OTHER_SPAN,
      },
    }),
  ).toMatchObject([
    { name: 'Keyword match', value: 0.4, passed: false, traceId: OTHER_TRACE, spanId: OTHER_SPAN },
  ]));

describe('what a sender may do wrong', () => {
  it.each([['NaN'], ['Infinity'], [true], [{ a: 1 }]])('%s as a score is no number', (score) =>
    expect(scoresOf({ attributes: evaluation({ name: 'x', score, label: 'l' }) })).toMatchObject([
      { label: 'l', value: score === true ? 1 : null },
    ]),
  );

  it('cuts what is too long', () => {
    const [score] = scoresOf({
      attributes: evaluation({ name: 'n'.repeat(300), score: 1, explanation: 'e'.repeat(10_000) }),
    });
    expect([score?.name.length, score?.explanation?.length]).toEqual([200, 4000]);
  });

  it('leaves out what no database keeps: NUL, and half of a surrogate pair where a text is cut', () => {
    const [score] = scoresOf({
      attributes: evaluation({
        name: 'x\0',
        score: 1,
        explanation: '👍'.repeat(3000),
        metadata: '{"a":"\\u0000\\ud800"}',
      }),
    });
    expect(score?.name).not.toContain('\0');
    expect(score?.explanation?.slice(-3)).toBe('👍…');
    expect(score?.attributes).toBe('{"a":"\ufffd\ufffd"}');
  });

  it('takes a hundred scores of a span and no more', () => {
    const attributes = Object.fromEntries(
      Array.from({ length: 150 }, (_, n) => [
        [`evaluations.${n}.evaluation.name`, `n${n}`],
        [`evaluations.${n}.evaluation.score`, n],
      ]).flat() as [string, string | number][],
    );
    expect(scoresOf({ attributes })).toHaveLength(100);
  });

  it.each(['__proto__', 'constructor'])('takes the name %s as a name', (name) =>
    expect(scoresOf({ attributes: evaluation({ name, score: 1 }) })).toMatchObject([{ name }]),
  );
});

it('finds nothing on spans that carry none', () =>
  expect(
    scoresOf({ attributes: { 'gen_ai.operation.name': 'chat' }, events: [{ name: 'exception' }] }),
  ).toEqual([]));
