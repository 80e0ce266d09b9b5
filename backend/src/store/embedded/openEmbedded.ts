/**
 * The embedded engine's adapter: a mailbox in front of a worker thread that runs one request at a time.
 *
 * States: `opening` (the worker starts, requests wait) → `ready` (idle, or `running` is set) → `opening` again after a
 * deadline or a crash → … → `failed` (opening went wrong too often; the next request after a pause tries again) →
 * `closed`. Terminating the worker is the one way to stop a running statement. Nothing committed is lost by that: the
 * database recovers from its write-ahead log when it is opened again, as after the death of the process.
 * Not promised: surviving the loss of power, because this engine never calls fsync.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { DatabaseError, type Database, type RunOptions, type Step, type StepResult } from '../engine';
import { cancelled, limitPassed, queryTimeout, unavailable } from '../failures';
import { onAbort } from '../onAbort';
import { parameterText } from '../parameters';
import { lockFolder } from './folderLock';
import { Mailbox } from './mailbox';
import type { WireStep, WorkerOptions, WorkerReply, WorkerRequest } from './messages';

export interface EmbeddedOptions {
  /** Folder of the data, or "memory://" for a database that is gone when it is closed. */
  dataDir: string;
  /** Deadline of runs that bring none. */
  timeoutMs: number;
  /** File of the worker. Default: beside this code, from source or from the bundle. */
  workerUrl?: URL;
}

interface Waiting {
  lane: RunOptions['lane'];
  request: WorkerRequest;
  limits: Pick<RunOptions, 'maxRows' | 'maxBytes'>;
  timeoutMs: number;
  resolve(results: StepResult[]): void;
  reject(error: Error): void;
}

/** So many abnormal ends of the worker within this time, and requests fail instead of waiting for the next try. */
const CRASHES = 3;
const CRASH_WINDOW_MS = 60_000;
/** A failed engine is opened again by the first request after this time. */
const REST_MS = 5_000;
const CLOSE_MS = 10_000;

/** @throws ObservatoryError DATA_DIR_LOCKED, DATABASE_UNAVAILABLE (the folder can't be opened: the text says why) */
export async function openEmbedded(options: EmbeddedOptions): Promise<Database> {
  if (options.dataDir === 'memory://') return start({ folder: 'memory://' }, options, () => {});
  const unlock = await lockFolder(options.dataDir);
  try {
    const folder = join(options.dataDir, 'postgres');
    mkdirSync(folder, { recursive: true });
    return await start({ folder }, options, unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}

async function start(
  workerOptions: WorkerOptions,
  { timeoutMs, workerUrl }: EmbeddedOptions,
  unlock: () => void,
): Promise<Database> {
  const mailbox = new Mailbox<Waiting>();
  const crashes: number[] = [];
  let state: 'opening' | 'ready' | 'failed' | 'closed' = 'opening';
  let failure = '';
  let worker: Worker | undefined;
  let running: Waiting | undefined;
  let deadline: NodeJS.Timeout | undefined;
  let closing: (() => void) | undefined;

  /** Resolves when the worker takes requests, or when opening was given up (state `failed`). */
  async function open(): Promise<void> {
    state = 'opening';
    while (state === 'opening') {
      try {
        worker = await startWorker(workerOptions, workerUrl);
        worker.on('message', onReply);
        worker.once('exit', onExit);
        state = 'ready';
      } catch (error) {
        noteCrash(error instanceof Error ? error.message : String(error));
      }
    }
    pump();
  }

  function noteCrash(message: string): void {
    failure = message;
    const now = Date.now();
    crashes.push(now);
    while (crashes[0] !== undefined && crashes[0] < now - CRASH_WINDOW_MS) crashes.shift();
    if (crashes.length < CRASHES || state === 'closed') return;
    state = 'failed';
    setTimeout(() => crashes.splice(0), REST_MS).unref();
    for (const waiting of mailbox.drain()) waiting.reject(brokenDown());
    closing?.();
  }

  const brokenDown = () =>
    unavailable(`The embedded database ends by itself again and again (${failure}).`, REST_MS / 1000);

  function pump(): void {
    if (state !== 'ready' || running) return;
    running = mailbox.next();
    if (!running) {
      closing?.();
      return;
    }
    deadline = setTimeout(onDeadline, running.timeoutMs);
    const bytes = running.request.steps.flatMap((step) =>
      'copyInto' in step ? [step.bytes.buffer as ArrayBuffer] : [],
    );
    worker?.postMessage(running.request, bytes);
  }

  /** Ends the running request; the caller says how. */
  function finish(): Waiting | undefined {
    const finished = running;
    running = undefined;
    clearTimeout(deadline);
    return finished;
  }

  function onReply(reply: WorkerReply): void {
    if (reply.kind === 'broken') {
      failure = reply.message;
      return;
    }
    const finished = finish();
    if (reply.kind === 'done') finished?.resolve(reply.results);
    if (reply.kind === 'refused') finished?.reject(new DatabaseError(reply.error));
    if (reply.kind === 'limit') finished?.reject(limitPassed(reply.limit, finished.limits));
    pump();
  }

  function onDeadline(): void {
    const stopped = finish();
    stopped?.reject(queryTimeout(stopped.timeoutMs));
    const stuck = worker;
    worker = undefined;
    state = 'opening';
    stuck?.off('exit', onExit);
    void stuck?.terminate().then(open);
  }

  function onExit(): void {
    finish()?.reject(unavailable(`The embedded database ended while it worked on this (${failure}).`, 1));
    worker = undefined;
    if (state === 'closed') return;
    state = 'opening';
    noteCrash(failure);
    if (state === 'opening') void open();
  }

  function run(steps: readonly Step[], options: RunOptions): Promise<StepResult[]> {
    const { signal } = options;
    if (state === 'closed' || closing) return Promise.reject(unavailable('The database is being closed.', 1));
    if (signal?.aborted) return Promise.reject(cancelled());
    if (state === 'failed') {
      if (crashes.length > 0) return Promise.reject(brokenDown());
      void open();
    }
    return new Promise((resolve, reject) => {
      const limit = options.timeoutMs ?? timeoutMs;
      const leave = (error: Error) => {
        mailbox.remove(waiting);
        settle(() => reject(error));
      };
      // A running request goes on when its caller leaves; only its answer has nobody to go to.
      const stayed = onAbort(signal, () => leave(cancelled()));
      const patience = setTimeout(() => {
        if (running !== waiting) leave(queryTimeout(limit));
      }, limit);
      const settle = (done: () => void) => {
        clearTimeout(patience);
        stayed();
        done();
      };
      const waiting: Waiting = {
        lane: options.lane,
        request: toRequest(steps, options),
        limits: options,
        timeoutMs: limit,
        resolve: (results) => settle(() => resolve(results)),
        reject: (error) => settle(() => reject(error)),
      };
      mailbox.add(waiting);
      pump();
    });
  }

  async function close(): Promise<void> {
    if (state === 'closed' || closing) return;
    await new Promise<void>((idle) => {
      closing = idle;
      if (state === 'failed') idle();
      pump();
    });
    state = 'closed';
    await stopWorker(worker);
    unlock();
  }

  await open();
  if (state !== ('ready' as string)) {
    throw unavailable(`The embedded database in ${workerOptions.folder} can't be opened: ${failure}`, 5);
  }
  return {
    run,
    close,
    // Nobody else can have the folder, so nobody else can have a lock in it.
    tryLock: async () => ({ lost: new AbortController().signal, release: async () => {} }),
  };
}

function toRequest(steps: readonly Step[], options: RunOptions): WorkerRequest {
  return {
    steps: steps.map(toWireStep),
    readOnly: options.readOnly === true || options.asReader === true,
    autocommit: options.autocommit === true,
    maxRows: options.maxRows ?? null,
    maxBytes: options.maxBytes ?? null,
  };
}

function toWireStep(step: Step): WireStep {
  if ('sql' in step) return { sql: step.sql, params: (step.params ?? []).map(parameterText) };
  // A copy of exactly these bytes, so that it can be handed over; the caller's buffer is larger, and is used again.
  if ('copyInto' in step) return { ...step, bytes: Uint8Array.from(step.bytes) };
  return step;
}

const FROM_SOURCE = import.meta.url.endsWith('.ts');

function startWorker(workerData: WorkerOptions, url?: URL): Promise<Worker> {
  const file = FROM_SOURCE ? './worker.development.mjs' : './embeddedWorker.js';
  const worker = new Worker(url ?? new URL(file, import.meta.url), { workerData });
  return new Promise((resolve, reject) => {
    worker.once('message', (reply: WorkerReply) => {
      if (reply.kind === 'ready') resolve(worker);
      if (reply.kind === 'broken') reject(new Error(reply.message));
    });
    // Without a listener an error in the thread would end the process.
    worker.on('error', reject);
    worker.once('exit', (code) => reject(new Error(`the worker thread ended with ${code}`)));
  });
}

/** A clean close writes a checkpoint, so that the next start has nothing to recover. */
async function stopWorker(worker: Worker | undefined): Promise<void> {
  if (!worker) return;
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  worker.postMessage('close');
  const late = setTimeout(() => void worker.terminate(), CLOSE_MS);
  await ended;
  clearTimeout(late);
}
