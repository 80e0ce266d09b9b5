/** Forgets what is older than it is kept. Chunks are dropped whole; only plain tables lose rows one by one. */
import type { Engine } from './engine';

/** Times before which a class of data is forgotten. */
export interface KeepSince {
  content: Date;
  signals: Date;
  calls: Date;
}

const CHUNKED: readonly { table: string; keep: keyof KeepSince }[] = [
  { table: 'span_content', keep: 'content' },
  { table: 'spans', keep: 'signals' },
  { table: 'logs', keep: 'signals' },
  { table: 'metric_points', keep: 'signals' },
  { table: 'calls', keep: 'calls' },
  { table: 'scores', keep: 'calls' },
];

const PLAIN: readonly { table: string; time: string; keep: keyof KeepSince }[] = [
  { table: 'traces', time: 'ts', keep: 'signals' },
  { table: 'accounting_log', time: 'at', keep: 'calls' },
];

/** Rows of one DELETE: short transactions, so that nobody waits for them. */
const PORTION = 5000;

export async function forget(engine: Engine, since: KeepSince): Promise<void> {
  for (const { table, keep } of CHUNKED) {
    await engine.run(
      [{ sql: `SELECT drop_chunks('${table}', older_than => $1::timestamptz)`, params: [since[keep]] }],
      {
        lane: 'job',
      },
    );
  }
  for (const { table, time, keep } of PLAIN) {
    const sql = `DELETE FROM ${table} WHERE ctid = ANY(ARRAY(SELECT ctid FROM ${table} WHERE ${time} < $1 LIMIT ${PORTION}))`;
    for (let removed = PORTION; removed === PORTION;) {
      const [result] = await engine.run([{ sql, params: [since[keep]] }], { lane: 'job' });
      removed = result?.rowCount ?? 0;
    }
  }
}
