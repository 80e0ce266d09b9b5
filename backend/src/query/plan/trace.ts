/**
 * One trace → the statements that read it: first where it lies in time (a trace id alone would open every chunk), then
 * its spans, resources, content, calls and logs within that window.
 */
import type { TraceQuery } from '@llmobservatory/model';
import { Parameters, type Statement } from './statement';

/** A trace with more spans than this is cut; the panels draw as many. */
export const MAX_TRACE_SPANS = 20_000;

export interface SpanRow {
  project: string;
  span_id: string;
  parent_span_id: string | null;
  start_unix_nano: number | bigint;
  duration_nano: number | bigint;
  name: string;
  kind: string;
  status: string;
  status_message: string | null;
  trace_state: string | null;
  resource_id: number | bigint;
  service_name: string | null;
  scope_name: string | null;
  scope_version: string | null;
  dialect: string | null;
  operation: string | null;
  provider: string | null;
  model_name: string | null;
  agent_name: string | null;
  tool_name: string | null;
  session_id: string | null;
  user_id: string | null;
  attributes: Record<string, unknown>;
  links: { traceId: string; spanId: string; attributes?: Record<string, unknown> }[] | null;
  content_state: 'present' | 'redacted_at_source' | 'truncated' | 'not_captured' | null;
}

export interface ResourceRow {
  id: number | bigint;
  attributes: Record<string, unknown>;
}

export interface ContentRow {
  project: string;
  span_id: string;
  carriers: Record<string, unknown> | null;
  events: { name: string; timeUnixNano: string; attributes?: Record<string, unknown> }[] | null;
}

export interface CallRow {
  project: string;
  span_id: string | null;
  source: 'span' | 'log';
  state: 'counted' | 'aggregate' | 'duplicate' | 'wrapper' | 'not_a_call';
  state_rule: string;
  claim_id: string;
  /** Claim that counts instead. */
  counted_by: string | null;
  release: string | null;
  provider: string | null;
  model_name: string | null;
  session_id: string | null;
  user_id: string | null;
  input_tokens: number | null;
  output_tokens: number | null;
  cache_read_tokens: number | null;
  cache_write_tokens: number | null;
  reasoning_tokens: number | null;
  usage_state: 'reported' | 'estimated' | 'unknown';
  usage_convention: 'declared' | 'inferred' | 'default' | null;
  input_cost_usd: number | null;
  output_cost_usd: number | null;
  total_cost_usd: number | null;
  reported_cost_usd: number | null;
  cost_state: 'computed' | 'reported' | 'unknown';
  state_reason: string | null;
  price_id: string | null;
  ttft_ms: number | null;
  tokens_per_second: number | null;
  streaming: boolean | null;
  finish_reasons: string[];
  response_id: string | null;
  error_code: string | null;
  http_status_code: number | null;
}

export interface TraceLogRow {
  project: string;
  span_id: string | null;
  time_unix_nano: number | bigint;
  event_name: string | null;
  body: string | null;
  body_is_json: boolean;
  attributes: Record<string, unknown>;
}

export interface Window {
  from: Date;
  to: Date;
}

/** Row: `from`, `to` of the settled part of the trace, as decoded times; none when nothing is settled yet. */
export function traceTimesSql(traceId: string, projects: readonly string[]): Statement {
  const params = new Parameters();
  return {
    sql: `SELECT min(ts) AS "from", to_timestamp(max(end_unix_nano) / 1e9) AS "to" FROM traces
WHERE project = ANY(${params.add([...projects])}::text[]) AND trace_id = ${params.add(traceId)}::uuid HAVING count(*) > 0`,
    params: params.values,
  };
}

const HOUR_MS = 3_600_000;

/** Spans of a trace arrive for as long as it runs: what is settled may not be the whole. */
export const around = ({ from, to }: Window, hours: number): Window => ({
  from: new Date(from.getTime() - hours * HOUR_MS),
  to: new Date(to.getTime() + hours * HOUR_MS),
});

/** Where to look for spans that are not settled yet, the likely place first; null: everywhere. */
export const widening = (range: Window): (Window | null)[] => [around(range, 1), around(range, 24), null];

/** Of the table of scores. */
export interface TraceScoreRow {
  project: string;
  target: 'span' | 'trace' | 'session';
  span_id: string | null;
  response_id: string | null;
  /** ms since 1970 */
  ts: number;
  name: string;
  value: number | null;
  label: string | null;
  passed: boolean | null;
  explanation: string | null;
  annotator: string | null;
  error_type: string | null;
}

/** More say no more to a reader. */
const MAX_TRACE_SCORES = 2000;
const SCORE_COLUMNS =
  's.project, s.target, s.span_id, s.response_id, s.ts, s.name, s.value, s.label, s.passed, s.explanation, s.annotator, s.error_type';

export interface TraceStatements {
  spans: Statement;
  resources: Statement;
  calls: Statement;
  logs: Statement;
  content: Statement;
  scores: Statement;
}

/** `window` null: the whole time. */
export function traceSql(
  query: TraceQuery & { traceId: string },
  projects: readonly string[],
  window: Window | null,
): TraceStatements {
  const statement = (text: (where: string) => string): Statement => {
    const params = new Parameters();
    // The scores name these two by their places.
    const owned = `x.project = ANY(${params.add([...projects])}::text[])`;
    const trace = `x.trace_id = ${params.add(query.traceId)}::uuid`;
    const time = window
      ? ` AND x.ts >= ${params.time(window.from)} AND x.ts < ${params.time(window.to)}`
      : '';
    return {
      sql: text(`WHERE ${owned} AND ${trace}${time}`),
      params: params.values,
    };
  };
  return {
    spans: statement(
      (
        where,
      ) => `SELECT x.project, x.span_id, x.parent_span_id, x.start_unix_nano, x.duration_nano, x.name, x.kind, x.status, x.status_message,
  x.trace_state, x.resource_id, x.service_name, x.scope_name, x.scope_version, x.dialect, x.operation, x.provider, x.model_name,
  x.agent_name, x.tool_name, x.session_id, x.user_id, x.attributes, x.links, x.content_state
FROM spans x ${where} ORDER BY x.start_unix_nano, x.span_id LIMIT ${MAX_TRACE_SPANS + 1}`,
    ),
    resources: statement(
      (where) =>
        `SELECT id, attributes FROM resources WHERE id IN (SELECT x.resource_id FROM spans x ${where})`,
    ),
    calls: statement(
      (
        where,
      ) => `SELECT x.project, x.span_id, x.claim_id, x.source, x.state, x.state_rule, x.counted_by, x.release, x.provider, x.model_name,
  x.session_id, x.user_id, x.input_tokens, x.output_tokens, x.cache_read_tokens, x.cache_write_tokens, x.reasoning_tokens,
  x.usage_state, x.usage_convention, x.input_cost_usd, x.output_cost_usd, x.total_cost_usd, x.reported_cost_usd, x.cost_state,
  x.state_reason, x.price_id, x.ttft_ms, x.tokens_per_second, x.streaming, x.finish_reasons, x.response_id, x.error_code, x.http_status_code
FROM calls x ${where}`,
    ),
    logs: statement(
      (
        where,
      ) => `SELECT x.project, x.span_id, x.time_unix_nano, x.event_name, x.body, x.body_is_json, x.attributes
FROM logs x ${where} AND x.span_id IS NOT NULL ORDER BY x.time_unix_nano LIMIT ${MAX_TRACE_SPANS}`,
    ),
    scores: statement(
      // Given long after the trace, so in no window; some name the answer only.
      (
        where,
      ) => `SELECT ${SCORE_COLUMNS} FROM scores s JOIN (SELECT DISTINCT x.project, x.response_id FROM calls x ${where} AND x.response_id IS NOT NULL) a
  ON a.project = s.project AND a.response_id = s.response_id WHERE s.trace_id IS NULL
UNION ALL SELECT ${SCORE_COLUMNS} FROM scores s WHERE s.project = ANY($1::text[]) AND s.trace_id = $2::uuid
ORDER BY ts LIMIT ${MAX_TRACE_SCORES}`,
    ),
    content: statement(
      // Events belong to the span whether messages are asked for or not.
      (where) =>
        `SELECT x.project, x.span_id, ${query.content ? 'x.carriers' : 'NULL::jsonb AS carriers'}, x.events FROM span_content x ${where}`,
    ),
  };
}
