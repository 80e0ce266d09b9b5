import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENGINES, openTestDatabase } from '../../../tests/engines';
import type { Queries } from './run';
import { call, context, insertRows, queriesOn, span, spanId, traceId, valuesOf } from './testing';

describe.each(ENGINES)('metrics on %s', (name) => {
  let db: Awaited<ReturnType<typeof openTestDatabase>>;
  let queries: Queries;

  beforeAll(async () => {
    db = await openTestDatabase(name);
    queries = queriesOn(db.engine, { settledUntil: () => new Date('2026-11-20T23:59:00Z') });
    await insertRows(db.engine, 'calls', [
      call({ ts: '2026-11-20T10:00:00Z', duration_ms: 100, total_cost_usd: 0.001, user_id: 'u-1', trace_id: traceId(7), span_id: spanId(7) }),
      call({ ts: '2026-11-20T10:00:30Z', duration_ms: 200, total_cost_usd: 0.002, cache_read_tokens: 40 }),
      call({ ts: '2026-11-20T10:10:00Z', duration_ms: 300, model_name: 'claude-4', provider: 'anthropic', total_cost_usd: 0.5, error_code: '429', http_status_code: 429 }),
      call({ ts: '2026-11-20T11:10:00Z', duration_ms: 400, model_name: 'gpt-5-mini', total_cost_usd: 0.0001 }),
      call({ ts: '2026-11-20T11:10:30Z', duration_ms: 500, model_name: null, total_cost_usd: null, input_tokens: null, output_tokens: null }),
      // None of these may show up: not counted, another project, before and after the range.
      call({ ts: '2026-11-20T10:00:00Z', state: 'duplicate', total_cost_usd: 100 }),
      call({ ts: '2026-11-20T10:00:00Z', project: 'other', total_cost_usd: 100 }),
      call({ ts: '2026-11-19T23:59:59.999Z', total_cost_usd: 100 }),
      call({ ts: '2026-11-21T00:00:00Z', total_cost_usd: 100 }),
      // Another day: a log record that says no duration.
      call({ ts: '2026-11-23T10:00:00Z', duration_ms: 600 }),
      call({ ts: '2026-11-23T10:01:00Z', duration_ms: 0, source: 'log', span_id: null }),
    ]); // prettier-ignore
    await insertRows(db.engine, 'spans', [
      span({
        ts: '2026-11-20T10:00:00Z',
        trace_id: traceId(7),
        span_id: spanId(7),
        attributes: { team: 'blue' },
      }),
    ]);
  });
  afterAll(() => db?.dispose());

  const total = async (query: object) => {
    const [frame] = await queries.run({ shape: 'total', ...query }, context());
    return valuesOf(frame);
  };

  it('counts what counts, of the caller’s project, from included, to excluded', async () =>
    expect(await total({ measures: ['calls', 'cost', 'unpriced_calls'] })).toEqual({
      calls: [5],
      cost: [0.5031],
      unpriced_calls: [1],
    }));

  it('takes a time that is not known for nothing, and not for 0', async () => {
    const range = context({ from: new Date('2026-11-23T00:00:00Z'), to: new Date('2026-11-24T00:00:00Z') });
    const measures = ['calls', 'duration_avg', 'duration_p50'];
    const [frame] = await queries.run({ shape: 'total', measures }, range);
    expect(valuesOf(frame)).toEqual({ calls: [2], duration_avg: [600], duration_p50: [600] });
  });

  it('computes every kind of measure', async () =>
    expect(
      await total({
        measures: ['errors', 'error_rate', 'tokens', 'input_tokens', 'cache_hit_ratio', 'cost_per_call', 'duration_avg', 'duration_p50', 'duration_p95', 'ttft_p95'],
      }),
    ).toEqual({
      errors: [1],
      error_rate: [0.2],
      tokens: [480],
      input_tokens: [400],
      cache_hit_ratio: [0.1],
      // 0.5031 over the 4 calls with a known cost.
      cost_per_call: [0.125775],
      duration_avg: [300],
      duration_p50: [300],
      duration_p95: [480],
      // No call says: unknown, not 0.
      ttft_p95: [null],
    })); // prettier-ignore

  it('ranks groups by the first measure and folds the rest, the sum stays the same', async () => {
    const [frame] = await queries.run(
      { shape: 'total', measures: ['cost', 'calls'], groupBy: ['model'], limit: 2 },
      context(),
    );
    expect(valuesOf(frame)).toEqual({
      model: ['claude-4', 'gpt-5', 'Other'],
      cost: [0.5, 0.003, 0.0001],
      calls: [1, 2, 2],
    });
    expect(frame?.meta).toMatchObject({
      type: 'numeric-long',
      typeVersion: [0, 1],
      custom: { source: 'raw', settledUntil: '2026-11-20T23:59:00.000Z' },
      notices: [{ severity: 'info', text: 'Showing 2 of 4 groups by Cost; the rest is in "Other".' }],
    });
    expect(frame?.meta?.executedQueryString).toContain("ARRAY['default']");
  });

  it('never folds what does not add up', async () => {
    const [frame] = await queries.run(
      { shape: 'total', measures: ['duration_p95'], groupBy: ['model'], limit: 1 },
      context(),
    );
    // The call without a model is a group of its own, and the slowest.
    expect(valuesOf(frame)).toEqual({ model: [''], duration_p95: [500] });
    expect(frame?.meta?.notices?.[0]?.text).toBe(
      'Showing 1 of 4 groups by Duration p95; the rest is left out, because not every figure can be added up.',
    );
  });

  it('gives a frame per series, dearest first, with labels, names and units', async () => {
    const frames = await queries.run(
      { measures: ['cost'], groupBy: ['model'], limit: 2, stepSeconds: 3600 },
      context(),
    );
    expect(
      frames.map((frame) => [
        frame.fields[1]?.labels,
        frame.fields[1]?.config?.displayNameFromDS,
        valuesOf(frame),
      ]),
    ).toEqual([
      [{ model: 'claude-4' }, 'claude-4', { time: [Date.UTC(2026, 10, 20, 10)], cost: [0.5] }],
      [{ model: 'gpt-5' }, 'gpt-5', { time: [Date.UTC(2026, 10, 20, 10)], cost: [0.003] }],
      [{ model: 'Other' }, 'Other', { time: [Date.UTC(2026, 10, 20, 11)], cost: [0.0001] }],
    ]);
    expect(frames[0]?.meta).toMatchObject({ type: 'timeseries-multi', typeVersion: [0, 1] });
    expect(frames[0]?.fields[0]?.config?.interval).toBe(3_600_000);
    expect(frames[0]?.fields[1]?.config?.unit).toBe('currencyUSD');
  });

  it('keeps the groups of a series that does not add up over the whole range', async () => {
    const frames = await queries.run(
      { measures: ['duration_p95'], groupBy: ['provider'], limit: 1, stepSeconds: 3600 },
      context(),
    );
    expect(frames.map((frame) => [frame.fields[1]?.labels, valuesOf(frame)])).toEqual([
      [
        { provider: 'openai' },
        { time: [Date.UTC(2026, 10, 20, 10), Date.UTC(2026, 10, 20, 11)], duration_p95: [195, 495] },
      ],
    ]);
  });

  it('leaves a gap where nothing was called', async () => {
    const [frame] = await queries.run({ stepSeconds: 600 }, context());
    expect(valuesOf(frame)).toEqual({
      time: [Date.UTC(2026, 10, 20, 10), Date.UTC(2026, 10, 20, 10, 10), Date.UTC(2026, 10, 20, 11, 10)],
      calls: [2, 1, 2],
    });
  });

  it.each([
    ['=', { operator: '=', value: 'gpt-5' }, 2],
    ['= nothing is unknown', { operator: '=', value: '' }, 1],
    ['!= keeps unknown', { operator: '!=', value: 'gpt-5' }, 3],
    ['!= nothing is known', { operator: '!=', value: '' }, 4],
    ['=~ matches anywhere', { operator: '=~', value: 'mini$' }, 1],
    ['!~ keeps unknown', { operator: '!~', value: '^gpt' }, 2],
    ['in', { operator: 'in', values: ['gpt-5', 'claude-4'] }, 3],
    ['in, with unknown', { operator: 'in', values: ['claude-4', ''] }, 2],
    ['in nothing', { operator: 'in', values: [] }, 0],
    ['not in keeps unknown', { operator: 'not in', values: ['gpt-5', 'claude-4'] }, 2],
    ['not in, without unknown', { operator: 'not in', values: ['gpt-5', ''] }, 2],
    ['contains, whatever the case', { operator: 'contains', value: 'GPT-5-M' }, 1],
    ['contains takes % as it is', { operator: 'contains', value: 'g%5' }, 0],
    ['a quote is a letter', { operator: '=', value: "' OR true --" }, 0],
  ])('filters a model: %s', async (_, filter, calls) => {
    const { calls: found = [0] } = await total({ filters: [{ key: 'model', ...filter }] });
    expect(found).toEqual([calls]);
  });

  it.each([
    [{ key: 'cost', operator: '>', value: '0.001' }, 2],
    [{ key: 'cost', operator: '>=', value: '0.001' }, 3],
    [{ key: 'cost', operator: '=', value: '' }, 1],
    [{ key: 'duration', operator: '<', value: '2.5e2' }, 2],
    [{ key: 'status', operator: '=', value: '429' }, 1],
    [{ key: 'status', operator: '=~', value: '^4' }, 1],
    [{ key: 'trace', operator: '=', value: traceId(7) }, 1],
    [{ key: 'trace', operator: '!=', value: traceId(7) }, 4],
    [{ key: 'attributes.team', operator: '=', value: 'blue' }, 1],
    [{ key: 'attributes.team', operator: '!=', value: 'blue' }, 4],
    [{ key: 'user', operator: '>', value: '3' }, 0],
  ])('filters by %j', async (filter, calls) => {
    const { calls: found = [0] } = await total({ filters: [filter] });
    expect(found).toEqual([calls]);
  });

  it('reads the ad-hoc filters of a dashboard, with Grafana’s operators', async () =>
    expect(
      await total({
        adhocFilters: [{ key: 'model', operator: '=|', value: 'gpt-5', values: ['gpt-5', 'claude-4'] }],
      }),
    ).toEqual({ calls: [3] }));

  it('answers "no data" with a frame without fields', async () => {
    for (const shape of ['series', 'total']) {
      const frames = await queries.run({ shape, filters: [{ key: 'model', value: 'nobody' }] }, context());
      expect(frames.map((frame) => frame.fields)).toEqual([[]]);
    }
  });

  describe('compared with an earlier period', () => {
    // Eleven o'clock against ten o'clock.
    const hour = { from: new Date('2026-11-20T11:00:00Z'), to: new Date('2026-11-20T12:00:00Z') };
    const ask = (query: object) => queries.run({ compare: 'previous', ...query }, context(hour));

    it('gives a table both figures, and groups of either period', async () => {
      const [frame] = await ask({ shape: 'total', measures: ['calls', 'cost', 'duration_avg'], groupBy: ['model'] });
      expect(valuesOf(frame)).toEqual({
        model: ['', 'gpt-5-mini', 'gpt-5', 'claude-4'],
        calls: [1, 1, 0, 0],
        cost: [null, 0.0001, 0, 0],
        // A mean of no call is unknown.
        duration_avg: [500, 400, null, null],
        calls_previous: [0, 0, 2, 1],
        cost_previous: [0, 0, 0.003, 0.5],
        duration_avg_previous: [null, null, 150, 300],
      });
      expect(frame?.meta?.type).toBe('numeric-long');
    });

    it('ranks by how much changed, and folds the rest in both periods', async () => {
      const [frame] = await ask({ shape: 'total', measures: ['cost'], groupBy: ['model'], order: 'change', limit: 1 });
      expect(valuesOf(frame)).toEqual({ model: ['claude-4', 'Other'], cost: [0, 0.0001], cost_previous: [0.5, 0.003] });
      expect(frame?.meta?.notices?.[0]?.text).toContain('by the change of Cost');
    });

    it('draws the earlier series over the later one', async () => {
      const frames = await ask({ measures: ['calls'], stepSeconds: 600 });
      expect(frames.map((frame) => [frame.fields[1]?.labels, frame.fields[1]?.config?.displayNameFromDS, valuesOf(frame)])).toEqual([
        [{}, 'Calls', { time: [Date.UTC(2026, 10, 20, 11, 10)], calls: [2] }],
        [{ period: 'previous' }, 'Calls before', { time: [Date.UTC(2026, 10, 20, 11), Date.UTC(2026, 10, 20, 11, 10)], calls: [2, 1] }],
      ]);
      expect(frames.map((frame) => frame.meta?.custom?.period)).toEqual([undefined, 'previous']);
    });

    it('gives stat panels the totals before and now as two points', async () => {
      const frames = await ask({ shape: 'change', measures: ['calls', 'duration_avg'], compare: 'none' });
      const time = [hour.from.getTime(), hour.to.getTime()];
      expect(frames.map(valuesOf)).toEqual([
        { time, calls: [3, 2] },
        { time, duration_avg: [200, 450] },
      ]);
      expect(frames.every((frame) => frame.meta?.type === 'timeseries-multi')).toBe(true);
    });

    it('compares with the same hours of the day before', async () => {
      const [frame] = await ask({ shape: 'total', compare: 'day' });
      expect(valuesOf(frame)).toEqual({ calls: [2], calls_previous: [0] });
    });
  }); // prettier-ignore

  it('divides what adds up by the time that a point covers, and nothing else', async () => {
    const cut = { from: new Date('2026-11-20T10:00:00Z'), to: new Date('2026-11-20T11:15:00Z') };
    const frames = await queries.run(
      { measures: ['calls', 'error_rate'], rate: 'minute', stepSeconds: 3600 },
      context(cut),
    );
    // 3 calls in the hour, 2 in the quarter that the range leaves of the next.
    expect(frames.map((frame) => frame.fields[1]?.values)).toEqual([
      [3 / 60, 2 / 15],
      [1 / 3, 0],
    ]);
    expect(frames[0]?.fields[1]?.config?.displayNameFromDS).toBe('Calls per minute');
    expect((await total({ measures: ['calls'], rate: 'second' }))['calls']).toEqual([5 / 86_400]);
  });

  it('leaves out the groups that are not kept, when asked to', async () =>
    expect(await total({ measures: ['calls'], groupBy: ['model'], limit: 1, other: false })).toEqual({
      model: ['gpt-5'],
      calls: [2],
    }));

  it('sends no texts beside the numbers of an alert', async () => {
    const [frame] = await queries.run(
      { shape: 'total', measures: ['cost'], groupBy: ['model'], limit: 1 },
      context({ fromAlert: true }),
    );
    expect(frame?.meta?.notices).toBeUndefined();
  });

  it('shows several projects where the key has them', async () => {
    const caller = { name: 'both', scopes: new Set(['read' as const]), projects: ['default', 'other'] };
    const [frame] = await queries.run({ shape: 'total' }, context({ caller }));
    expect(valuesOf(frame)).toEqual({ calls: [6] });
  });

  it.each([
    [
      { filters: [{ key: 'colour' }] },
      'FILTER_KEY_UNKNOWN',
      /^"colour" is nothing that metrics can be filtered by\. Use one of model, /,
    ],
    [{ filters: [{ key: 'severity', value: 'INFO' }] }, 'FILTER_KEY_UNKNOWN', /severity/],
    [
      { filters: [{ key: 'cost', operator: '>', value: 'much' }] },
      'FILTER_NOT_A_NUMBER',
      /^The filter cost > "much" needs a number/,
    ],
    [{ filters: [{ key: 'trace', value: 'xyz' }] }, 'TRACE_ID_INVALID', /^"xyz" is no trace id/],
    [
      { filters: [{ key: 'model', operator: '=~', value: '((' }] },
      'REGEX_INVALID',
      /parentheses \(\) not balanced/,
    ],
    [
      { adhocFilters: [{ key: 'model', operator: '<>' }] },
      'FILTER_OPERATOR_UNKNOWN',
      /has the operator "<>"/,
    ],
    [{ groupBy: ['event'] }, 'GROUP_UNKNOWN', /can't be grouped by "event"/],
    [{ measures: ['spend'] }, 'QUERY_INVALID', /^Bad query: measures\[0\]/],
  ])('refuses %j', async (query, code, message) =>
    expect(queries.run(query, context())).rejects.toMatchObject({
      code,
      fault: 'caller',
      message: expect.stringMatching(message),
    }),
  );

  it.each([
    [{ from: new Date('2026-11-21'), to: new Date('2026-11-20') }, /"from" must be before "to"/],
    [{ from: new Date(NaN) }, /invalid time/],
    [{ to: new Date('2300-01-01') }, /between 1970 and 2200/],
    [{ maxDataPoints: 0 }, /must be above 0/],
  ])('refuses the range %j', async (range, message) =>
    expect(queries.run({}, context(range))).rejects.toMatchObject({
      code: 'QUERY_RANGE',
      message: expect.stringMatching(message),
    }),
  );

  it('runs every measure grouped by every dimension that calls have themselves', async () => {
    const { MEASURE_IDS, DIMENSIONS, isGroup } = await import('@llmobservatory/model');
    const groupBy = DIMENSIONS.filter((known) => isGroup(known) && !known.scores).map((known) => known.id);
    for (let start = 0; start < MEASURE_IDS.length; start += 10) {
      const measures = MEASURE_IDS.slice(start, start + 10);
      const groups = groupBy.slice((start / 2) % groupBy.length).slice(0, 5);
      const [frame] = await queries.run({ measures, groupBy: groups, shape: 'total' }, context());
      expect(frame?.fields.map((field) => field.name)).toEqual([...groups, ...measures]);
    }
  });
});
