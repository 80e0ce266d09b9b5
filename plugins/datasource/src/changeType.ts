import type { QueryType } from '@llmobservatory/model';
import type { AnyQuery } from './query';

const STARTER_SQL = `SELECT model_name, count(*) AS calls, sum(total_cost_usd) AS cost_usd
FROM llm_metrics
WHERE $__timeFilter(ts)
GROUP BY model_name
ORDER BY cost_usd DESC`;

/** Another kind of query. What was chosen stays for the way back, but a limit: each kind has its own bounds. */
export function changeType(query: AnyQuery, queryType: QueryType): AnyQuery {
  const { limit: _, ...kept } = 'limit' in query ? query : { ...query, limit: undefined };
  const next = { ...kept, queryType } as AnyQuery;
  return next.queryType === 'sql' && !next.rawSql ? { ...next, rawSql: STARTER_SQL } : next;
}
