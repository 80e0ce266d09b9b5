import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { ENGINES, openTestDatabase, type TestDatabase } from '../../../../tests/engines';
import { batch, span, spanId } from '../../../../tests/records';
import type { Engine } from '../engine';
import { openEngine } from '../open';
import { createWriter } from '../writer';
import { openPostgres } from './openPostgres';
import { READER_ROLE } from './reader';

const value = async (
  engine: Pick<Engine, 'run'>,
  sql: string,
  options = {},
): Promise<string | null | undefined> =>
  (await engine.run([{ sql }], { lane: 'panel', ...options }))[0]?.rows[0]?.[0];

describe.runIf(ENGINES.includes('server'))('on a server', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase('server');
  });
  afterAll(() => database.dispose());

  /** Other sessions on this database, by what they run. */
  const killSessions = (like: string) =>
    value(
      database.engine,
      `SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid() AND query LIKE '${like}'`,
    );

  describe('the login role of raw SQL', () => {
    it('exists, owns nothing, and reads nothing that was not granted', async () => {
      const { engine } = database;
      expect(engine.facts.readerRole).toBe(READER_ROLE);
      expect(await value(engine, 'SELECT current_user', { asReader: true })).toBe(READER_ROLE);
      expect(
        await value(
          engine,
          `SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls FROM pg_roles WHERE rolname = '${READER_ROLE}'`,
        ),
      ).toBe('f');
      for (const table of ['spans', 'calls', 'api_keys', 'llm_metrics', 'schema_migrations']) {
        await expect(
          value(engine, `SELECT count(*) FROM ${table}`, { asReader: true }),
        ).rejects.toMatchObject({ code: '42501' });
      }
    });

    it('can’t write, run another backend’s functions, or leave its limits', async () => {
      const { engine } = database;
      const reader = { asReader: true };
      await expect(value(engine, 'CREATE TEMPORARY TABLE t (a int)', reader)).rejects.toMatchObject({
        code: '25006',
      });
      await expect(value(engine, "SELECT pg_read_file('/etc/passwd')", reader)).rejects.toMatchObject({
        code: '42501',
      });
      expect(await value(engine, 'SHOW work_mem', reader)).toBe('32MB');
    });

    it('is refused when the operator names a role that may do more', async () => {
      const url = new URL(database.settings.databaseUrl ?? '');
      const engine = await openEngine({ ...database.settings, databaseReaderUrl: url.href });
      onTestFinished(() => engine.close());
      expect(engine.facts.readerRole).toBeNull();
      await expect(value(engine, 'SELECT 1', { asReader: true })).rejects.toMatchObject({
        code: 'READER_UNAVAILABLE',
      });
    });
  });

  it('cancels the statement of a caller that left, and its connection can be used again', async () => {
    const { engine } = database;
    const marker = `left_${randomBytes(4).toString('hex')}`;
    const leaving = new AbortController();
    const running = value(engine, `SELECT pg_sleep(600) AS ${marker}`, { signal: leaving.signal });
    const isRunning = async () =>
      value(
        engine,
        `SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%${marker}%' AND state = 'active' AND pid <> pg_backend_pid()`,
      );
    while ((await isRunning()) !== '1') await pause(10);
    leaving.abort();
    await expect(running).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(await isRunning()).toBe('0');
  });

  it('stores nothing of a COPY whose connection breaks, asks to send it again, and goes on', async () => {
    const { engine } = database;
    await database.empty();
    const writer = createWriter(engine);
    const locker = new pg.Client({ connectionString: database.settings.databaseUrl ?? '' });
    await locker.connect();
    onTestFinished(() => locker.end());
    await locker.query('BEGIN; LOCK TABLE spans IN ACCESS EXCLUSIVE MODE');
    const writing = writer.write(batch({ spans: [span()] }));
    const failed = expect(writing).rejects.toMatchObject({
      code: 'DATABASE_UNAVAILABLE',
      fault: 'unavailable',
    });
    while ((await killSessions('COPY spans%')) === '0') await pause(10);
    await failed;
    await locker.query('ROLLBACK');
    expect(await writer.write(batch({ spans: [span({ spanId: spanId(2) })] }))).toEqual({ rejected: [] });
    expect(await value(engine, 'SELECT count(*) FROM spans')).toBe('1');
  });

  it('survives idle connections that the server closes', async () => {
    const { engine } = database;
    await Promise.all([value(engine, 'SELECT 1'), value(engine, 'SELECT 1')]);
    await killSessions('%');
    await pause(50);
    expect(await value(engine, 'SELECT 7')).toBe('7');
  });

  it('never lets ingest wait behind panels', async () => {
    const { engine } = database;
    const leaving = new AbortController();
    const panels = Array.from({ length: 20 }, () =>
      value(engine, 'SELECT pg_sleep(600)', { signal: leaving.signal }).catch(() => 'left'),
    );
    expect(await value(engine, 'SELECT 7', { lane: 'ingest' })).toBe('7');
    leaving.abort();
    expect(new Set(await Promise.all(panels))).toEqual(new Set(['left']));
  });

  it('leaves no settings behind on a connection', async () => {
    const lonely = openPostgres({
      url: database.settings.databaseUrl ?? '',
      connections: 4,
      timeoutMs: 30_000,
    });
    onTestFinished(() => lonely.close());
    await lonely.run([{ sql: 'ANALYZE projects' }], { lane: 'job', autocommit: true, timeoutMs: 1234 });
    const shown = () =>
      value(lonely, 'SHOW statement_timeout', { lane: 'job', autocommit: true, timeoutMs: 5678 });
    expect(await shown()).toBe('5678ms');
    expect(await value(lonely, 'SHOW statement_timeout', { lane: 'job' })).toBe('30s');
  });
});

describe('a server that is away', () => {
  const settings = { databaseReaderUrl: null, databaseConnections: 4, dataDir: '', queryTimeout: 5 };

  it('is unavailable, with the time to try again', async () => {
    await expect(
      openEngine({ ...settings, databaseUrl: 'postgres://postgres@127.0.0.1:1/none' }),
    ).rejects.toMatchObject({
      code: 'DATABASE_UNAVAILABLE',
      fault: 'unavailable',
      retryAfterSeconds: 2,
      message: expect.stringContaining('ECONNREFUSED') as string,
    });
  });

  it('is unavailable when it closes the connection in the middle of the greeting', async () => {
    const server = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
    onTestFinished(() => void server.close());
    await new Promise((done) => server.once('listening', done));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    await expect(
      openEngine({ ...settings, databaseUrl: `postgres://x@127.0.0.1:${port}/x` }),
    ).rejects.toMatchObject({
      code: 'DATABASE_UNAVAILABLE',
    });
  });
});
