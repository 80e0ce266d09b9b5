import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { ENGINES, forEachEngine, openTestDatabase } from '../../../tests/engines';
import { batch, callRow, log, nano, point, span, spanId, traceId } from '../../../tests/records';
import { createLogger, type Logger } from '../observe/logger';
import { hasColumnstore } from '../store/columnstore';
import type { Engine } from '../store/engine';
import { openEngine } from '../store/open';
import { hasRollups } from '../store/rollups';
import type { Settle } from '../store/settlement/settlePortion';
import { createWriter } from '../store/writer';
import { closeJob, retainJob, vacuumJob } from './housekeeping';
import { startJobs } from './jobs';
import { refreshJob } from './refresh';
import { startSchedule } from './schedule';
import { settleJob } from './settle';

const logger = createLogger('error');
const DAY_S = 86_400;
const settings = { retainContent: 30 * DAY_S, retainSignals: 90 * DAY_S, retainCalls: 1095 * DAY_S };
const rowsOf: Settle = (claims) => claims.map((claim) => callRow({}, { claim, call: claim }));

const select = async (engine: Engine, sql: string): Promise<(string | null)[][]> =>
  (await engine.run([{ sql }], { lane: 'panel' }))[0]?.rows ?? [];
const drain = async (job: { run(): Promise<boolean> }) => {
  while (await job.run());
};

/** A call with cost and tokens at this time. */
const call = (number: number, iso: string) =>
  callRow({ spanId: spanId(number), traceId: traceId(number), startUnixNano: nano(iso), ttftMs: 300 });

forEachEngine((_name, database) => {
  const ready = async () => {
    await database().empty();
    const { engine } = database();
    return { engine, writer: createWriter(engine) };
  };

  it('settle, and say until when everything is settled', async () => {
    const { engine, writer } = await ready();
    const now = () => new Date('2026-03-02T12:00:00Z');
    const jobs = startJobs({ engine, settle: rowsOf, settings, logger, now });
    onTestFinished(() => jobs.stop());
    await writer.write(batch({ spans: [span()], calls: [callRow()] }));
    const stored = new Date();
    await vi.waitFor(() => expect(jobs.settledUntil()?.getTime()).toBeGreaterThan(stored.getTime()), 20_000);
    expect(await select(engine, 'SELECT span_count, call_count FROM traces')).toEqual([['1', '1']]);
    expect(jobs.isLeader()).toBe(true);
  });

  it('leave out a trace that can’t be settled, and settle all others', async () => {
    const { engine, writer } = await ready();
    const failing: Settle = (claims, ancestry) => {
      if (claims.some((claim) => claim.traceId === traceId(7))) throw new Error('a bug');
      return rowsOf(claims, ancestry);
    };
    const errors: unknown[] = [];
    const loud = { ...logger, error: (fields: unknown) => errors.push(fields) } as unknown as Logger;
    const calls = Array.from({ length: 20 }, (_, index) => call(index + 1, '2026-03-02T10:00:00Z'));
    await writer.write(batch({ calls }));
    await drain(settleJob({ engine, settle: failing, logger: loud, touched: () => {} }));
    expect(await select(engine, 'SELECT count(*) FROM traces')).toEqual([['19']]);
    expect(await select(engine, 'SELECT count(*) FROM settle_queue')).toEqual([['0']]);
    expect(errors).toMatchObject([{ traces: [traceId(7)], why: 'Error: a bug' }]);
  });

  it('keep the rollups equal to the calls, late ones too', async () => {
    const { engine, writer } = await ready();
    let now = new Date('2026-03-02T12:30:00Z');
    const refresh = refreshJob(engine, () => now);
    const settle = settleJob({ engine, settle: rowsOf, logger, touched: (calls) => refresh.touch(calls) });
    const read = async () => ({
      calls: await select(engine, 'SELECT count(*) FROM llm_metrics'),
      hourly: await select(engine, 'SELECT sum(calls) FROM llm_calls_hourly'),
      daily: await select(engine, 'SELECT sum(calls) FROM llm_calls_daily'),
      latency: await select(engine, 'SELECT sum(calls) FROM llm_latency_daily'),
      ttft: await select(engine, 'SELECT sum(calls) FROM llm_ttft_hourly'),
    });
    const rounds: [string, string[]][] = [
      ['2026-03-02T12:30:00Z', ['2026-03-02T09:10:00Z', '2026-03-02T11:59:59Z', '2026-03-02T12:29:00Z']],
      ['2026-03-02T12:31:00Z', ['2026-03-02T09:20:00Z', '2026-02-20T00:00:00Z']],
      ['2026-03-03T00:05:00Z', ['2026-03-02T13:00:00Z', '2026-03-03T00:01:00Z']],
    ];
    let number = 0;
    for (const [time, starts] of rounds) {
      now = new Date(time);
      await writer.write(batch({ calls: starts.map((start) => call(++number, start)) }));
      await drain(settle);
      await refresh.run();
      const { calls, ...rollups } = await read();
      expect(Object.values(rollups)).toEqual([calls, calls, calls, calls]);
    }
    expect(number).toBe(7);
    if (hasRollups(engine)) {
      const materialised =
        "SELECT count(*) FROM timescaledb_information.continuous_aggregates WHERE view_name LIKE '%_v1'";
      expect(await select(engine, materialised)).toEqual([['6']]);
    }
  });

  it('give every measure of the rollups the value that the calls have', async () => {
    const { engine, writer } = await ready();
    const rows = [1, 2, 3].map((number) => call(number, '2026-03-02T09:00:00Z'));
    await writer.write(batch({ calls: rows }));
    await engine.run(
      [
        {
          sql: `UPDATE calls SET input_tokens = 10, output_tokens = 2, cache_read_tokens = 4, reasoning_tokens = 1,
                  total_cost_usd = 0.5, input_cost_usd = 0.4, output_cost_usd = 0.1, usage_state = 'reported'
                WHERE span_id <> '${spanId(3)}'`,
        },
        { sql: `UPDATE calls SET error_code = '429' WHERE span_id = '${spanId(3)}'` },
      ],
      { lane: 'job' },
    );
    await refreshJob(engine, () => new Date('2026-03-05T00:00:00Z')).run();
    for (const view of ['llm_calls_hourly', 'llm_calls_daily']) {
      const [row] = await select(engine, `SELECT to_jsonb(r) - 'bucket' FROM ${view} r`);
      expect(JSON.parse(row?.[0] ?? '')).toEqual({
        project: 'default', service_name: 'support-desk', provider: 'openai', model_name: 'gpt-5', operation: 'chat',
        environment: 'production', calls: 3, errors: 1, total_tokens: 24, input_tokens: 20, output_tokens: 4,
        cache_read_tokens: 8, cache_write_tokens: null, reasoning_tokens: 2, total_cost_usd: 1, input_cost_usd: 0.8,
        output_cost_usd: 0.2, priced_calls: 2, unpriced_calls: 1, unknown_usage_calls: 1, duration_ms_sum: 4500,
      }); // prettier-ignore
    }
  });

  it('close chunks a day after their end, and late records and duplicates still get in', async () => {
    const { engine, writer } = await ready();
    const content = { carriers: '{"input": "hi"}', events: null };
    const day = { spans: [span({ content })], logs: [log()], points: [point()] };
    await writer.write(batch(day));
    const chunks = () =>
      select(
        engine,
        "SELECT count(*) FILTER (WHERE is_compressed), count(*) FROM timescaledb_information.chunks WHERE hypertable_schema = 'public'",
      );
    await drain(closeJob(engine, () => new Date('2026-03-03T23:59:59Z')));
    expect(await chunks()).toEqual([['0', '4']]);
    await drain(closeJob(engine, () => new Date('2026-03-04T00:00:00Z')));
    expect(await chunks()).toEqual([[hasColumnstore(engine) ? '4' : '0', '4']]);
    const late = {
      spans: [span({ content, spanId: spanId(2) })],
      logs: [log({ id: 2n })],
      points: [point({ seriesId: 2n })],
    };
    expect(await writer.write(batch(late))).toEqual({ rejected: [] });
    expect(await writer.write(batch(day))).toEqual({ rejected: [] });
    for (const table of ['spans', 'span_content', 'logs', 'metric_points'])
      expect(await select(engine, `SELECT count(*) FROM ${table}`)).toEqual([['2']]);
  });

  it('forget what is older than it is kept', async () => {
    const { engine, writer } = await ready();
    const kept = nano('2026-03-02T10:00:00Z');
    const content = { carriers: '{}', events: null };
    const monthsAgo = nano('2026-01-02T10:00:00Z');
    const yearsAgo = nano('2022-01-02T10:00:00Z');
    await writer.write(
      batch({
        spans: [kept, monthsAgo, yearsAgo].map((startUnixNano, index) =>
          span({ startUnixNano, content, traceId: traceId(index) }),
        ),
        calls: [kept, monthsAgo, yearsAgo].map((startUnixNano, index) =>
          callRow({ startUnixNano, traceId: traceId(index) }),
        ),
        logs: [kept, monthsAgo, yearsAgo].map((timeUnixNano) => log({ timeUnixNano })),
      }),
    );
    await drain(settleJob({ engine, settle: rowsOf, logger, touched: () => {} }));
    await retainJob(engine, settings, () => new Date('2026-03-03T00:00:00Z')).run();
    const counts = ['spans', 'span_content', 'calls', 'logs', 'traces'].map((table) =>
      select(engine, `SELECT count(*) FROM ${table}`).then(([row]) => [table, Number(row?.[0])]),
    );
    expect(await Promise.all(counts)).toEqual([
      ['spans', 2],
      ['span_content', 1],
      ['calls', 2],
      ['logs', 2],
      ['traces', 2],
    ]);
  });

  it('vacuum where nobody else does', async () => {
    const { engine } = await ready();
    let now = new Date('2026-03-02T10:00:00Z');
    const vacuum = vacuumJob(engine, () => now);
    expect(await vacuum.run()).toBe(false);
    now = new Date('2026-03-02T11:00:01Z');
    expect(await vacuum.run()).toBe(false);
  });
});

describe('a schedule', () => {
  const lonely = (tryLock: Engine['tryLock']): Engine => ({
    facts: { engine: 'embedded', edition: 'community', postgresVersion: '17', timescaleVersion: '2.23', readerRole: null },
    run: async () => [],
    tryLock,
    close: async () => {},
  }); // prettier-ignore

  it('tries a job that failed again, and never ends because of it', async () => {
    let runs = 0;
    const job = {
      name: 'fails once',
      everyMs: 1,
      takeOver: vi.fn(),
      run: async () => {
        runs += 1;
        if (runs === 1) throw new Error('once');
        return false;
      },
    };
    const quiet = { ...logger, warn: vi.fn() } as unknown as Logger;
    const free = async () => ({ lost: new AbortController().signal, release: async () => {} });
    const schedule = startSchedule(lonely(free), [job], quiet);
    await vi.waitFor(() => expect(runs).toBeGreaterThan(2), 10_000);
    await schedule.stop();
    expect(quiet.warn).toHaveBeenCalledTimes(1);
    expect(job.takeOver).toHaveBeenCalledTimes(1);
  });

  it('does nothing while another backend leads', async () => {
    const run = vi.fn(async () => false);
    const takeOver = vi.fn();
    const schedule = startSchedule(
      lonely(async () => null),
      [{ name: 'never', everyMs: 1, takeOver, run }],
      logger,
    );
    await schedule.stop();
    expect(run).not.toHaveBeenCalled();
    expect(takeOver).not.toHaveBeenCalled();
    expect(schedule.isLeader()).toBe(false);
  });
});

describe.runIf(ENGINES.includes('server'))('several backends on one server', () => {
  it(
    'have one leader, and another one takes over when its connection breaks',
    { timeout: 60_000 },
    async () => {
      const database = await openTestDatabase('server');
      onTestFinished(database.dispose);
      const other = await openEngine(database.settings);
      const idle = { name: 'idle', everyMs: 10, run: async () => false };
      const first = startSchedule(database.engine, [idle], logger);
      await vi.waitFor(() => expect(first.isLeader()).toBe(true), 10_000);
      expect(await other.tryLock(0x6c6c_6d02)).toBeNull();
      await select(
        database.engine,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'llm-observatory leader' AND datname = current_database()",
      );
      const second = startSchedule(other, [idle], logger);
      await vi.waitFor(
        () => expect([first.isLeader(), second.isLeader()].filter(Boolean)).toHaveLength(1),
        20_000,
      );
      await Promise.all([first.stop(), second.stop()]);
      await other.close();
    },
  );
});
