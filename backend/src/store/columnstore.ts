/** Closes chunks that nothing writes to any more: rows become columns. Late rows still get in, at a price. */
import type { Engine } from './engine';

const CLOSED: readonly string[] = ['spans', 'span_content', 'logs', 'metric_points'];
const TIMEOUT_MS = 30 * 60_000;

export const hasColumnstore = ({ facts }: Engine): boolean => facts.edition === 'community';

/** One at a time, the oldest first. @returns false when there is none left */
export async function closeOldestChunk(engine: Engine, before: Date): Promise<boolean> {
  const sql = `SELECT format('%I.%I', chunk_schema, chunk_name) FROM timescaledb_information.chunks
               WHERE hypertable_schema = current_schema() AND hypertable_name = ANY($1::text[])
                 AND NOT is_compressed AND range_end <= $2
               ORDER BY range_end LIMIT 1`;
  const [found] = await engine.run([{ sql, params: [CLOSED, before] }], { lane: 'job', readOnly: true });
  const chunk = found?.rows[0]?.[0];
  if (!chunk) return false;
  await engine.run(
    [{ sql: 'SELECT compress_chunk($1::text::regclass, if_not_compressed => true)', params: [chunk] }],
    { lane: 'job', timeoutMs: TIMEOUT_MS },
  );
  return true;
}
