/**
 * Stores batches and answers after their COMMIT. No timer: what arrives while a commit runs becomes the next
 * transaction (natural group commit), so latency is low when it is quiet and transactions are large when it is not.
 *
 * What can go wrong with a transaction, and what follows:
 *   a record is there already    the same transaction again as a merge; the first copy stays
 *   a record that is refused     its request alone, then halves of it, until the record stands alone: it is rejected,
 *                                its neighbours are stored
 *   deadlock, serialization      again, after a random pause
 *   anything else                nothing is wrong with the records: `unavailable`, the sender tries again
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Rejection } from '../record/batch';
import { ObservatoryError } from '../record/errors';
import { EncodeError } from './copy/copyBuffer';
import { DatabaseError, type Engine } from './engine';
import { cancelled, unavailable } from './failures';
import { createInserter, type Inserter, type InsertMode } from './insert';
import { onAbort } from './onAbort';
import { countOf, halves, joined, partsOf, type Part, type StoreBatch } from './parts';

export type { StoreBatch } from './parts';

export interface Writer {
  /**
   * Resolves after COMMIT, with the records that the database refused.
   * @throws ObservatoryError DATABASE_UNAVAILABLE (nothing was lost: send it again), CANCELLED (it waited, and its caller left)
   */
  write(batch: StoreBatch, signal?: AbortSignal): Promise<{ rejected: Rejection[] }>;
  /** Waits until everything that was handed in is answered. */
  drain(): Promise<void>;
}

export interface WriterOptions {
  /** Transactions at once. Default: 1 on the embedded engine, else 3. */
  lanes?: number;
  /** Records of one transaction, at most. */
  rows?: number;
  bytes?: number;
}

/** Where COPY stops getting faster and latency keeps growing. */
const GROUP = { rows: 4000, bytes: 8 * 1024 * 1024 };
const ATTEMPTS = 5;
const RETRY_AFTER_SECONDS = 2;

interface Request {
  left: number;
  rejected: Rejection[];
  answered: boolean;
  resolve(result: { rejected: Rejection[] }): void;
  reject(error: unknown): void;
}

interface QueuedPart extends Part {
  request: Request;
}

export function createWriter(engine: Engine, options: WriterOptions = {}): Writer {
  const limits = { rows: options.rows ?? GROUP.rows, bytes: options.bytes ?? GROUP.bytes };
  const lanes = options.lanes ?? (engine.facts.engine === 'embedded' ? 1 : 3);
  const knownResources = new Set<bigint>();
  const idle = Array.from({ length: lanes }, () => createInserter(engine, knownResources));
  const queue: QueuedPart[] = [];
  const running = new Set<Promise<void>>();

  function start(): void {
    for (let inserter = idle.pop(); inserter; inserter = idle.pop()) {
      const group = takeGroup(queue, limits);
      if (group.length === 0) {
        idle.push(inserter);
        return;
      }
      const used = inserter;
      const work: Promise<void> = commit(used, group).finally(() => {
        running.delete(work);
        idle.push(used);
        start();
      });
      running.add(work);
    }
  }

  return {
    write(batch, signal) {
      const parts = partsOf(batch, limits);
      if (parts.length === 0) return Promise.resolve({ rejected: [] });
      if (signal?.aborted) return Promise.reject(cancelled());
      return new Promise((resolve, reject) => {
        const stayed = onAbort(signal, () => request.reject(cancelled()));
        const answer = (done: () => void) => {
          request.answered = true;
          stayed();
          done();
        };
        const request: Request = {
          left: parts.length,
          rejected: [],
          answered: false,
          resolve: (result) => answer(() => resolve(result)),
          reject: (error) => answer(() => reject(error)),
        };
        queue.push(...parts.map((part) => ({ ...part, request })));
        start();
      });
    },
    async drain() {
      while (running.size > 0) await Promise.all(running);
    },
  };
}

/** What waits longest, and everything that may go with it. Parts whose request was answered already are dropped. */
function takeGroup(queue: QueuedPart[], limits: { rows: number; bytes: number }): QueuedPart[] {
  const group: QueuedPart[] = [];
  const kept: QueuedPart[] = [];
  let [rows, bytes] = [0, 0];
  let day: number | null = null;
  for (const part of queue) {
    if (part.request.answered) continue;
    const fits =
      group.length === 0 ||
      (rows + part.rows <= limits.rows &&
        bytes + part.bytes <= limits.bytes &&
        (day === null || part.day === null || day === part.day));
    if (!fits) {
      kept.push(part);
      continue;
    }
    group.push(part);
    rows += part.rows;
    bytes += part.bytes;
    day ??= part.day;
  }
  queue.splice(0, queue.length, ...kept);
  return group;
}

async function commit(inserter: Inserter, group: readonly QueuedPart[]): Promise<void> {
  try {
    await insert(inserter, joined(group));
    for (const { request } of group) finish(request, []);
  } catch (error) {
    if (!isRefusal(error)) {
      for (const { request } of group) request.reject(asUnavailable(error));
      return;
    }
    // One of them is at fault: each by itself, so that its neighbours of other requests don't wait for the search.
    for (const { request, records } of group) {
      await insertOrReject(inserter, records).then(
        (rejected) => finish(request, rejected),
        (later: unknown) => request.reject(asUnavailable(later)),
      );
    }
  }
}

function finish(request: Request, rejected: Rejection[]): void {
  request.rejected.push(...rejected);
  request.left -= 1;
  if (request.left === 0 && !request.answered) request.resolve({ rejected: request.rejected });
}

/** Stores all but the records that the database refuses, and returns those. */
async function insertOrReject(inserter: Inserter, batch: StoreBatch): Promise<Rejection[]> {
  try {
    await insert(inserter, batch);
    return [];
  } catch (error) {
    if (!isRefusal(error)) throw error;
    if (countOf(batch) === 1) return [rejectionOf(batch, error)];
    const [left, right] = halves(batch);
    return [...(await insertOrReject(inserter, left)), ...(await insertOrReject(inserter, right))];
  }
}

async function insert(inserter: Inserter, batch: StoreBatch): Promise<void> {
  let mode: InsertMode = 'copy';
  for (let attempt = 1; ; attempt++) {
    try {
      return await inserter.insert(batch, mode);
    } catch (error) {
      const code = error instanceof DatabaseError ? error.code : '';
      if (code === UNIQUE_VIOLATION && mode === 'copy') mode = 'merge';
      else if (attempt < ATTEMPTS && CONFLICTS.has(code)) await pause(Math.random() * 20 * attempt);
      else throw error;
    }
  }
}

const UNIQUE_VIOLATION = '23505';
/** Two writers met: deadlock, serialization, both made the same chunk, or the same key in the middle of a merge. */
const CONFLICTS: ReadonlySet<string> = new Set(['40P01', '40001', '42P07', UNIQUE_VIOLATION]);
/** Bad data, a violated constraint, a value too long for an index. */
const REFUSED = /^(22|23|54)/;

const isRefusal = (error: unknown): error is Error =>
  error instanceof EncodeError ||
  (error instanceof DatabaseError && REFUSED.test(error.code) && error.code !== UNIQUE_VIOLATION);

function rejectionOf(batch: StoreBatch, error: Error): Rejection {
  const [kind] = (['spans', 'calls', 'logs', 'points', 'scores'] as const).filter(
    (name) => batch[name].length > 0,
  );
  const what = {
    spans: 'A span',
    calls: 'A model call',
    logs: 'A log record',
    points: 'A metric point',
    scores: 'A score',
  };
  return {
    code: 'RECORD_REFUSED',
    message: `${what[kind ?? 'spans']} was refused by the database: ${error.message}. Its neighbours are stored.`,
  };
}

/** Whatever it is, the records are not at fault, and the sender must not drop them. */
function asUnavailable(error: unknown): ObservatoryError {
  if (error instanceof ObservatoryError && error.fault === 'unavailable') return error;
  const reason = error instanceof Error ? error.message : String(error);
  return unavailable(`The batch could not be stored: ${reason}`, RETRY_AFTER_SECONDS, error);
}
