/** A users query → SQL: one row a user, calls without a user id as one row at the end. */
import type { UsersQuery } from '@llmobservatory/model';
import { callsIn, namesSql, rangesOf, type Range } from './callsIn';
import { shiftMs } from './periods';
import { Parameters, type Statement } from './statement';

/** Columns of `usersSql`, as decoded. */
export interface UserRow {
  user: string;
  cost: number | null;
  cost_previous: number | null;
  unpriced: number;
  /** Of all users; null: none has a known cost. */
  all_cost: number | null;
  calls: number;
  calls_previous: number;
  errors: number;
  input_tokens: number | null;
  output_tokens: number | null;
  conversations: number;
  traces: number;
  apps: string[] | null;
  models: string[] | null;
  /** ms since 1970; null: only in the earlier period */
  first_at: number | null;
  last_at: number | null;
  /** Users with an id, shown or not. */
  users: number;
}

const ORDER: Record<UsersQuery['sort'], string> = {
  dearest: 'cost DESC NULLS LAST, calls DESC',
  most_calls: 'calls DESC',
  most_tokens: 'coalesce(input_tokens, 0) + coalesce(output_tokens, 0) DESC',
  most_errors: 'errors DESC, calls DESC',
  newest: 'last_at DESC NULLS LAST',
};

export function usersSql(query: UsersQuery, range: Range, projects: readonly string[]): Statement {
  const params = new Parameters();
  const shift = query.compare === 'none' ? null : shiftMs(query.compare, range, null);
  const rows = rangesOf(range, shift).map(
    (
      period,
      index,
    ) => `SELECT ${index} AS period, coalesce(m.user_id, '') AS "user", m.total_cost_usd, m.error_code, m.prompt_tokens,
  m.completion_tokens, m.session_id, m.trace_id, m.service_name, m.model_name, m.ts FROM ${callsIn(query, period, projects, params)}`,
  );
  const now = 'FILTER (WHERE period = 0)';
  const sql = `WITH r AS (\n${rows.join('\nUNION ALL ')}\n),
grouped AS (SELECT "user",
  sum(total_cost_usd) ${now} AS cost, sum(total_cost_usd) FILTER (WHERE period = 1) AS cost_previous,
  count(*) FILTER (WHERE period = 0 AND total_cost_usd IS NULL) AS unpriced,
  count(*) ${now} AS calls, count(*) FILTER (WHERE period = 1) AS calls_previous, count(error_code) ${now} AS errors,
  sum(prompt_tokens) ${now} AS input_tokens, sum(completion_tokens) ${now} AS output_tokens,
  count(DISTINCT session_id) ${now} AS conversations, count(DISTINCT trace_id) ${now} AS traces,
  ${namesSql('service_name')} AS apps, ${namesSql('model_name')} AS models, min(ts) ${now} AS first_at, max(ts) ${now} AS last_at
  FROM r GROUP BY "user"),
ranked AS (SELECT *, row_number() OVER (PARTITION BY "user" = '' ORDER BY ${ORDER[query.sort]}, "user") AS place,
  count(*) FILTER (WHERE "user" <> '') OVER () AS users, sum(cost) OVER () AS all_cost FROM grouped)
SELECT * FROM ranked WHERE place <= ${query.limit} ORDER BY "user" = '', place`;
  return { sql, params: params.values };
}
