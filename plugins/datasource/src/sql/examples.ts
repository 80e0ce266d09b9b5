/** SQL to begin with: one for each question that people ask first. A test runs them all on a database. */
import type { SqlQuery } from '@llmobservatory/model';

export interface SqlExample {
  name: string;
  doc: string;
  format: SqlQuery['format'];
  sql: string;
}

export const EXAMPLES: readonly SqlExample[] = [
  {
    name: 'Cost by model',
    doc: 'Calls, tokens and cost of the range',
    format: 'table',
    sql: `SELECT model_name, count(*) AS calls, sum(total_tokens) AS tokens, sum(total_cost_usd) AS cost_usd
FROM llm_metrics
WHERE $__timeFilter(ts)
GROUP BY model_name
ORDER BY cost_usd DESC NULLS LAST`,
  },
  {
    name: 'Duration p95 over time',
    doc: 'A line for each model',
    format: 'time_series',
    sql: `SELECT $__timeGroupAlias(ts, $__interval), model_name,
  percentile_cont(0.95) WITHIN GROUP (ORDER BY duration_ms) AS duration_ms
FROM llm_metrics
WHERE $__timeFilter(ts)
GROUP BY 1, 2
ORDER BY 1`,
  },
  {
    name: 'Dearest calls',
    doc: 'With the way to their trace',
    format: 'table',
    sql: `SELECT ts, trace_id, service_name, model_name, user_id, total_tokens, total_cost_usd, duration_ms
FROM llm_metrics
WHERE $__timeFilter(ts)
ORDER BY total_cost_usd DESC NULLS LAST
LIMIT 100`,
  },
  {
    name: 'Errors by type',
    doc: 'Which provider, how often, when last',
    format: 'table',
    sql: `SELECT provider, error_code, http_status_code, count(*) AS calls, max(ts) AS last_seen
FROM llm_metrics
WHERE $__timeFilter(ts) AND error_code IS NOT NULL
GROUP BY 1, 2, 3
ORDER BY calls DESC`,
  },
  {
    name: 'Calls without a cost',
    doc: 'And why it is unknown',
    format: 'table',
    sql: `SELECT provider, model_name, state_reason, count(*) AS calls
FROM llm_metrics
WHERE $__timeFilter(ts) AND total_cost_usd IS NULL
GROUP BY 1, 2, 3
ORDER BY calls DESC`,
  },
  {
    name: 'Slow spans',
    doc: 'Of all kinds, by name',
    format: 'table',
    sql: `SELECT service_name, name, operation, count(*) AS spans, avg(duration_ms) AS mean_ms, max(duration_ms) AS longest_ms
FROM llm_traces
WHERE $__timeFilter(ts)
GROUP BY 1, 2, 3
ORDER BY longest_ms DESC
LIMIT 50`,
  },
];

/** What an empty editor begins with. */
export const STARTER = EXAMPLES[0]!.sql;
