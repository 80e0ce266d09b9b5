/**
 * Refreshes rollups where settlement changed calls of hours that are over, and every hour what became complete. When this
 * backend takes over everything: what an earlier leader left undone. Where nothing changed a refresh reads nothing.
 */
import type { Engine } from '../store/engine';
import { hasRollups, refreshRollups } from '../store/rollups';
import type { Span } from '../store/settlement/write';
import type { Job } from './schedule';

const EVERY_MS = 10_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export interface RefreshJob extends Job {
  /** Calls of this time changed. */
  touch(calls: Span): void;
}

export function refreshJob(engine: Engine, now: () => Date): RefreshJob {
  /** Begin of what has to be read again. null: from the first call on; undefined: nothing. */
  let from: Date | null | undefined = null;
  let last: Date | undefined;

  return {
    name: 'refresh',
    everyMs: EVERY_MS,
    takeOver() {
      from = null;
    },
    touch(calls) {
      const isOpen = calls.from.getTime() >= floor(now(), HOUR_MS).getTime();
      if (!isOpen && from !== null) from = earlier(from, calls.from);
    },
    async run() {
      const time = now();
      const hourIsOver = !last || floor(last, HOUR_MS) < floor(time, HOUR_MS);
      if (!hasRollups(engine) || (from === undefined && !hourIsOver)) return false;
      // The day that was open the last time may be complete now.
      const begin = from === null || !last ? null : earlier(from, floor(last, DAY_MS));
      from = undefined;
      try {
        await refreshRollups(engine, begin, time);
        last = time;
      } catch (error) {
        // Calls may have been touched meanwhile.
        from = begin === null || from === null ? null : earlier(from, begin);
        throw error;
      }
      return false;
    },
  };
}

const floor = (time: Date, ms: number): Date => new Date(Math.floor(time.getTime() / ms) * ms);
const earlier = (left: Date | undefined, right: Date): Date => (left && left < right ? left : right);
