/**
 * The adapter for a server: one pool per lane, so that ingest never waits behind panels, and a pool of its own for the
 * login that owns nothing. Everything a run needs is set inside its transaction, so no connection carries state over.
 */
import pg from 'pg';
import type { Database, Lane, Lock, RunOptions, Step, StepResult } from '../engine';
import { DatabaseError } from '../engine';
import { cancelled, limitPassed, queryTimeout, readerUnavailable } from '../failures';
import { onAbort } from '../onAbort';
import { execute, type RowGuard } from './execute';
import { QUERY_CANCELED, translate } from './translate';

export interface PostgresOptions {
  url: string;
  /** Connections at most, over all pools. */
  connections: number;
  /** Deadline of runs that bring none. */
  timeoutMs: number;
}

export interface PostgresDatabase extends Database {
  /** Opens the pool of `asReader` runs. */
  useReader(login: pg.ClientConfig): void;
}

type PoolName = Lane | 'reader';

/** Waiting for a connection, and making one, together. */
const CONNECT_MS = 10_000;
const IDLE_MS = 30_000;

/** Shares of the connections: ingest gets as many as a server can keep busy with COPY, one or two do the jobs. */
function poolSizes(connections: number): Record<PoolName, number> {
  const ingest = Math.min(4, Math.max(1, Math.floor(connections / 3)));
  const job = connections >= 8 ? 2 : 1;
  const rest = Math.max(2, connections - ingest - job);
  const reader = Math.floor(rest / 2);
  return { ingest, job, reader, panel: rest - reader };
}

export function openPostgres({ url, connections, timeoutMs }: PostgresOptions): PostgresDatabase {
  const sizes = poolSizes(connections);
  const main = { connectionString: url };
  const pools = new Map<PoolName, pg.Pool>();
  for (const lane of ['ingest', 'panel', 'job'] as const) pools.set(lane, openPool(main, sizes[lane]));

  async function run(steps: readonly Step[], options: RunOptions): Promise<StepResult[]> {
    if (options.signal?.aborted) throw cancelled();
    const pool = pools.get(options.asReader ? 'reader' : options.lane);
    if (!pool) throw readerUnavailable('the backend could not make or use its login role');
    const client = await connect(pool, options.signal);
    return runOn(client, pool, steps, options, options.timeoutMs ?? timeoutMs);
  }

  return {
    run,
    useReader(login) {
      pools.set('reader', openPool(login, sizes.reader));
    },
    tryLock: (key) => tryLock(main, key),
    async close() {
      await Promise.all([...pools.values()].map((pool) => pool.end()));
    },
  };
}

function openPool(login: pg.ClientConfig, max: number): pg.Pool {
  const pool = new pg.Pool({
    ...login,
    max,
    application_name: 'llm-observatory',
    connectionTimeoutMillis: CONNECT_MS,
    idleTimeoutMillis: IDLE_MS,
    keepAlive: true,
  });
  // An idle connection broke: the pool has dropped it already, the next run makes a new one.
  pool.on('error', () => {});
  return pool;
}

/** The pool can't take a waiting request back: whoever leaves the queue gives the connection back when it comes. */
async function connect(pool: pg.Pool, signal: AbortSignal | undefined): Promise<pg.PoolClient> {
  const connecting = pool.connect();
  let stayed = () => {};
  const left = new Promise<never>((_, reject) => {
    stayed = onAbort(signal, () => reject(cancelled()));
  });
  try {
    return await Promise.race([connecting, left]);
  } catch (error) {
    connecting.then(
      (client) => client.release(),
      () => {},
    );
    throw translate(error, 0);
  } finally {
    stayed();
  }
}

async function runOn(
  client: pg.PoolClient,
  pool: pg.Pool,
  steps: readonly Step[],
  options: RunOptions,
  timeoutMs: number,
): Promise<StepResult[]> {
  let reason: Error | undefined;
  let cancelling: Promise<void> | undefined;
  const stop = (why: Error) => {
    reason ??= why;
    cancelling ??= cancelBackend(pool, client);
  };
  const onError = () => {}; // Between two statements a broken connection tells only this way; the next statement fails.
  const deadline = setTimeout(() => stop(queryTimeout(timeoutMs)), timeoutMs);
  const stayed = onAbort(options.signal, () => stop(cancelled()));
  client.on('error', onError);

  const guard: RowGuard = {
    maxRows: options.maxRows ?? Infinity,
    maxBytes: options.maxBytes ?? Infinity,
    passed: (limit) => stop(limitPassed(limit, options)),
  };
  const results: StepResult[] = [];
  let broken: Error | undefined;
  try {
    await client.query(begin(options, timeoutMs));
    for (const step of steps) {
      if (reason) throw reason;
      results.push(await execute(client, step, guard));
    }
    if (reason) throw reason;
    await client.query(options.autocommit ? 'RESET ALL' : 'COMMIT');
    return results;
  } catch (error) {
    const failure = translate(error, results.length);
    if (!(failure instanceof DatabaseError) && failure !== reason) broken = failure;
    else await client.query(options.autocommit ? 'RESET ALL' : 'ROLLBACK').catch((e: Error) => (broken = e));
    const stoppedByUs = failure instanceof DatabaseError && failure.code === QUERY_CANCELED;
    throw stoppedByUs ? (reason ?? queryTimeout(timeoutMs)) : failure;
  } finally {
    clearTimeout(deadline);
    stayed();
    // A cancel that arrives late must not hit the next run on this connection.
    await cancelling;
    client.off('error', onError);
    client.release(broken);
  }
}

/** Outside of a transaction SET LOCAL means nothing: there the settings are put back by RESET ALL. */
function begin({ autocommit, readOnly, asReader }: RunOptions, timeoutMs: number): string {
  const set = autocommit ? 'SET' : 'SET LOCAL';
  const start = autocommit ? '' : readOnly || asReader ? 'BEGIN READ ONLY; ' : 'BEGIN; ';
  return `${start}${set} statement_timeout = ${Math.ceil(timeoutMs)}; ${set} TimeZone = 'UTC'; ${set} DateStyle = 'ISO'; ${set} IntervalStyle = 'postgres'; ${set} bytea_output = 'hex'; ${set} extra_float_digits = 1`;
}

/** From a connection of its own, with the same login, because all of the pool's may be busy. */
async function cancelBackend(pool: pg.Pool, client: pg.PoolClient): Promise<void> {
  const pid: unknown = Reflect.get(client, 'processID');
  const canceller = new pg.Client({ ...pool.options, connectionTimeoutMillis: CONNECT_MS });
  canceller.on('error', () => {});
  try {
    await canceller.connect();
    await canceller.query('SELECT pg_cancel_backend($1)', [pid]);
  } catch {
    // The server can't be asked; its statement_timeout ends the statement.
  } finally {
    await canceller.end().catch(() => {});
  }
}

/** The lock lives as long as this connection: when it breaks, the server gives the lock to the next backend. */
async function tryLock(login: pg.ClientConfig, key: number): Promise<Lock | null> {
  const lost = new AbortController();
  const client = new pg.Client({ ...login, application_name: 'llm-observatory leader', keepAlive: true });
  client.on('error', () => lost.abort());
  client.on('end', () => lost.abort());
  const release = () => client.end().catch(() => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ locked: boolean }>('SELECT pg_try_advisory_lock($1) AS locked', [
      key,
    ]);
    if (rows[0]?.locked) return { lost: lost.signal, release };
  } catch (error) {
    await release();
    throw translate(error, 0);
  }
  await release();
  return null;
}
