/** Nothing is counted twice: every type of query, however it groups, adds up to the plain SUM over llm_metrics. */
import type { Frame } from '@llmobservatory/model';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENGINES, openTestDatabase } from '../../../tests/engines';
import { decodeRows } from './decode';
import type { Queries } from './run';
import { call, context, insertRows, queriesOn, span, spanId, traceId, valuesOf } from './testing';

const FROM = new Date('2026-11-18T05:30:00Z');
const TO = new Date('2026-11-21T07:45:00Z');
const DAY_MS = 86_400_000;

describe.each(ENGINES)('sums on %s', (name) => {
  let db: Awaited<ReturnType<typeof openTestDatabase>>;
  let queries: Queries;
  let truth: { calls: number; cost: number; tokens: number };

  beforeAll(async () => {
    db = await openTestDatabase(name);
    queries = queriesOn(db.engine, { now: () => TO });
    // Every kind of claim, some without user, conversation, model, price or span; before and after the range too.
    const rows = Array.from({ length: 900 }, (_, index) =>
      call({
        ts: new Date(FROM.getTime() - DAY_MS / 2 + index * 401_000).toISOString(),
        state: ['counted', 'counted', 'wrapper', 'duplicate', 'counted', 'aggregate', 'not_a_call'][
          index % 7
        ],
        project: index % 31 === 0 ? 'other' : 'default',
        trace_id: traceId(Math.floor(index / 5)),
        span_id: index % 17 === 0 ? null : spanId(index),
        parent_span_id: index % 4 === 0 ? spanId(100_000 + Math.floor(index / 5)) : null,
        agent_name: index % 8 === 0 ? 'helper' : null,
        model_name: ['gpt-5', 'claude-4', null][index % 3],
        user_id: index % 2 === 0 ? `u-${index % 9}` : null,
        session_id: index % 5 === 0 ? null : `c-${index % 40}`,
        tags: index % 6 === 0 ? ['vip', 'beta'] : [],
        total_cost_usd: index % 10 === 0 ? null : (index + 1) / 4096,
        error_code: index % 11 === 0 ? '429' : null,
        duration_ms: 10 + index * 7,
      }),
    );
    await insertRows(db.engine, 'calls', rows);
    const spans = Array.from({ length: 180 }, (_, trace) =>
      span({
        ts: new Date(FROM.getTime() - DAY_MS / 2 + trace * 5 * 401_000 - 1000).toISOString(),
        trace_id: traceId(trace),
        span_id: spanId(100_000 + trace),
        operation: trace % 2 === 0 ? 'agent' : 'step',
        agent_name: trace % 2 === 0 ? 'planner' : null,
      }),
    );
    await insertRows(db.engine, 'spans', spans);
    await insertRows(db.engine, 'budgets', [
      { id: '00000000-0000-4000-8000-000000000001', project: 'default', name: 'all', scope: {}, time_window: '74h', time_zone: 'UTC', limit_usd: 5, source: 'api', created_at: '2026-11-01' },
    ]); // prettier-ignore
    const [result] = await db.engine.run(
      [
        {
          sql: `SELECT count(*) AS calls, sum(total_cost_usd)::float8 AS cost, sum(total_tokens) AS tokens FROM llm_metrics
                WHERE project = 'default' AND ts >= $1::timestamptz AND ts < $2::timestamptz`,
          params: [FROM.toISOString(), TO.toISOString()],
        },
      ],
      { lane: 'panel' },
    );
    truth = decodeRows<typeof truth>(result!)[0]!;
    expect(truth.calls).toBeGreaterThan(200);
  }, 120_000);
  afterAll(() => db?.dispose());

  const ask = (query: object) => queries.run(query, context({ from: FROM, to: TO, maxDataPoints: 5000 }));
  const sum = (frames: Frame[], field: string, where: (values: Record<string, unknown[]>, row: number) => boolean = () => true) =>
    frames.reduce((all, frame) => {
      const values = valuesOf(frame);
      return all + (values[field] ?? []).reduce((own: number, value, row) => own + (where(values, row) ? Number(value ?? 0) : 0), 0);
    }, 0); // prettier-ignore

  it.each([
    ['in total', { shape: 'total' }],
    ['over time', { shape: 'series', stepSeconds: 3600 }],
    ['over time, in steps that no rollup has', { shape: 'series', stepSeconds: 1800 }],
    ['by user', { shape: 'total', groupBy: ['user'], limit: 500 }],
    ['by tag: a call with two tags counts once', { shape: 'total', groupBy: ['tag'] }],
    ['by team: a call without a span counts too', { shape: 'total', groupBy: ['team'] }],
    ['by model, cut to one and the others', { shape: 'total', groupBy: ['model'], limit: 1 }],
    [
      'by model and app over time, cut',
      { shape: 'series', groupBy: ['model', 'agent'], limit: 2, stepSeconds: 7200 },
    ],
  ])('metrics %s', async (_, query) => {
    const frames = await ask({ measures: ['calls', 'cost', 'tokens'], ...query });
    expect([sum(frames, 'calls'), sum(frames, 'tokens')]).toEqual([truth.calls, truth.tokens]);
    expect(sum(frames, 'cost')).toBeCloseTo(truth.cost, 9);
  });

  it('metrics as before and now', async () => {
    const frames = await ask({ measures: ['calls'], shape: 'change' });
    expect(valuesOf(frames[0])['calls']?.[1]).toBe(truth.calls);
  });

  it('users, those without an id among them', async () => {
    const frames = await ask({ queryType: 'users', limit: 1000 });
    expect(sum(frames, 'calls')).toBe(truth.calls);
    expect(sum(frames, 'cost')).toBeCloseTo(truth.cost, 9);
    expect(sum(frames, 'share')).toBeCloseTo(1, 9);
  });

  it('conversations, and the calls of none', async () => {
    const frames = await ask({ queryType: 'conversations', limit: 1000 });
    const none = await ask({ shape: 'total', measures: ['calls', 'cost'], filters: [{ key: 'conversation', value: '' }] });
    expect(sum(frames, 'calls') + sum(none, 'calls')).toBe(truth.calls);
    expect(sum(frames, 'cost') + sum(none, 'cost')).toBeCloseTo(truth.cost, 9);
  }); // prettier-ignore

  it('turns of a conversation', async () => {
    const [list] = await ask({ queryType: 'conversations', limit: 1 });
    const { conversation, cost, calls } = valuesOf(list);
    const turns = await ask({ queryType: 'conversation', conversationId: conversation?.[0], limit: 200 });
    // The list has those of the range; the conversation is read whole.
    const all = await queries.run(
      { shape: 'total', measures: ['calls', 'cost'], filters: [{ key: 'conversation', value: conversation?.[0] }] },
      context({ from: new Date(FROM.getTime() - 3_600_000), to: new Date(TO.getTime() + 3_600_000) }),
    );
    expect(sum(turns, 'calls')).toBe(valuesOf(all[0])['calls']?.[0]);
    expect(sum(turns, 'calls')).toBeGreaterThanOrEqual(Number(calls?.[0]));
    expect(sum(turns, 'cost')).toBeGreaterThanOrEqual(Number(cost?.[0]) - 1e-9);
  }); // prettier-ignore

  it('models, whoever is compared with whom', async () => {
    for (const query of [{}, { base: 'claude-4', matched: true }]) {
      const [frame] = await ask({ queryType: 'models', intervals: false, ...query });
      expect(sum([frame!], 'calls')).toBe(truth.calls);
      expect(sum([frame!], 'cost')).toBeCloseTo(truth.cost, 9);
    }
  });

  it('graph: its models, and its apps', async () => {
    const [nodes] = await ask({ queryType: 'graph', limit: 200 });
    for (const kind of ['model', 'app']) {
      const of = (values: Record<string, unknown[]>, row: number) => values['subtitle']?.[row] === kind;
      expect(sum([nodes!], 'mainstat', of)).toBe(truth.calls);
      expect(sum([nodes!], 'detail__cost', of)).toBeCloseTo(truth.cost, 9);
    }
  });

  it.each([
    ['calls', undefined],
    ['cost', ['app', 'model']],
    ['tokens', ['team', 'model', 'user']],
  ])('flame graph of %s along %j', async (value, path) => {
    const frames = await ask({ queryType: 'flamegraph', value, ...(path ? { path } : {}) });
    expect(valuesOf(frames[0])['value']?.[0]).toBeCloseTo(truth[value as keyof typeof truth], 9);
    expect(sum(frames, 'self')).toBeCloseTo(truth[value as keyof typeof truth], 9);
  });

  it.each([
    ['from the rollups', []],
    ['call by call', [{ key: 'user', operator: '!=', value: 'nobody' }]],
  ])('heatmap %s', async (_, filters) => {
    const [frame] = await ask({ queryType: 'heatmap', stepSeconds: 3600, filters });
    const cells = frame!.fields.slice(1).flatMap((field) => field.values as number[]);
    expect(cells.reduce((all, cell) => all + cell, 0)).toBe(truth.calls);
  });

  it('a budget whose window is the range', async () => {
    const [table] = await ask({ queryType: 'budgets' });
    const [series] = await ask({ queryType: 'budgets', shape: 'series', stepSeconds: 3600 });
    const [, of74h] = await Promise.all([table, queries.run({ shape: 'total', measures: ['cost'] }, context({ from: new Date(TO.getTime() - 74 * 3_600_000), to: TO }))]);
    expect(valuesOf(table)['used']?.[0]).toBeCloseTo(Number(valuesOf(of74h[0])['cost']?.[0]), 9);
    expect(series?.fields[1]?.values.length).toBeGreaterThan(70);
  }); // prettier-ignore
});
