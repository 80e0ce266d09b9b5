/**
 * Runs jobs on one backend at a time: the one that holds the leader's lock. A job that fails is logged and tried again;
 * it never ends the process. When the connection with the lock breaks, the jobs stop and whoever is first takes over.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../observe/logger';
import type { Engine } from '../store/engine';
import { LOCKS } from '../store/locks';

export interface Job {
  name: string;
  everyMs: number;
  /** This backend becomes the leader: the one before may have left something undone. */
  takeOver?(): void;
  /** True: there is more to do at once. */
  run(): Promise<boolean>;
}

export interface Schedule {
  isLeader(): boolean;
  /** Waits for what runs. */
  stop(): Promise<void>;
}

const TAKE_LOCK_MS = 5_000;
/** After a failure, at least. */
const REST_MS = 1_000;

export function startSchedule(engine: Engine, jobs: readonly Job[], logger: Logger): Schedule {
  const stopping = new AbortController();
  let leading = false;

  async function lead(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        const lock = await engine.tryLock(LOCKS.leader);
        if (lock) {
          leading = true;
          for (const job of jobs) job.takeOver?.();
          const until = AbortSignal.any([stopping.signal, lock.lost]);
          await Promise.all(jobs.map((job) => repeat(job, until, logger)));
          leading = false;
          await lock.release();
        }
      } catch (error) {
        logger.warn({ why: messageOf(error) }, 'the lock of the jobs could not be asked for');
      }
      await rest(TAKE_LOCK_MS, stopping.signal);
    }
  }

  const ended = lead();
  return {
    isLeader: () => leading,
    async stop() {
      stopping.abort();
      await ended;
    },
  };
}

async function repeat(job: Job, until: AbortSignal, logger: Logger): Promise<void> {
  while (!until.aborted) {
    let pause = job.everyMs;
    try {
      if (await job.run()) pause = 0;
    } catch (error) {
      pause = Math.max(pause, REST_MS);
      if (!until.aborted)
        logger.warn({ job: job.name, why: messageOf(error) }, 'a job failed; it will be tried again');
    }
    await rest(pause, until);
  }
}

const rest = (ms: number, until: AbortSignal): Promise<void> =>
  sleep(ms, undefined, { signal: until }).catch(() => undefined);

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
