/** A conversation query → SQL: where the conversation lies in time, its turns, and the tools they ran. */
import type { ConversationQuery } from '@llmobservatory/model';
import { callsIn, namesSql, type Range } from './callsIn';
import { Parameters, type Statement } from './statement';

/** Row: `from`, `to` as decoded times; none when no settled trace belongs to it. By the index on session_id. */
export function conversationTimesSql(id: string, projects: readonly string[]): Statement {
  const params = new Parameters();
  return {
    sql: `SELECT min(ts) AS "from", to_timestamp(max(end_unix_nano) / 1e9) AS "to" FROM traces
WHERE session_id = ${params.add(id)}::text AND project = ANY(${params.add([...projects])}::text[]) HAVING count(*) > 0`,
    params: params.values,
  };
}

/** Columns of `turnsSql`, as decoded. A turn is a trace; a call without a trace is one of its own. */
export interface TurnRow {
  project: string;
  trace_id: string | null;
  /** Of the last call that did not fail: it knows the whole turn. */
  span_id: string | null;
  dialect: string | null;
  operation: string | null;
  /** ms since 1970 */
  first_at: number;
  last_at: number;
  user: string | null;
  app: string | null;
  models: string[] | null;
  calls: number;
  errors: number;
  cost: number | null;
  unpriced: number;
  input_tokens: number | null;
  output_tokens: number | null;
  /** Turns there are. */
  turns: number;
}

export function turnsSql(query: ConversationQuery, range: Range, projects: readonly string[]): Statement {
  const params = new Parameters();
  const calls = callsIn(query, range, projects, params);
  const last = (column: string) =>
    `(array_agg(${column} ORDER BY m.error_code IS NULL DESC, m.ts DESC) FILTER (WHERE m.span_id IS NOT NULL))[1]`;
  const sql = `SELECT m.project, m.trace_id, ${last('m.span_id')} AS span_id, ${last('m.dialect')} AS dialect, ${last('m.operation')} AS operation,
  min(m.ts) AS first_at, max(m.ts + m.duration_ms * INTERVAL '1 millisecond') AS last_at,
  max(m.user_id) AS "user", max(m.service_name) AS app, ${namesSql('m.model_name')} AS models, count(*) AS calls, count(m.error_code) AS errors,
  sum(m.total_cost_usd) AS cost, count(*) FILTER (WHERE m.total_cost_usd IS NULL) AS unpriced,
  sum(m.prompt_tokens) AS input_tokens, sum(m.completion_tokens) AS output_tokens, count(*) OVER () AS turns
FROM ${calls} AND m.session_id = ${params.add(query.conversationId)}::text
GROUP BY m.project, m.trace_id, CASE WHEN m.trace_id IS NULL THEN coalesce(m.response_id, m.ts::text) END
ORDER BY first_at, m.trace_id LIMIT ${query.limit} OFFSET ${query.offset}`;
  return { sql, params: params.values };
}

export interface TurnToolsRow {
  project: string;
  trace_id: string;
  tools: string[];
}

export function turnToolsSql(traceIds: readonly string[], range: Range, projects: readonly string[]): Statement {
  const params = new Parameters();
  return {
    sql: `SELECT s.project, s.trace_id, array_agg(DISTINCT s.tool_name) AS tools FROM spans s
WHERE s.project = ANY(${params.add([...projects])}::text[]) AND s.trace_id = ANY(${params.add([...traceIds])}::uuid[])
  AND s.ts >= ${params.time(range.from)} AND s.ts < ${params.time(range.to)} AND s.operation = 'tool' AND s.tool_name IS NOT NULL GROUP BY 1, 2`,
    params: params.values,
  };
} // prettier-ignore
