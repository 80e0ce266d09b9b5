/** A conversations query → SQL: one row a conversation, from its calls in the range. */
import type { ConversationsQuery } from '@llmobservatory/model';
import { callsIn, namesSql, type Range } from './callsIn';
import { lowestScoreJoin } from './scores';
import { Parameters, type Statement } from './statement';

/** Columns of `conversationsSql`, as decoded. */
export interface ConversationRow {
  project: string;
  conversation: string;
  /** ms since 1970 */
  first_at: number;
  last_at: number;
  user: string | null;
  app: string | null;
  environment: string | null;
  models: string[] | null;
  turns: number;
  calls: number;
  errors: number;
  cost: number | null;
  unpriced: number;
  input_tokens: number | null;
  output_tokens: number | null;
  lowest_score: number | null;
  /** Of the first call that has a span: its first user message is the title. */
  trace_id: string | null;
  span_id: string | null;
  dialect: string | null;
  operation: string | null;
}

const ORDER: Record<ConversationsQuery['sort'], string> = {
  newest: 'last_at DESC',
  longest: 'last_at - first_at DESC',
  dearest: 'cost DESC NULLS LAST, last_at DESC',
  most_turns: 'turns DESC, last_at DESC',
  most_tokens: 'coalesce(input_tokens, 0) + coalesce(output_tokens, 0) DESC, last_at DESC',
  most_errors: 'errors DESC, last_at DESC',
  lowest_score: 'lowest_score NULLS LAST, last_at DESC',
};

/** The first known value of a column. */
const first = (column: string, known = column): string =>
  `(array_agg(${column} ORDER BY m.ts) FILTER (WHERE ${known} IS NOT NULL))[1]`;

/** One row more than the limit, which tells whether there are others. */
export function conversationsSql(
  query: ConversationsQuery,
  range: Range,
  projects: readonly string[],
): Statement {
  const params = new Parameters();
  const sql = `SELECT * FROM (SELECT m.project, m.session_id AS conversation, min(m.ts) AS first_at, max(m.ts + m.duration_ms * INTERVAL '1 millisecond') AS last_at,
  ${first('m.user_id')} AS "user", ${first('m.service_name')} AS app, ${first('m.environment')} AS environment, ${namesSql('m.model_name')} AS models,
  count(DISTINCT coalesce(m.trace_id::text, m.response_id, m.ts::text)) AS turns, count(*) AS calls, count(m.error_code) AS errors,
  sum(m.total_cost_usd) AS cost, count(*) FILTER (WHERE m.total_cost_usd IS NULL) AS unpriced,
  sum(m.prompt_tokens) AS input_tokens, sum(m.completion_tokens) AS output_tokens, min(sc.lowest) AS lowest_score,
  ${first('m.trace_id', 'm.span_id')} AS trace_id, ${first('m.span_id')} AS span_id, ${first('m.dialect', 'm.span_id')} AS dialect, ${first('m.operation', 'm.span_id')} AS operation
FROM ${callsIn(query, range, projects, params, lowestScoreJoin)} AND m.session_id <> '' GROUP BY m.project, m.session_id) x
ORDER BY ${ORDER[query.sort]}, conversation LIMIT ${query.limit + 1}`;
  return { sql, params: params.values };
}
