/** Every job of the backend, and what the other rooms want to know of them. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../observe/logger';
import type { Engine } from '../store/engine';
import { readSettledUntil } from '../store/settlement/queue';
import type { Settle } from '../store/settlement/settlePortion';
import { closeJob, retainJob, vacuumJob, type RetentionSettings } from './housekeeping';
import { refreshJob } from './refresh';
import { startSchedule } from './schedule';
import { settleJob } from './settle';

export interface JobsOptions {
  engine: Engine;
  /** `account/settle` with its prices. */
  settle: Settle;
  settings: RetentionSettings;
  logger: Logger;
  now: () => Date;
}

export interface Jobs {
  /** Everything that was ingested before this time is settled; null until that is known. On every backend, leader or not. */
  settledUntil(): Date | null;
  isLeader(): boolean;
  /** Waits for what runs. */
  stop(): Promise<void>;
}

const ASK_MS = 1_000;

export function startJobs({ engine, settle, settings, logger, now }: JobsOptions): Jobs {
  const refresh = refreshJob(engine, now);
  const jobs = [
    settleJob({ engine, settle, logger, touched: (calls) => refresh.touch(calls) }),
    refresh,
    closeJob(engine, now),
    retainJob(engine, settings, now),
    vacuumJob(engine, now),
  ];
  const schedule = startSchedule(engine, jobs, logger);
  const watch = watchSettledUntil(engine);
  return {
    settledUntil: watch.value,
    isLeader: () => schedule.isLeader(),
    async stop() {
      await Promise.all([schedule.stop(), watch.stop()]);
    },
  };
}

/** Asked of the database, because the leader may be another backend. While it is away, the last answer stays true. */
function watchSettledUntil(engine: Engine) {
  const stopping = new AbortController();
  let until: Date | null = null;
  async function ask(): Promise<void> {
    while (!stopping.signal.aborted) {
      until = await readSettledUntil(engine).catch(() => until);
      await sleep(ASK_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  }
  const ended = ask();
  return {
    value: () => until,
    async stop() {
      stopping.abort();
      await ended;
    },
  };
}
