/** A traces query → SQL on the table of traces: one row per trace, never a scan of spans. */
import type { TracesQuery } from '@llmobservatory/model';
import { conditionsOf } from './conditions';
import { traceScoresJoin } from './scores';
import { Parameters, type Statement } from './statement';
import { scoreConditionsSql, whereSql } from './where';

/** Columns of `tracesSql`, as decoded. */
export interface TraceRow {
  trace_id: string;
  /** ms since 1970 */
  ts: number;
  name: string | null;
  service_name: string | null;
  models: string[];
  call_count: number;
  span_count: number;
  error_count: number;
  duration_ms: number;
  ttft_ms: number | null;
  total_cost_usd: number | null;
  unpriced_calls: number;
  input_tokens: number | null;
  output_tokens: number | null;
  user_id: string | null;
  session_id: string | null;
  environment: string | null;
  release: string | null;
  lowest_score: number | null;
  /** Name → mean, else label. */
  scores: Record<string, number | string> | null;
}

const ORDER: Record<TracesQuery['sort'], string> = {
  newest: 't.ts DESC',
  slowest: 't.duration_ms DESC, t.ts DESC',
  dearest: 't.total_cost_usd DESC NULLS LAST, t.ts DESC',
  most_tokens: 'coalesce(t.input_tokens, 0) + coalesce(t.output_tokens, 0) DESC, t.ts DESC',
  most_errors: 't.error_count DESC, t.ts DESC',
  lowest_score: 'sc.lowest NULLS LAST, t.ts DESC',
};

/** One row more than the limit, which tells whether there are others. */
export function tracesSql(
  query: TracesQuery,
  range: { from: Date; to: Date },
  projects: readonly string[],
): Statement {
  const params = new Parameters();
  const conditions = conditionsOf(query, 'traces');
  const bounds = {
    owned: params.add([...projects]),
    from: params.time(range.from),
    to: params.time(range.to),
  };
  const where = scoreConditionsSql(
    conditions.filter(({ on }) => on === 'scores'),
    params,
  );
  const sql = `SELECT t.trace_id, t.ts, t.name, t.service_name, t.models, t.call_count, t.span_count, t.error_count, t.duration_ms,
  t.ttft_ms, t.total_cost_usd, t.unpriced_calls, t.input_tokens, t.output_tokens, t.user_id, t.session_id, t.environment, t.release,
  sc.lowest AS lowest_score, sc.scores
FROM traces t${traceScoresJoin({ ...bounds, where })}
WHERE t.project = ANY(${bounds.owned}::text[]) AND t.ts >= ${bounds.from} AND t.ts < ${bounds.to}${whereSql(conditions, { target: 'traces', alias: 't', from: range.from }, params)}
ORDER BY ${ORDER[query.sort]} LIMIT ${query.limit + 1}`;
  return { sql, params: params.values };
}
