/**
 * The embedded engine has no background processes: dead rows of tables that change, the planner's statistics, and how
 * much is read again after a crash, are ours to mind.
 */
import type { Engine } from './engine';

const CHANGING: readonly string[] = ['settle_queue'];
const ALL: readonly string[] = [
  'traces', 'calls', 'accounting_log', 'spans', 'span_content', 'logs', 'metric_points', 'scores', 'resources', 'model_prices',
]; // prettier-ignore

export const needsVacuum = ({ facts }: Engine): boolean => facts.engine === 'embedded';

/** The queue loses as many rows as it gets, all the time. */
export const vacuumQueue = (engine: Engine): Promise<void> => vacuum(engine, CHANGING);

export const vacuumAll = (engine: Engine): Promise<void> => vacuum(engine, ALL);

/** Bounds the write-ahead log: its place on disk, and the time to open the folder after a crash (3.5 s for a gigabyte). */
export async function checkpoint(engine: Engine): Promise<void> {
  await engine.run([{ sql: 'CHECKPOINT' }], { lane: 'job', autocommit: true });
}

/** Each table is a run of its own, so that ingest gets its turn in between. */
async function vacuum(engine: Engine, tables: readonly string[]): Promise<void> {
  for (const table of tables) {
    await engine.run([{ sql: `VACUUM (ANALYZE) ${table}` }], { lane: 'job', autocommit: true });
  }
}
