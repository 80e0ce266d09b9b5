/** Spans of one trace with what their calls were, for a flame graph. */
import { Parameters, type Statement } from './statement';
import { MAX_TRACE_SPANS, type Window } from './trace';

export interface FlameSpanRow {
  span_id: string;
  parent_span_id: string | null;
  name: string;
  start_ms: number;
  duration_ms: number;
}

/** Calls that count; `span_id` null: seen as a log only. */
export interface FlameCallRow {
  span_id: string | null;
  name: string;
  cost: number | null;
  tokens: number | null;
}

export function flameTraceSql(
  traceId: string,
  projects: readonly string[],
  window: Window | null,
): { spans: Statement; calls: Statement } {
  const statement = (text: (where: string) => string): Statement => {
    const params = new Parameters();
    const time = window ? ` AND x.ts >= ${params.time(window.from)} AND x.ts < ${params.time(window.to)}` : '';
    return {
      sql: text(
        `WHERE x.project = ANY(${params.add([...projects])}::text[]) AND x.trace_id = ${params.add(traceId)}::uuid${time}`,
      ),
      params: params.values,
    };
  };
  return {
    spans: statement(
      (where) => `SELECT x.span_id, x.parent_span_id, x.name, x.start_unix_nano / 1e6 AS start_ms, x.duration_nano / 1e6 AS duration_ms
FROM spans x ${where} ORDER BY x.start_unix_nano, x.span_id LIMIT ${MAX_TRACE_SPANS}`,
    ),
    calls: statement(
      (where) => `SELECT x.span_id, coalesce(x.model_name, x.operation) AS name, x.total_cost_usd AS cost, x.total_tokens AS tokens FROM llm_metrics x ${where}`,
    ),
  };
} // prettier-ignore
