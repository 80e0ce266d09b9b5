import type { LlmDataQuery } from './query';
import { migrateQuery } from './migrateQuery';

/** False for a query that is hidden or not written yet: Grafana leaves it out. */
export function isRunnable(stored: LlmDataQuery): boolean {
  if (stored.hide) return false;
  const query = migrateQuery(stored);
  if (query.queryType === 'trace') return Boolean(query.traceId?.trim());
  if (query.queryType === 'sql') return Boolean(query.rawSql?.trim());
  return query.queryType !== 'metrics' || query.measures?.length !== 0;
}
