import { expect, it } from 'vitest';
import { forEachEngine } from '../../../tests/engines';
import type { Engine, SqlParameter, Step } from './engine';
import { DatabaseError } from './engine';

const one = async (engine: Engine, sql: string, params: SqlParameter[] = []) => {
  const [result] = await engine.run([{ sql, params }], { lane: 'panel' });
  return result?.rows[0];
};

const failure = (running: Promise<unknown>): Promise<unknown> =>
  running.then(
    () => 'no failure',
    (error: unknown) => error,
  );

forEachEngine((name, database) => {
  it('answers every value as PostgreSQL prints it, and takes every kind of parameter', async () => {
    const { engine } = database();
    const sql = `SELECT $1::int, $2::bigint, $3::float8, $4::boolean, $5::timestamptz, $6::bytea, $7::text[], $8::text,
                        '{"a": 1}'::jsonb, interval '90 minutes', 0.1::numeric(20,12)`;
    const params = [41, 2n ** 62n, 0.1, true, new Date(0), Uint8Array.of(0, 255), ['a"b', 'c\\', null], null];
    expect(await one(engine, sql, params)).toEqual([
      '41', '4611686018427387904', '0.1', 't', '1970-01-01 00:00:00+00', '\\x00ff', '{"a\\"b","c\\\\",NULL}', null,
      '{"a": 1}', '01:30:00', '0.100000000000',
    ]); // prettier-ignore
  });

  it('names the columns with their types, and counts changed rows', async () => {
    const { engine } = database();
    await database().empty();
    const results = await engine.run(
      [
        { sql: "INSERT INTO projects (id, name) VALUES ('a', 'A'), ('b', 'B')" },
        { sql: 'SELECT id, created_at FROM projects ORDER BY id' },
      ],
      { lane: 'job' },
    );
    expect(results.map(({ rowCount }) => rowCount)).toEqual([2, 3]);
    expect(results[1]?.columns).toEqual([
      { name: 'id', oid: 25 },
      { name: 'created_at', oid: 1184 },
    ]);
  });

  it('keeps nothing of a run when one of its steps is refused, and says which and where', async () => {
    const { engine } = database();
    await database().empty();
    const steps: Step[] = [
      { sql: "INSERT INTO projects (id, name) VALUES ('a', 'A')" },
      { sql: 'SELECT nope FROM projects' },
    ];
    const error = await failure(engine.run(steps, { lane: 'panel' }));
    expect(error).toBeInstanceOf(DatabaseError);
    expect(error).toMatchObject({
      code: '42703',
      step: 1,
      position: 8,
      message: 'column "nope" does not exist',
    });
    expect(await one(engine, 'SELECT count(*) FROM projects')).toEqual(['1']);
  });

  it('refuses writes in a read-only run', async () => {
    const { engine } = database();
    const sql = "INSERT INTO projects (id, name) VALUES ('a', 'A')";
    const error = await failure(engine.run([{ sql }], { lane: 'panel', readOnly: true }));
    expect(error).toMatchObject({ code: '25006', step: 0 });
  });

  it('refuses several statements in one step', async () => {
    const { engine } = database();
    expect(await failure(one(engine, 'SELECT 1; SELECT 2'))).toMatchObject({ code: '42601' });
  });

  it('stops a statement at its deadline, and goes on with the next', async () => {
    const { engine } = database();
    const sql = 'SELECT count(*) FROM generate_series(1, 100000000000)';
    const slow = failure(engine.run([{ sql }], { lane: 'panel', timeoutMs: 300 }));
    const next = one(engine, 'SELECT 7');
    expect(await slow).toMatchObject({ code: 'QUERY_TIMEOUT', fault: 'timeout' });
    expect(await next).toEqual(['7']);
  });

  it('answers a caller that goes away at once', async () => {
    const { engine } = database();
    const leaving = new AbortController();
    const sql = 'SELECT count(*) FROM generate_series(1, 3000000)';
    const running = failure(engine.run([{ sql }], { lane: 'panel', signal: leaving.signal }));
    leaving.abort();
    expect(await running).toMatchObject({ code: 'CANCELLED', fault: 'cancelled' });
    const gone = failure(engine.run([{ sql: 'SELECT 1' }], { lane: 'panel', signal: leaving.signal }));
    expect(await gone).toMatchObject({ code: 'CANCELLED' });
    expect(await one(engine, 'SELECT 7')).toEqual(['7']);
  });

  it.each([
    [10, 'SELECT generate_series(1, 11)', 'ROW_LIMIT'],
    [10, 'SELECT generate_series(1, 10)', 10],
  ])('gives at most %i rows: %s → %s', async (maxRows, sql, expected) => {
    const { engine } = database();
    const outcome = await engine.run([{ sql }], { lane: 'panel', maxRows }).then(
      ([result]) => result?.rows.length,
      (error: { code: string }) => error.code,
    );
    expect(outcome).toBe(expected);
  });

  it('stops an answer of too many bytes', async () => {
    const { engine } = database();
    const sql = "SELECT repeat('x', 100) FROM generate_series(1, 11)";
    const error = await failure(engine.run([{ sql }], { lane: 'panel', maxBytes: 1000 }));
    expect(error).toMatchObject({ code: 'BYTE_LIMIT', fault: 'too_large' });
  });

  it('runs what PostgreSQL refuses in a transaction, each step by itself', async () => {
    const { engine } = database();
    expect(await failure(engine.run([{ sql: 'VACUUM projects' }], { lane: 'job' }))).toMatchObject({
      code: '25001',
    });
    await engine.run([{ sql: 'VACUUM projects' }, { sql: 'ANALYZE projects' }], {
      lane: 'job',
      autocommit: true,
    });
  });

  it('knows its versions and its edition', async () => {
    const { engine } = database();
    expect(engine.facts.engine).toBe(name === 'embedded' ? 'embedded' : 'postgres');
    expect(engine.facts.postgresVersion).toMatch(/^1[6-9]\./);
    expect(engine.facts.timescaleVersion).toMatch(/^2\.\d+/);
    expect(engine.facts.edition).toBe(
      (await one(engine, 'SHOW timescaledb.license'))?.[0] === 'apache' ? 'apache' : 'community',
    );
  });
});
