/** What keeps the database small and quick: closing chunks, forgetting, vacuum where nobody else does it. */
import type { Settings } from '../config/settings';
import { closeOldestChunk, hasColumnstore } from '../store/columnstore';
import type { Engine } from '../store/engine';
import { forget } from '../store/retention';
import { checkpoint, needsVacuum, vacuumAll, vacuumQueue } from '../store/vacuum';
import type { Job } from './schedule';

export type RetentionSettings = Pick<Settings, 'retainContent' | 'retainSignals' | 'retainCalls'>;

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** A chunk stays open for late rows for so long after its end. */
const OPEN_MS = 24 * HOUR_MS;

const before = (now: Date, ms: number): Date => new Date(now.getTime() - ms);

/** Closes chunks whose end lies a day back. */
export const closeJob = (engine: Engine, now: () => Date): Job => ({
  name: 'close',
  everyMs: 10 * MINUTE_MS,
  run: async () => hasColumnstore(engine) && closeOldestChunk(engine, before(now(), OPEN_MS)),
});

export const retainJob = (engine: Engine, settings: RetentionSettings, now: () => Date): Job => ({
  name: 'retain',
  everyMs: HOUR_MS,
  async run() {
    const since = (seconds: number) => before(now(), seconds * 1000);
    await forget(engine, {
      content: since(settings.retainContent),
      signals: since(settings.retainSignals),
      calls: since(settings.retainCalls),
    });
    return false;
  },
});

export function vacuumJob(engine: Engine, now: () => Date): Job {
  let all = now();
  return {
    name: 'vacuum',
    everyMs: 5 * MINUTE_MS,
    async run() {
      if (!needsVacuum(engine)) return false;
      await vacuumQueue(engine);
      await checkpoint(engine);
      if (all > before(now(), HOUR_MS)) return false;
      all = now();
      await vacuumAll(engine);
      return false;
    },
  };
}
