import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENGINES, openTestDatabase } from '../../../tests/engines';
import { decodeRows } from './decode';
import type { Queries } from './run';
import { call, context, insertRows, queriesOn, valuesOf } from './testing';

describe.each(ENGINES)('rollups on %s', (name) => {
  let db: Awaited<ReturnType<typeof openTestDatabase>>;
  let queries: Queries;
  /** Neither on the hour nor on the day. */
  const from = new Date('2026-10-10T10:17:30Z');
  const to = new Date('2026-11-20T15:42:10Z');

  beforeAll(async () => {
    db = await openTestDatabase(name);
    queries = queriesOn(db.engine);
    const start = Date.UTC(2026, 9, 9);
    const rows = Array.from({ length: 600 }, (_, index) =>
      call({
        ts: new Date(start + index * 6_137_000).toISOString(),
        model_name: ['gpt-5', 'claude-4', null][index % 3],
        total_cost_usd: index % 7 === 0 ? null : index / 1e6,
        error_code: index % 11 === 0 ? '429' : null,
        duration_ms: 100 + ((index * 7919) % 5000),
        ttft_ms: index % 4 === 0 ? null : 20 + (index % 200),
        cache_read_tokens: index % 2 === 0 ? 10 : null,
        project: index % 13 === 0 ? 'other' : 'default',
      }),
    );
    await insertRows(db.engine, 'calls', rows);
    if (db.engine.facts.edition === 'community') {
      // The newer half is not refreshed: it is read from the calls.
      for (const rollup of [
        'calls_hourly_v1',
        'calls_daily_v1',
        'latency_hourly_v1',
        'latency_daily_v1',
        'ttft_hourly_v1',
        'ttft_daily_v1',
      ]) {
        await db.engine.run(
          [{ sql: `CALL refresh_continuous_aggregate('${rollup}', '2026-10-01', '2026-10-30')` }],
          {
            lane: 'job',
            autocommit: true,
          },
        );
      }
    }
  });
  afterAll(() => db?.dispose());

  const truth = async (sql: string) => {
    const [result] = await db.engine.run([{ sql, params: [from.toISOString(), to.toISOString()] }], {
      lane: 'panel',
    });
    return decodeRows<Record<string, number>>(result!);
  };
  const WHERE = "WHERE project = 'default' AND ts >= $1::timestamptz AND ts < $2::timestamptz";

  it('gives the same totals as the calls themselves, over a range that cuts hours and days', async () => {
    const [frame] = await queries.run(
      {
        shape: 'total',
        groupBy: ['model'],
        measures: ['calls', 'cost', 'errors', 'unpriced_calls', 'tokens', 'cache_read_tokens', 'duration_sum', 'cost_per_call'],
      },
      context({ from, to }),
    ); // prettier-ignore
    expect(frame?.meta?.custom).toMatchObject({ source: 'rollup' });
    const rows = await truth(
      `SELECT coalesce(model_name, '') AS model, count(*) AS calls, sum(total_cost_usd) AS cost, count(error_code) AS errors,
              count(*) - count(total_cost_usd) AS unpriced_calls, sum(total_tokens) AS tokens, sum(cache_read_tokens) AS cache_read_tokens,
              sum(duration_ms) AS duration_sum, avg(total_cost_usd) AS cost_per_call
       FROM llm_metrics ${WHERE} GROUP BY 1 ORDER BY 2 DESC, 1`,
    );
    const values = valuesOf(frame);
    expect(rows.length).toBe(3);
    for (const [index, row] of rows.entries()) {
      for (const [column, value] of Object.entries(row)) {
        if (typeof value === 'number') expect(values[column]?.[index]).toBeCloseTo(value, 12);
        else expect(values[column]?.[index]).toBe(value);
      }
    }
  });

  it.each([
    ['hours', 3600],
    ['six hours', 6 * 3600],
    ['days', 86_400],
    ['weeks', 7 * 86_400],
  ])('gives the same series as the calls themselves: %s', async (_, stepSeconds) => {
    const [frame] = await queries.run(
      { measures: ['calls'], stepSeconds },
      context({ from, to, maxDataPoints: 2000 }),
    );
    expect(frame?.meta?.custom).toMatchObject({ source: 'rollup' });
    const rows = await truth(
      `SELECT time_bucket(make_interval(secs => ${stepSeconds}), ts) AS time, count(*) AS calls FROM llm_metrics ${WHERE} GROUP BY 1 ORDER BY 1`,
    );
    expect(valuesOf(frame)).toEqual({
      time: rows.map((row) => row.time),
      calls: rows.map((row) => row.calls),
    });
  });

  it.each([
    ['in total', { shape: 'total', groupBy: ['model'] }, ['model']],
    ['as the only figure', { shape: 'total', groupBy: [] }, []],
    ['over time', { shape: 'series', stepSeconds: 5 * 86_400, groupBy: [] }, ['time']],
  ])('reads percentiles %s, off by 4.5 percent at most', async (_, query, keys) => {
    const measures = ['calls', 'duration_p50', 'duration_p95', 'duration_p99', 'ttft_p50'];
    const frames = await queries.run({ measures, ...query }, context({ from, to }));
    const columns = { model: `coalesce(model_name, '')`, time: `time_bucket('5 days', ts)` };
    const exact = (share: number, column: string) => `percentile_disc(${share}) WITHIN GROUP (ORDER BY ${column})`;
    const rows = await truth(
      `SELECT ${[...keys.map((key) => `${columns[key as 'model']} AS ${key}`), 'count(*) AS calls'].join(', ')},
              ${exact(0.5, 'duration_ms')} AS duration_p50, ${exact(0.95, 'duration_ms')} AS duration_p95,
              ${exact(0.99, 'duration_ms')} AS duration_p99, ${exact(0.5, 'ttft_ms')} AS ttft_p50
       FROM llm_metrics ${WHERE} ${keys.length > 0 ? 'GROUP BY 1' : ''} ORDER BY ${keys[0] === 'time' ? '1' : 'calls DESC, 1'}`,
    );
    const found = Object.assign({}, ...frames.map(valuesOf)) as Record<string, number[]>;
    expect(frames[0]?.meta?.custom).toMatchObject({ source: 'rollup' });
    for (const [index, row] of rows.entries()) {
      for (const [column, value] of Object.entries(row)) {
        if (/_p/.test(column)) {
          expect(Math.abs((found[column]?.[index] ?? NaN) / value - 1), column).toBeLessThan(0.0451);
        } else expect(found[column]?.[index]).toEqual(value);
      }
    }
  }); // prettier-ignore

  it('filters and groups by what stands in the rollups', async () => {
    const [frame] = await queries.run(
      { shape: 'total', groupBy: ['provider'], filters: [{ key: 'model', operator: '!=', value: 'gpt-5' }] },
      context({ from, to }),
    );
    const [row] = await truth(
      `SELECT count(*) AS calls FROM llm_metrics ${WHERE} AND model_name IS DISTINCT FROM 'gpt-5'`,
    );
    expect(frame?.meta?.custom).toMatchObject({ source: 'rollup' });
    expect(valuesOf(frame)).toEqual({ provider: ['openai'], calls: [row?.calls] });
  });

  it.each([
    ['a range of a day', { from: new Date(to.getTime() - 86_400_000) }, {}],
    ['a percentile that no rollup has', {}, { measures: ['tokens_per_second_p50'] }],
    ['a group that is too fine', {}, { groupBy: ['user'] }],
    ['a filter that is too fine', {}, { filters: [{ key: 'user', value: 'u-1' }] }],
    ['a filter by a number', {}, { filters: [{ key: 'cost', operator: '>', value: '0' }] }],
    ['a filter by an attribute', {}, { filters: [{ key: 'attributes.team', value: 'a' }] }],
    ['steps that cut hours', {}, { shape: 'series', stepSeconds: 5400 }],
  ])('reads single calls for %s', async (_, range, query) => {
    const [frame] = await queries.run({ shape: 'total', ...query }, context({ from, to, ...range }));
    expect(frame?.meta?.custom).toMatchObject({ source: 'raw' });
  });
});
