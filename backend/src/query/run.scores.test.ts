/** Scores in figures, lists, a trace and the comparison of models. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENGINES, openTestDatabase } from '../../../tests/engines';
import type { Queries } from './run';
import {
  call,
  context,
  insertRows,
  queriesOn,
  score,
  span,
  spanId,
  trace,
  traceId,
  valuesOf,
} from './testing';

describe.each(ENGINES)('scores on %s', (name) => {
  let db: Awaited<ReturnType<typeof openTestDatabase>>;
  let queries: Queries;

  /** Four calls: two of gpt-5 with scores, one of claude-4 with one, one of claude-4 without. */
  beforeAll(async () => {
    db = await openTestDatabase(name);
    queries = queriesOn(db.engine);
    const { engine } = db;
    const gpt = { model_name: 'gpt-5' };
    const claude = { model_name: 'claude-4', session_id: 'c-1' };
    await insertRows(engine, 'calls', [
      call({ ts: '2026-11-20T10:00:00Z', trace_id: traceId(1), span_id: spanId(1), ...gpt, session_id: 'c-2' }),
      call({ ts: '2026-11-20T11:00:00Z', trace_id: traceId(2), span_id: spanId(2), ...gpt, response_id: 'resp_2' }),
      call({ ts: '2026-11-20T11:10:00Z', trace_id: traceId(3), span_id: spanId(3), ...claude }),
      call({ ts: '2026-11-20T11:20:00Z', trace_id: traceId(4), span_id: spanId(4), ...claude }),
    ]); // prettier-ignore
    await insertRows(
      engine,
      'traces',
      ['09:59', '11:00', '11:10', '11:20'].map((time, index) =>
        trace({ ts: `2026-11-20T${time}:00Z`, trace_id: traceId(index + 1) }),
      ),
    );
    await insertRows(engine, 'spans', [
      span({ ts: '2026-11-20T09:59:59Z', trace_id: traceId(1), span_id: spanId(90), name: 'root' }),
      span({ ts: '2026-11-20T10:00:00Z', trace_id: traceId(1), span_id: spanId(1), parent_span_id: spanId(90) }),
      span({ ts: '2026-11-20T11:00:00Z', trace_id: traceId(2), span_id: spanId(2) }),
    ]); // prettier-ignore
    const helpful = { name: 'helpful' };
    await insertRows(engine, 'scores', [
      score({ ts: '2026-11-20T10:05:00Z', trace_id: traceId(1), span_id: spanId(1), ...helpful, value: 0.9, passed: true, explanation: 'clear' }),
      // Of the same call, by another person: the mean of the call is 0.7, of the scores with the others too.
      score({ ts: '2026-11-20T10:06:00Z', trace_id: traceId(1), target: 'trace', ...helpful, value: 0.5, annotator: 'human' }),
      score({ ts: '2026-11-20T10:07:00Z', trace_id: traceId(1), span_id: spanId(1), name: 'tone', label: 'bad', passed: false }),
      // Given a week later, to the answer.
      score({ ts: '2026-11-27T11:00:00Z', response_id: 'resp_2', ...helpful, value: 0.1, passed: false }),
      score({ ts: '2026-11-20T11:15:00Z', trace_id: traceId(3), span_id: spanId(3), ...helpful, value: 0.7 }),
      // No verdict: the evaluator failed.
      score({ ts: '2026-11-20T11:25:00Z', trace_id: traceId(4), span_id: spanId(4), ...helpful, error_type: 'timeout' }),
      score({ ts: '2026-11-20T10:05:00Z', trace_id: traceId(1), span_id: spanId(1), ...helpful, value: 99, project: 'other' }),
    ]); // prettier-ignore
  }, 60_000);
  afterAll(() => db?.dispose());

  const total = async (query: object) =>
    valuesOf((await queries.run({ shape: 'total', ...query }, context()))[0]);
  const only = (key: string, value: string, operator = '=') => ({ filters: [{ key, operator, value }] });
  const HELPFUL = only('score', 'helpful');

  it.each([
    ['score_count', 5],
    ['score_avg', (0.9 + 0.5 + 0.1 + 0.7) / 4],
    ['pass_rate', 1 / 3],
    ['score_coverage', 3 / 4],
    // Of calls: their means are 0.7, 0.1 and 0.7.
    ['score_p50', 0.7],
  ])('%s is %d', async (measure, expected) =>
    expect((await total({ measures: [measure] }))[measure]).toEqual([expect.closeTo(expected)]),
  );

  it('chooses the scores by their name, and leaves the calls', async () =>
    expect(await total({ measures: ['score_count', 'pass_rate', 'score_coverage', 'calls'], ...only('score', 'tone') })).toMatchObject({
      score_count: [1],
      pass_rate: [0],
      score_coverage: [0.25],
      calls: [4],
    })); // prettier-ignore

  it('are grouped by whatever calls have', async () =>
    expect(await total({ measures: ['score_avg', 'score_coverage'], groupBy: ['model'], ...HELPFUL })).toEqual({
      model: ['claude-4', 'gpt-5'],
      score_avg: [0.7, 0.5],
      score_coverage: [0.5, 1],
    })); // prettier-ignore

  it('are grouped by their name, with the calls that have them', async () =>
    expect(await total({ measures: ['score_count', 'calls', 'cost'], groupBy: ['score'] })).toEqual({
      score: ['helpful', 'tone'],
      score_count: [4, 1],
      calls: [3, 1],
      cost: [0.003, 0.001],
    }));

  it('stand at the time of their call', async () => {
    const [frame] = await queries.run({ measures: ['score_count'], stepSeconds: 3600 }, context());
    expect(valuesOf(frame)).toEqual({
      time: [Date.parse('2026-11-20T10:00:00Z'), Date.parse('2026-11-20T11:00:00Z')],
      score_count: [3, 2],
    });
  });

  it('have no coverage in a group of scores', async () =>
    await expect(total({ measures: ['score_coverage'], groupBy: ['score'] })).rejects.toMatchObject({
      code: 'MEASURE_NOT_BY_SCORE',
    }));

  it.each([
    ['with a verdict', only('passed', 'false'), 2],
    ['with a number', only('score_value', '0.6', '<'), 2],
    ['of people', only('annotator', 'human'), 1],
    ['that no evaluator judged as bad', only('score_label', 'bad', '!='), 3],
    // One score must be both.
    ['with two conditions on one score', { filters: [...HELPFUL.filters, { key: 'score_label', operator: '=', value: 'bad' }] }, null],
  ])('find calls %s', async (_, filters, calls) =>
    expect((await total({ measures: ['calls'], ...filters })).calls ?? [null]).toEqual([calls]),
  ); // prettier-ignore

  it('stand beside traces, which are sorted by the lowest', async () => {
    const [frame] = await queries.run({ queryType: 'traces', sort: 'lowest_score' }, context());
    expect(valuesOf(frame)).toMatchObject({
      traceID: [traceId(2), traceId(1), traceId(3), traceId(4)],
      lowest_score: [0.1, 0.5, 0.7, null],
      scores: ['helpful 0.1', 'tone bad, helpful 0.7', 'helpful 0.7', null],
    });
  });

  it('find traces', async () => {
    const [frame] = await queries.run({ queryType: 'traces', ...only('score', 'tone') }, context());
    expect(valuesOf(frame)).toMatchObject({ traceID: [traceId(1)] });
  });

  it('stand beside conversations', async () => {
    const [frame] = await queries.run({ queryType: 'conversations', sort: 'lowest_score' }, context());
    expect(valuesOf(frame)).toMatchObject({ conversation: ['c-2', 'c-1'], lowest_score: [0.5, 0.7] });
  });

  it('stand on the span that was judged, with the explanation, and on the root where the trace was', async () => {
    const [frame] = await queries.run({ queryType: 'trace', traceId: traceId(1) }, context());
    const { spanID, llm } = valuesOf(frame) as { spanID: string[]; llm: { scores?: object[] }[] };
    expect(spanID).toEqual([spanId(90), spanId(1)]);
    expect(llm.map(({ scores }) => scores)).toMatchObject([
      [{ name: 'helpful', value: 0.5, annotator: 'human', target: 'trace' }],
      [
        { name: 'helpful', value: 0.9, passed: true, explanation: 'clear', timeMs: Date.parse('2026-11-20T10:05:00Z') },
        { name: 'tone', value: null, label: 'bad', passed: false },
      ],
    ]); // prettier-ignore
    const [other] = await queries.run({ queryType: 'trace', traceId: traceId(2) }, context());
    expect(valuesOf(other)).toMatchObject({ llm: [{ scores: [{ name: 'helpful', value: 0.1 }] }] });
  });

  it('enter the comparison of models', async () => {
    const [frame] = await queries.run({ queryType: 'models' }, context());
    expect(valuesOf(frame)).toMatchObject({
      model: expect.arrayContaining(['gpt-5', 'claude-4']),
      score_helpful: expect.arrayContaining([expect.closeTo(0.4), expect.closeTo(0.7)]),
      pass_rate: expect.arrayContaining([0, null]),
    });
  });

  it('are suggested by their names', async () => {
    const question = { caller: context().caller, signal: new AbortController().signal, key: 'score' };
    const range = { from: new Date('2026-11-20T00:00:00Z'), to: new Date('2026-11-21T00:00:00Z') };
    expect(await queries.tagValues({ ...question, ...range })).toEqual([
      { text: 'helpful' },
      { text: 'tone' },
    ]);
  });
});
