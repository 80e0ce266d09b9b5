import { describe, expect, it } from 'vitest';
import { forEachEngine } from '../../../tests/engines';
import {
  batch,
  callRow,
  claim,
  log,
  nano,
  point,
  resource,
  span,
  spanId,
  traceId,
} from '../../../tests/records';
import { picos } from '../record/money';
import { claimFromJson } from './claimJson';
import type { Engine } from './engine';
import { DatabaseError, type Step } from './engine';
import { createWriter } from './writer';

const select = async (engine: Engine, sql: string): Promise<(string | null)[][]> => {
  const [result] = await engine.run([{ sql }], { lane: 'panel' });
  return result?.rows ?? [];
};
const count = async (engine: Engine, table: string) =>
  Number((await select(engine, `SELECT count(*) FROM ${table}`))[0]?.[0]);

forEachEngine((_name, database) => {
  const ready = async () => {
    await database().empty();
    const { engine } = database();
    return { engine, writer: createWriter(engine) };
  };

  it('stores spans with their content, calls, logs, points and resources, and asks for settlement', async () => {
    const { engine, writer } = await ready();
    const content = { carriers: '{"input": "hi"}', events: null };
    const stored = await writer.write(
      batch({
        spans: [span({ content }), span({ spanId: spanId(2), parentSpanId: spanId(1) })],
        calls: [callRow({ responseId: 'resp_1' })],
        logs: [log()],
        points: [point()],
      }),
    );
    expect(stored).toEqual({ rejected: [] });
    const tables = ['spans', 'span_content', 'calls', 'logs', 'metric_points', 'resources'];
    expect(await Promise.all(tables.map((table) => count(engine, table)))).toEqual([2, 1, 1, 1, 1, 1]);
    expect(
      await select(engine, 'SELECT project, trace_id, response_id, ts FROM settle_queue ORDER BY trace_id'),
    ).toEqual([
      ['default', '00000000-0000-0000-0000-000000000001', null, '2026-03-02 10:00:00+00'],
      ['default', null, 'resp_1', '2026-03-02 10:00:00+00'],
    ]);
  });

  it('keeps nanoseconds, ids, money, lists and the claim as it came', async () => {
    const { engine, writer } = await ready();
    const made = claim({
      startUnixNano: nano('2026-03-02T10:00:00Z') + 123n,
      tags: ['a', 'b'],
      usage: { input: 10, output: 3, rejected: { 'gen_ai.usage.x': '-1' } },
      reportedCost: { total: picos(1_800_000_000n), input: picos(1n) },
      ttftMs: 250,
    });
    const merged = { ...made, sessionId: 'from the log' };
    const row = callRow(
      {},
      {
        claim: made,
        call: merged,
        inherited: { sessionId: made.claimId },
        cost: { state: 'computed', total: picos(1_800_000_001n), input: picos(1_800_000_000n), output: picos(1n), cacheRead: null, cacheWrite: null, fees: null, reported: picos(1n), priceId: 'p1', reason: null },
      },
    ); // prettier-ignore
    await writer.write(batch({ calls: [row] }));
    const [stored] = await select(
      engine,
      `SELECT claim_id, start_unix_nano, session_id, model_name, duration_ms, ttft_key, tags, total_cost_usd,
              inherited, state_reason, claim FROM calls`,
    );
    expect(stored?.slice(0, 10)).toEqual([
      '00000000-0000-0001-0000-000000000001', '1772445600000000123', 'from the log', 'gpt-5', '1500', '63', '{a,b}',
      '0.001800000001', `{"sessionId": "${made.claimId}"}`, 'no usage was sent',
    ]); // prettier-ignore
    expect(claimFromJson(stored?.[10] ?? '')).toEqual(made);
  });

  it('lets records that were sent again fall away: the first copy stays', async () => {
    const { engine, writer } = await ready();
    const first = batch({
      spans: [span({ name: 'first' })],
      calls: [callRow()],
      logs: [log()],
      points: [point()],
    });
    await writer.write(first);
    const again = batch({
      spans: [span({ name: 'second' }), span({ spanId: spanId(2) }), span({ spanId: spanId(2) })],
      calls: [callRow()],
      logs: [log(), log({ id: 2n }), log({ id: 2n })],
      points: [point()],
    });
    expect(await writer.write(again)).toEqual({ rejected: [] });
    expect(await select(engine, 'SELECT span_id, name FROM spans ORDER BY span_id')).toEqual([
      [spanId(1), 'first'],
      [spanId(2), 'span'],
    ]);
    const tables = ['calls', 'logs', 'metric_points'];
    expect(await Promise.all(tables.map((table) => count(engine, table)))).toEqual([1, 2, 1]);
  });

  it('rejects only the records that the database refuses, and stores their neighbours, of other requests too', async () => {
    const { engine, writer } = await ready();
    const spans = Array.from({ length: 40 }, (_, index) =>
      span({ spanId: spanId(index + 1), name: index === 7 || index === 33 ? 'NUL \0' : 'fine' }),
    );
    const [mixed, clean] = await Promise.all([
      writer.write(batch({ spans, logs: [log({ attributes: '{"a": "\\u0000"}' }), log({ id: 2n })] })),
      writer.write(batch({ spans: [span({ traceId: traceId(2) })] })),
    ]);
    expect(mixed.rejected.map(({ code }) => code)).toEqual([
      'RECORD_REFUSED',
      'RECORD_REFUSED',
      'RECORD_REFUSED',
    ]);
    expect(mixed.rejected[0]?.message).toMatch(/^A span was refused by the database: invalid byte sequence/);
    expect(mixed.rejected[2]?.message).toMatch(/^A log record was refused/);
    expect(clean).toEqual({ rejected: [] });
    expect(await count(engine, 'spans')).toBe(39);
    expect(await count(engine, 'logs')).toBe(1);
  });

  it('rejects a record that can’t be written at all', async () => {
    const { engine, writer } = await ready();
    const bad = span({ traceId: 'xyz' as ReturnType<typeof traceId> });
    const { rejected } = await writer.write(batch({ spans: [bad, span()] }));
    expect(rejected).toEqual([
      {
        code: 'RECORD_REFUSED',
        message: 'A span was refused by the database: an id is not 32 hex digits. Its neighbours are stored.',
      },
    ]);
    expect(await count(engine, 'spans')).toBe(1);
  });

  it('rejects a metric name that is too long for an index, and takes a response id of any length', async () => {
    const { engine, writer } = await ready();
    const long = Array.from({ length: 500 }, (_, index) => `part ${index * 7919}`).join('-');
    const outcome = await writer.write(
      batch({
        calls: [callRow({ responseId: long })],
        points: [point({ name: long }), point({ seriesId: 2n })],
      }),
    );
    expect(outcome.rejected.map(({ message }) => message.slice(0, 14))).toEqual(['A metric point']);
    expect(await count(engine, 'calls')).toBe(1);
    expect(await count(engine, 'metric_points')).toBe(1);
  });

  it('keeps every record when many requests come at once, with new chunks, new resources and duplicates among them', async () => {
    const { engine, writer } = await ready();
    const requests = Array.from({ length: 60 }, (_, index) => {
      const day = nano(`2026-01-${String((index % 20) + 1).padStart(2, '0')}T00:00:00Z`);
      const fields = { startUnixNano: day, traceId: traceId((index % 40) + 1) };
      return batch({
        spans: [span({ ...fields, resource: resource({ id: BigInt(index % 5) }) })],
        calls: [callRow(fields)],
      });
    });
    // A second writer is a second backend: nothing is shared but the database.
    const other = createWriter(engine);
    const outcomes = await Promise.all(
      requests.map((request, index) => (index % 2 ? writer : other).write(request)),
    );
    expect(outcomes.flatMap(({ rejected }) => rejected)).toEqual([]);
    expect(await count(engine, 'spans')).toBe(40);
    expect(await count(engine, 'calls')).toBe(40);
    expect(await count(engine, 'resources')).toBe(5);
  });

  it('takes a batch of nothing', async () => {
    const { writer } = await ready();
    expect(await writer.write(batch())).toEqual({ rejected: [] });
  });
});

describe('the queue of the writer', () => {
  /** An engine that commits when told to, and remembers what each transaction copied. */
  function slowEngine(outcomes: (Error | undefined)[] = []) {
    const transactions: Step[][] = [];
    const waiting: (() => void)[] = [];
    const engine: Engine = {
      facts: { engine: 'embedded', edition: 'community', postgresVersion: '17.5', timescaleVersion: '2.23', readerRole: null },
      run: (steps) =>
        new Promise((resolve, reject) => {
          const outcome = outcomes[transactions.length];
          transactions.push(steps.map((step) => ('copyInto' in step ? { ...step, bytes: step.bytes.slice() } : step)));
          waiting.push(() => (outcome ? reject(outcome) : resolve([])));
        }),
      tryLock: async () => null,
      close: async () => {},
    }; // prettier-ignore
    const commitNext = async () => {
      waiting.shift()?.();
      await new Promise((resolve) => setTimeout(resolve, 0));
    };
    const copied = () =>
      transactions.map((steps) =>
        steps.flatMap((step) =>
          'copyInto' in step && step.copyInto !== 'settle_queue' ? [step.copyInto] : [],
        ),
      );
    return { engine, transactions, copied, commitNext };
  }
  const tick = () => new Promise((resolve) => setTimeout(resolve, 0));
  const oneSpan = (number: number) => batch({ spans: [span({ spanId: spanId(number) })] });
  const refusal = (code: string) => new DatabaseError({ message: code, code, step: 0 });

  it('makes one transaction of what arrives while the one before commits', async () => {
    const { engine, transactions, commitNext } = slowEngine();
    const writer = createWriter(engine);
    const answers: number[] = [];
    for (const number of [1, 2, 3]) void writer.write(oneSpan(number)).then(() => answers.push(number));
    await tick();
    expect(transactions).toHaveLength(1);
    await commitNext();
    expect(answers).toEqual([1]);
    expect(transactions).toHaveLength(2);
    await commitNext();
    expect(answers).toEqual([1, 2, 3]);
  });

  it('never puts calls of two days into one transaction', async () => {
    const { engine, copied, commitNext } = slowEngine();
    const writer = createWriter(engine);
    const days = ['2026-03-02T23:59:59.999Z', '2026-03-03T00:00:00Z', '2026-03-02T00:00:00Z'];
    const calls = days.map((day, index) => callRow({ startUnixNano: nano(day), spanId: spanId(index + 1) }));
    let answered = false;
    void writer.write(batch({ calls, spans: [span()] })).then(() => (answered = true));
    await commitNext();
    expect(answered).toBe(false);
    await commitNext();
    expect(answered).toBe(true);
    expect(copied()).toEqual([['calls'], ['spans', 'calls']]);
  });

  it('cuts a large request, and answers when all of it is committed', async () => {
    const { engine, transactions, commitNext } = slowEngine();
    const writer = createWriter(engine, { rows: 2 });
    let answered = false;
    const spans = [1, 2, 3, 4, 5].map((number) => span({ spanId: spanId(number) }));
    void writer.write(batch({ spans })).then(() => (answered = true));
    await commitNext();
    await commitNext();
    expect(answered).toBe(false);
    await commitNext();
    expect(answered).toBe(true);
    expect(transactions).toHaveLength(3);
  });

  it('does not store what its caller no longer waits for', async () => {
    const { engine, transactions, commitNext } = slowEngine();
    const writer = createWriter(engine);
    const leaving = new AbortController();
    void writer.write(oneSpan(1));
    const waiting = writer.write(oneSpan(2), leaving.signal);
    leaving.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'CANCELLED' });
    await commitNext();
    expect(transactions).toHaveLength(1);
    await writer.drain();
  });

  it.each([
    ['a full disk', refusal('53100')],
    ['a missing column', refusal('42703')],
    ['a bug of the driver', new Error('boom')],
  ])('asks the sender to try again after %s: its records are not at fault', async (_what, error) => {
    const { engine, commitNext } = slowEngine([error]);
    const writing = createWriter(engine).write(oneSpan(1));
    const failed = expect(writing).rejects.toMatchObject({
      code: 'DATABASE_UNAVAILABLE',
      fault: 'unavailable',
      retryAfterSeconds: 2,
    });
    await commitNext();
    await failed;
  });

  it('tries again after a deadlock', async () => {
    const { engine, transactions, commitNext } = slowEngine([refusal('40P01'), refusal('42P07')]);
    const writing = createWriter(engine).write(oneSpan(1));
    const timer = setInterval(() => void commitNext(), 1);
    expect(await writing).toEqual({ rejected: [] });
    clearInterval(timer);
    expect(transactions).toHaveLength(3);
  });
});
