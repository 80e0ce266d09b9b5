import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openTestDatabase } from '../../../../tests/engines';
import type { ObservatoryError } from '../../record/errors';
import type { Database } from '../engine';
import { openEngine } from '../open';
import { openEmbedded } from './openEmbedded';

const LOAD = resolve(import.meta.dirname, '../../../../tests/programs/embeddedLoad.ts');

const value = async (
  database: Database,
  sql: string,
  timeoutMs?: number,
): Promise<string | null | undefined> =>
  (await database.run([{ sql }], { lane: 'panel', timeoutMs }))[0]?.rows[0]?.[0];

/** Runs the load program; resolves when it has ended. `onLine` may kill it. */
async function runLoad(dataDir: string, first: number, onLine: (line: string, child: ChildProcess) => void) {
  const child = spawn(process.execPath, ['--import', 'tsx', LOAD, dataDir, String(first)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const errors: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
  createInterface({ input: child.stdout }).on('line', (line) => onLine(line, child));
  const code = await new Promise<number | null>((done) => child.once('close', done));
  return { code, stderr: Buffer.concat(errors).toString() };
}

/** A worker that stands in for the engine, so that its ends can be arranged. */
async function worker(source: string): Promise<URL> {
  const folder = await mkdtemp(join(tmpdir(), 'observatory-worker-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'worker.mjs');
  await writeFile(file, `import { parentPort as port } from 'node:worker_threads';\n${source}`);
  return pathToFileURL(file);
}

describe('the embedded engine', () => {
  it(
    'keeps every acknowledged span when its process is killed in mid load, and opens again',
    { timeout: 180_000 },
    async () => {
      const database = await openTestDatabase('embedded');
      onTestFinished(database.dispose);
      await database.engine.close();
      let acknowledged = -1;
      for (let round = 0; round < 2; round++) {
        let batches = 0;
        await runLoad(database.settings.dataDir, acknowledged + 1, (line, child) => {
          if (line === 'open') return;
          acknowledged = Number(line);
          if (++batches === 3 + round * 4) child.kill('SIGKILL');
        });
        expect(batches).toBeGreaterThan(0);
      }
      const reopened = await openEngine(database.settings);
      const stored = Number(await value(reopened, 'SELECT count(*) FROM spans'));
      // The batch that was under way when it was killed may be there too, whole.
      expect(stored).toBeGreaterThanOrEqual((acknowledged + 1) * 50);
      expect(stored % 50).toBe(0);
      expect(
        await value(
          reopened,
          `SELECT count(DISTINCT trace_id) FROM spans WHERE trace_id <= '${(acknowledged + 1).toString(16).padStart(32, '0')}'`,
        ),
      ).toBe(String(acknowledged + 1));
      await reopened.close();
    },
  );

  it('is refused to a second process, which learns who has it', { timeout: 60_000 }, async () => {
    const database = await openTestDatabase('embedded');
    onTestFinished(database.dispose);
    const { code, stderr } = await runLoad(database.settings.dataDir, 0, () => {});
    expect(code).toBe(1);
    expect(stderr).toContain(`the process with pid ${process.pid} uses it`);
  });

  it(
    'goes on after a statement was stopped, and what was committed before is there',
    { timeout: 60_000 },
    async () => {
      const database = await openTestDatabase('embedded');
      onTestFinished(database.dispose);
      const { engine } = database;
      await engine.run([{ sql: "INSERT INTO projects (id, name) VALUES ('a', 'A')" }], { lane: 'job' });
      const uncommitted = engine.run(
        [
          { sql: "INSERT INTO projects (id, name) VALUES ('b', 'B')" },
          { sql: 'SELECT count(*) FROM generate_series(1, 10000000000)' },
        ],
        { lane: 'panel', timeoutMs: 300 },
      );
      const waiting = [1, 2, 3].map((number) => value(engine, `SELECT ${number}`));
      await expect(uncommitted).rejects.toMatchObject({ code: 'QUERY_TIMEOUT' });
      expect(await Promise.all(waiting)).toEqual(['1', '2', '3']);
      expect(await value(engine, "SELECT string_agg(id, ',' ORDER BY id) FROM projects")).toBe('a,default');
      // Needs TimescaleDB loaded again in the new worker.
      expect(await value(engine, 'SELECT count(*) FROM spans')).toBe('0');
    },
  );

  it('gives up a run that waited too long behind others', { timeout: 60_000 }, async () => {
    const database = await openEmbedded({ dataDir: 'memory://', timeoutMs: 30_000 });
    onTestFinished(() => database.close());
    const slow = value(database, 'SELECT count(*) FROM generate_series(1, 3000000)');
    await expect(value(database, 'SELECT 1', 5)).rejects.toMatchObject({ code: 'QUERY_TIMEOUT' });
    expect(await slow).toBe('3000000');
  });

  it('says that it is closed', async () => {
    const database = await openEmbedded({
      dataDir: 'memory://',
      timeoutMs: 1000,
      workerUrl: await worker(
        "port.postMessage({ kind: 'ready' }); port.on('message', () => process.exit(0));",
      ),
    });
    await database.close();
    await expect(value(database, 'SELECT 1')).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
  });
});

describe('an engine that ends by itself', () => {
  const open = async (source: string) => {
    const database = await openEmbedded({
      dataDir: 'memory://',
      timeoutMs: 20_000,
      workerUrl: await worker(source),
    });
    onTestFinished(() => database.close());
    return database;
  };

  it('fails the run it was at, and answers the next ones', async () => {
    const database = await open(`
      port.postMessage({ kind: 'ready' });
      port.on('message', (request) => {
        if (request === 'close') process.exit(0);
        if (request.steps[0].sql === 'crash') {
          port.postMessage({ kind: 'broken', message: 'memory access out of bounds' });
          process.exit(1);
        }
        port.postMessage({ kind: 'done', results: [{ columns: [], rows: [['1']], rowCount: 1 }] });
      });`);
    const crash = value(database, 'crash');
    const next = value(database, 'SELECT 1');
    await expect(crash).rejects.toMatchObject({
      code: 'DATABASE_UNAVAILABLE',
      message: expect.stringContaining('memory access out of bounds') as string,
    });
    expect(await next).toBe('1');
  });

  it('is not started for ever: what waits fails, and a later run tries again', async () => {
    const database = await open(`
      port.postMessage({ kind: 'ready' });
      port.on('message', (request) => process.exit(request === 'close' ? 0 : 1));`);
    const runs = [1, 2, 3, 4, 5].map(() =>
      value(database, 'SELECT 1').then(
        () => undefined,
        (error: ObservatoryError) => error,
      ),
    );
    const outcomes = await Promise.all(runs);
    expect(outcomes.map((error) => error?.code)).toEqual(Array(5).fill('DATABASE_UNAVAILABLE'));
    expect(outcomes[4]?.message).toMatch(/^The embedded database ends by itself again and again/);
    await expect(value(database, 'SELECT 1')).rejects.toMatchObject({
      code: 'DATABASE_UNAVAILABLE',
      retryAfterSeconds: 5,
    });
  });

  it('is an error at the start', async () => {
    const workerUrl = await worker("port.postMessage({ kind: 'broken', message: 'not a database' });");
    await expect(openEmbedded({ dataDir: 'memory://', timeoutMs: 1000, workerUrl })).rejects.toMatchObject({
      code: 'DATABASE_UNAVAILABLE',
      message: "The embedded database in memory:// can't be opened: not a database",
    });
  });
});
