/**
 * Settles what ingest touched. Portions shrink when one fails and grow again when they succeed, so a group that can't be
 * settled is found, logged and left out, and everything else goes on. Whatever touches that group again asks again.
 */
import type { Logger } from '../observe/logger';
import { ObservatoryError } from '../record/errors';
import type { Engine } from '../store/engine';
import { removePortion, takePortion } from '../store/settlement/queue';
import { settlePortion, type Settle } from '../store/settlement/settlePortion';
import type { Span } from '../store/settlement/write';
import type { Job } from './schedule';

export interface SettleJobOptions {
  engine: Engine;
  settle: Settle;
  logger: Logger;
  /** Rollups of this time have to be refreshed. */
  touched(calls: Span): void;
}

const EVERY_MS = 1_000;
/** Rows of the queue in one transaction. */
const PORTION = 2_000;

export function settleJob({ engine, settle, logger, touched }: SettleJobOptions): Job {
  let rows = PORTION;

  async function leaveOut(error: unknown): Promise<void> {
    const portion = await takePortion(engine, 1);
    if (!portion) return;
    await engine.run([removePortion(portion)], { lane: 'job' });
    logger.error(
      { project: portion.project, traces: portion.traceIds, why: String(error) },
      'a trace could not be settled; its calls stay as they came',
    );
  }

  return {
    name: 'settle',
    everyMs: EVERY_MS,
    async run() {
      try {
        const settled = await settlePortion(engine, settle, rows);
        rows = Math.min(PORTION, rows * 2);
        if (settled?.calls) touched(settled.calls);
        return settled !== null;
      } catch (error) {
        // Not the fault of any group: the database is away, or slow.
        if (error instanceof ObservatoryError && error.fault === 'unavailable') throw error;
        if (rows === 1 && !(error instanceof ObservatoryError)) await leaveOut(error);
        rows = Math.max(1, Math.floor(rows / 2));
        return true;
      }
    },
  };
}
