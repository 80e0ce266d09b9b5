/** Which column of which table takes what of a record: the one place that knows. */
import type { CallRow } from '../../record/call';
import type { LogRecord } from '../../record/log';
import type { MetricPoint } from '../../record/metric';
import type { Score } from '../../record/score';
import type { SpanRecord } from '../../record/span';
import { claimToJson } from '../claimJson';
import type { Column, Table } from './column';

/** A group of calls that settle has to look at. `unixNano` is the time of one of its records. */
export interface Touched {
  project: string;
  traceId: string | null;
  responseId: string | null;
  /** Of a claim that names neither. */
  claimId: string | null;
  unixNano: bigint;
}

export const SPANS: Table<SpanRecord> = {
  name: 'spans',
  columns: [
    { name: 'project', type: 'text', read: (span) => span.project },
    { name: 'trace_id', type: 'uuid', read: (span) => span.traceId },
    { name: 'span_id', type: 'text', read: (span) => span.spanId },
    { name: 'parent_span_id', type: 'text', read: (span) => span.parentSpanId },
    { name: 'ts', type: 'timestamptz', read: (span) => span.startUnixNano },
    { name: 'start_unix_nano', type: 'int8', read: (span) => span.startUnixNano },
    { name: 'duration_nano', type: 'int8', read: (span) => span.durationNano },
    { name: 'name', type: 'text', read: (span) => span.name },
    { name: 'kind', type: 'text', read: (span) => span.kind },
    { name: 'status', type: 'text', read: (span) => span.status },
    { name: 'status_message', type: 'text', read: (span) => span.statusMessage },
    { name: 'trace_state', type: 'text', read: (span) => span.traceState },
    { name: 'resource_id', type: 'int8', read: (span) => span.resource.id },
    { name: 'service_name', type: 'text', read: (span) => span.resource.serviceName },
    { name: 'environment', type: 'text', read: (span) => span.resource.environment },
    { name: 'scope_name', type: 'text', read: (span) => span.scopeName },
    { name: 'scope_version', type: 'text', read: (span) => span.scopeVersion },
    { name: 'dialect', type: 'text', read: (span) => span.dialect },
    { name: 'operation', type: 'text', read: (span) => span.operation },
    { name: 'provider', type: 'text', read: (span) => span.provider },
    { name: 'model_name', type: 'text', read: (span) => span.modelName },
    { name: 'agent_name', type: 'text', read: (span) => span.agentName },
    { name: 'tool_name', type: 'text', read: (span) => span.toolName },
    { name: 'tool_call_id', type: 'text', read: (span) => span.toolCallId },
    { name: 'session_id', type: 'text', read: (span) => span.sessionId },
    { name: 'user_id', type: 'text', read: (span) => span.userId },
    { name: 'error_type', type: 'text', read: (span) => span.errorType },
    { name: 'http_status_code', type: 'int4', read: (span) => span.httpStatusCode },
    { name: 'attributes', type: 'jsonb', read: (span) => span.attributes },
    { name: 'links', type: 'jsonb', read: (span) => span.links },
    { name: 'dropped_attributes', type: 'int4', read: (span) => span.droppedAttributes },
    { name: 'content_state', type: 'text', read: (span) => span.contentState },
  ],
};

export const SPAN_CONTENT: Table<SpanRecord> = {
  name: 'span_content',
  columns: [
    { name: 'project', type: 'text', read: (span) => span.project },
    { name: 'trace_id', type: 'uuid', read: (span) => span.traceId },
    { name: 'span_id', type: 'text', read: (span) => span.spanId },
    { name: 'ts', type: 'timestamptz', read: (span) => span.startUnixNano },
    { name: 'carriers', type: 'jsonb', read: (span) => span.content?.carriers ?? null },
    { name: 'events', type: 'jsonb', read: (span) => span.content?.events ?? null },
  ],
};

export const hasContent = ({ content }: SpanRecord): boolean =>
  content !== null && (content.carriers !== null || content.events !== null);

/** What names a row of `calls`; settlement never changes these. */
const CALL_KEY: readonly Column<CallRow>[] = [
  { name: 'project', type: 'text', read: ({ claim }) => claim.project },
  { name: 'claim_id', type: 'uuid', read: ({ claim }) => claim.claimId },
  { name: 'ts', type: 'timestamptz', read: ({ claim }) => claim.startUnixNano },
];

/** What follows from the claims of a group: settlement writes these anew. */
export const CALL_SETTLED: readonly Column<CallRow>[] = [
  { name: 'state', type: 'text', read: (row) => row.state },
  { name: 'counted_by', type: 'uuid', read: (row) => row.countedBy },
  { name: 'state_rule', type: 'text', read: (row) => row.stateRule },
  { name: 'service_name', type: 'text', read: ({ call }) => call.serviceName },
  { name: 'application_id', type: 'text', read: ({ call }) => call.applicationId },
  { name: 'environment', type: 'text', read: ({ call }) => call.environment },
  { name: 'release', type: 'text', read: ({ call }) => call.release },
  { name: 'tags', type: 'textArray', read: ({ call }) => call.tags },
  { name: 'provider', type: 'text', read: ({ call }) => call.provider },
  { name: 'model_name', type: 'text', read: ({ call }) => call.responseModel ?? call.requestModel },
  { name: 'request_model', type: 'text', read: ({ call }) => call.requestModel },
  { name: 'response_model', type: 'text', read: ({ call }) => call.responseModel },
  { name: 'response_id', type: 'text', read: ({ call }) => call.responseId },
  { name: 'user_id', type: 'text', read: ({ call }) => call.userId },
  { name: 'session_id', type: 'text', read: ({ call }) => call.sessionId },
  { name: 'agent_name', type: 'text', read: ({ call }) => call.agentName },
  { name: 'prompt_name', type: 'text', read: ({ call }) => call.promptName },
  { name: 'prompt_version', type: 'text', read: ({ call }) => call.promptVersion },
  { name: 'streaming', type: 'bool', read: ({ call }) => call.streaming },
  { name: 'ttft_ms', type: 'float8', read: ({ call }) => call.ttftMs },
  { name: 'tokens_per_second', type: 'float8', read: ({ call }) => call.tokensPerSecond },
  { name: 'ttft_key', type: 'int2', read: ({ call }) => latencyKey(call.ttftMs) },
  { name: 'finish_reasons', type: 'textArray', read: ({ call }) => call.finishReasons },
  { name: 'tool_count', type: 'int4', read: ({ call }) => call.toolCount },
  { name: 'input_tokens', type: 'int8', read: ({ usage }) => usage.tokens.input },
  { name: 'output_tokens', type: 'int8', read: ({ usage }) => usage.tokens.output },
  { name: 'cache_read_tokens', type: 'int8', read: ({ usage }) => usage.tokens.cacheRead },
  { name: 'cache_write_tokens', type: 'int8', read: ({ usage }) => usage.tokens.cacheWrite },
  { name: 'cache_write_1h_tokens', type: 'int8', read: ({ usage }) => usage.tokens.cacheWrite1h },
  { name: 'reasoning_tokens', type: 'int8', read: ({ usage }) => usage.tokens.reasoning },
  { name: 'input_audio_tokens', type: 'int8', read: ({ usage }) => usage.tokens.inputAudio },
  { name: 'output_audio_tokens', type: 'int8', read: ({ usage }) => usage.tokens.outputAudio },
  { name: 'usage_state', type: 'text', read: ({ usage }) => usage.state },
  { name: 'usage_convention', type: 'text', read: ({ usage }) => usage.convention },
  { name: 'cost_state', type: 'text', read: ({ cost }) => cost.state },
  { name: 'input_cost_usd', type: 'numeric', read: ({ cost }) => cost.input },
  { name: 'output_cost_usd', type: 'numeric', read: ({ cost }) => cost.output },
  { name: 'cache_read_cost_usd', type: 'numeric', read: ({ cost }) => cost.cacheRead },
  { name: 'cache_write_cost_usd', type: 'numeric', read: ({ cost }) => cost.cacheWrite },
  { name: 'fee_cost_usd', type: 'numeric', read: ({ cost }) => cost.fees },
  { name: 'total_cost_usd', type: 'numeric', read: ({ cost }) => cost.total },
  { name: 'reported_cost_usd', type: 'numeric', read: ({ cost }) => cost.reported },
  { name: 'price_id', type: 'text', read: ({ cost }) => cost.priceId },
  { name: 'state_reason', type: 'text', read: ({ usage, cost }) => reasonOf(usage.reason, cost.reason) },
  { name: 'http_status_code', type: 'int4', read: ({ call }) => call.httpStatusCode },
  { name: 'error_code', type: 'text', read: ({ call }) => call.errorType },
  { name: 'inherited', type: 'jsonb', read: ({ inherited }) => inheritedJson(inherited) },
];

export const CALLS: Table<CallRow> = {
  name: 'calls',
  columns: [
    ...CALL_KEY,
    ...CALL_SETTLED,
    { name: 'start_unix_nano', type: 'int8', read: ({ claim }) => claim.startUnixNano },
    { name: 'source', type: 'text', read: ({ claim }) => claim.source },
    { name: 'trace_id', type: 'uuid', read: ({ claim }) => claim.traceId },
    { name: 'span_id', type: 'text', read: ({ claim }) => claim.spanId },
    { name: 'parent_span_id', type: 'text', read: ({ claim }) => claim.parentSpanId },
    { name: 'name', type: 'text', read: ({ claim }) => claim.name },
    { name: 'operation', type: 'text', read: ({ claim }) => claim.operation },
    { name: 'dialect', type: 'text', read: ({ claim }) => claim.dialect },
    { name: 'scope_name', type: 'text', read: ({ claim }) => claim.scopeName },
    { name: 'duration_ms', type: 'float8', read: ({ claim }) => milliseconds(claim.durationNano) },
    { name: 'duration_key', type: 'int2', read: ({ claim }) => latencyKey(knownDuration(claim)) },
    { name: 'claim', type: 'jsonb', read: ({ claim }) => claimToJson(claim) },
  ],
};

export const LOGS: Table<LogRecord> = {
  name: 'logs',
  columns: [
    { name: 'project', type: 'text', read: (log) => log.project },
    { name: 'id', type: 'int8', read: (log) => log.id },
    { name: 'ts', type: 'timestamptz', read: (log) => log.timeUnixNano },
    { name: 'time_unix_nano', type: 'int8', read: (log) => log.timeUnixNano },
    { name: 'trace_id', type: 'uuid', read: (log) => log.traceId },
    { name: 'span_id', type: 'text', read: (log) => log.spanId },
    { name: 'severity_number', type: 'int2', read: (log) => log.severityNumber },
    { name: 'severity_text', type: 'text', read: (log) => log.severityText },
    { name: 'event_name', type: 'text', read: (log) => log.eventName },
    { name: 'body', type: 'text', read: (log) => log.body },
    { name: 'body_is_json', type: 'bool', read: (log) => log.bodyIsJson },
    { name: 'attributes', type: 'jsonb', read: (log) => log.attributes },
    { name: 'resource_id', type: 'int8', read: (log) => log.resource.id },
    { name: 'service_name', type: 'text', read: (log) => log.resource.serviceName },
    { name: 'environment', type: 'text', read: (log) => log.resource.environment },
    { name: 'scope_name', type: 'text', read: (log) => log.scopeName },
    { name: 'scope_version', type: 'text', read: (log) => log.scopeVersion },
    { name: 'dropped_attributes', type: 'int4', read: (log) => log.droppedAttributes },
  ],
};

export const METRIC_POINTS: Table<MetricPoint> = {
  name: 'metric_points',
  columns: [
    { name: 'project', type: 'text', read: (point) => point.project },
    { name: 'series_id', type: 'int8', read: (point) => point.seriesId },
    { name: 'ts', type: 'timestamptz', read: (point) => point.timeUnixNano },
    { name: 'time_unix_nano', type: 'int8', read: (point) => point.timeUnixNano },
    { name: 'start_unix_nano', type: 'int8', read: (point) => point.startUnixNano },
    { name: 'name', type: 'text', read: (point) => point.name },
    { name: 'kind', type: 'text', read: (point) => point.kind },
    { name: 'unit', type: 'text', read: (point) => point.unit },
    { name: 'temporality', type: 'text', read: (point) => point.temporality },
    { name: 'monotonic', type: 'bool', read: (point) => point.monotonic },
    { name: 'value', type: 'float8', read: (point) => point.value },
    { name: 'count', type: 'float8', read: (point) => point.count },
    { name: 'sum', type: 'float8', read: (point) => point.sum },
    { name: 'detail', type: 'jsonb', read: (point) => point.detail },
    { name: 'attributes', type: 'jsonb', read: (point) => point.attributes },
    { name: 'resource_id', type: 'int8', read: (point) => point.resource.id },
    { name: 'service_name', type: 'text', read: (point) => point.resource.serviceName },
    { name: 'environment', type: 'text', read: (point) => point.resource.environment },
    { name: 'scope_name', type: 'text', read: (point) => point.scopeName },
  ],
};

export const SCORES: Table<Score> = {
  name: 'scores',
  columns: [
    { name: 'project', type: 'text', read: (score) => score.project },
    { name: 'id', type: 'uuid', read: (score) => score.id },
    { name: 'ts', type: 'timestamptz', read: (score) => score.timeUnixNano },
    { name: 'target', type: 'text', read: (score) => score.target },
    { name: 'trace_id', type: 'uuid', read: (score) => score.traceId },
    { name: 'span_id', type: 'text', read: (score) => score.spanId },
    { name: 'session_id', type: 'text', read: (score) => score.sessionId },
    { name: 'response_id', type: 'text', read: (score) => score.responseId },
    { name: 'name', type: 'text', read: (score) => score.name },
    { name: 'value', type: 'float8', read: (score) => score.value },
    { name: 'label', type: 'text', read: (score) => score.label },
    { name: 'passed', type: 'bool', read: (score) => score.passed },
    { name: 'explanation', type: 'text', read: (score) => score.explanation },
    { name: 'annotator', type: 'text', read: (score) => score.annotator },
    { name: 'error_type', type: 'text', read: (score) => score.errorType },
    { name: 'source', type: 'text', read: (score) => score.source },
    { name: 'attributes', type: 'jsonb', read: (score) => score.attributes },
  ],
};

export const SETTLE_QUEUE: Table<Touched> = {
  name: 'settle_queue',
  columns: [
    { name: 'project', type: 'text', read: (touched) => touched.project },
    { name: 'trace_id', type: 'uuid', read: (touched) => touched.traceId },
    { name: 'response_id', type: 'text', read: (touched) => touched.responseId },
    { name: 'claim_id', type: 'uuid', read: (touched) => touched.claimId },
    { name: 'ts', type: 'timestamptz', read: (touched) => touched.unixNano },
  ],
};

const milliseconds = (nano: bigint): number => Number(nano) / 1e6;

/** Times below a microsecond are one. */
const SHORTEST_MS = 0.001;

/** floor(8·log2(ms)): eight keys to a doubling, so a percentile read from them is off by 4.5 % at most. */
/** A log record has an end only: where it does not say how long the call took, nobody knows. */
const knownDuration = ({ source, durationNano }: CallRow['claim']): number | null =>
  source === 'log' && durationNano === 0n ? null : milliseconds(durationNano);

export function latencyKey(ms: number | null): number | null {
  return ms === null ? null : Math.floor(8 * Math.log2(Math.max(ms, SHORTEST_MS)));
}

const reasonOf = (usage: string | null, cost: string | null): string | null =>
  usage !== null && cost !== null && usage !== cost ? `${usage}; ${cost}` : (usage ?? cost);

function inheritedJson(inherited: CallRow['inherited']): string | null {
  return Object.keys(inherited).length > 0 ? JSON.stringify(inherited) : null;
}
