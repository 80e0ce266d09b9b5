/** Keeps the continuous aggregates up to date. Nothing else does: there are no background workers everywhere we run. */
import type { Engine } from './engine';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** As migrations/0003_rollups.community.sql made them. */
const ROLLUPS: readonly { name: string; bucketMs: number }[] = [
  { name: 'calls_hourly_v1', bucketMs: HOUR_MS },
  { name: 'calls_daily_v1', bucketMs: DAY_MS },
  { name: 'latency_hourly_v1', bucketMs: HOUR_MS },
  { name: 'latency_daily_v1', bucketMs: DAY_MS },
  { name: 'ttft_hourly_v1', bucketMs: HOUR_MS },
  { name: 'ttft_daily_v1', bucketMs: DAY_MS },
];

/** A first refresh may read years of calls. */
const TIMEOUT_MS = 30 * 60_000;

export const hasRollups = ({ facts }: Engine): boolean => facts.edition === 'community';

/**
 * Recomputes the buckets that changed, up to the last one that is complete: what is newer is read from the calls, so a
 * bucket that still fills is never read from a rollup.
 * @param from null: from the first call on
 */
export async function refreshRollups(engine: Engine, from: Date | null, now: Date): Promise<void> {
  for (const { name, bucketMs } of ROLLUPS) {
    const start = from && floor(from, bucketMs);
    const end = floor(now, bucketMs);
    if (start && start >= end) continue;
    const sql = `CALL refresh_continuous_aggregate('${name}', $1::timestamptz, $2::timestamptz)`;
    await engine.run([{ sql, params: [start, end] }], {
      lane: 'job',
      autocommit: true,
      timeoutMs: TIMEOUT_MS,
    });
  }
}

const floor = (time: Date, ms: number): Date => new Date(Math.floor(time.getTime() / ms) * ms);
