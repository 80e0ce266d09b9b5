/**
 * The catalogue: every measure and dimension, once. Builder, completion, ad-hoc keys, planner, docs and explain read it.
 */

/** `rollup`: stands as a sum in the hourly and daily rollups. `additive`: sums of groups make sense ("Other"). */
export interface Measure {
  id: string;
  label: string;
  /** Grafana unit id. */
  unit: string;
  additive: boolean;
  rollup: boolean;
  doc: string;
}

/** Something that figures can be grouped by, and everything filtered by. */
export interface Dimension extends Columns {
  id: string;
  label: string;
  /** The column stands in the hourly and daily rollups too, under the name it has in llm_metrics. */
  rollup: boolean;
  doc: string;
}

/** A number that a call or a trace can be filtered by: cost > 0.1. Never a group. */
export interface Quantity extends Columns {
  id: string;
  label: string;
  unit: string;
  doc: string;
}

/** Where a key stands. The list of traces takes keys that only calls have as "a call of the trace …". */
export interface Columns {
  /** Column of llm_metrics. */
  metrics?: string;
  /** Column of the list of traces. */
  traces?: string;
  /** Column of llm_logs. */
  logs?: string;
}

const measures = [
  {
    id: 'calls',
    label: 'Calls',
    unit: 'short',
    additive: true,
    rollup: true,
    doc: 'Model calls, failed ones included.',
  },
  { id: 'errors', label: 'Errors', unit: 'short', additive: true, rollup: true, doc: 'Calls that failed.' },
  {
    id: 'error_rate',
    label: 'Error rate',
    unit: 'percentunit',
    additive: false,
    rollup: true,
    doc: 'Errors ÷ calls.',
  },
  {
    id: 'tokens',
    label: 'Tokens',
    unit: 'short',
    additive: true,
    rollup: true,
    doc: 'Input + output tokens.',
  },
  {
    id: 'input_tokens',
    label: 'Input tokens',
    unit: 'short',
    additive: true,
    rollup: true,
    doc: 'All input, cached input included.',
  },
  {
    id: 'output_tokens',
    label: 'Output tokens',
    unit: 'short',
    additive: true,
    rollup: true,
    doc: 'All output, reasoning included.',
  },
  {
    id: 'cache_read_tokens',
    label: 'Cached input',
    unit: 'short',
    additive: true,
    rollup: true,
    doc: 'Part of the input that was read from the provider’s cache.',
  },
  {
    id: 'cache_write_tokens',
    label: 'Cache write',
    unit: 'short',
    additive: true,
    rollup: true,
    doc: 'Part of the input that was written to the provider’s cache.',
  },
  {
    id: 'reasoning_tokens',
    label: 'Reasoning',
    unit: 'short',
    additive: true,
    rollup: true,
    doc: 'Part of the output that is reasoning.',
  },
  {
    id: 'cache_hit_ratio',
    label: 'Cache hit ratio',
    unit: 'percentunit',
    additive: false,
    rollup: true,
    doc: 'Cached input ÷ input.',
  },
  {
    id: 'cost',
    label: 'Cost',
    unit: 'currencyUSD',
    additive: true,
    rollup: true,
    doc: 'USD of counted calls. Calls without a price are left out: see unpriced_calls.',
  },
  {
    id: 'input_cost',
    label: 'Input cost',
    unit: 'currencyUSD',
    additive: true,
    rollup: true,
    doc: 'USD for input, cache included.',
  },
  {
    id: 'output_cost',
    label: 'Output cost',
    unit: 'currencyUSD',
    additive: true,
    rollup: true,
    doc: 'USD for output.',
  },
  {
    id: 'cost_per_call',
    label: 'Cost per call',
    unit: 'currencyUSD',
    additive: false,
    rollup: true,
    doc: 'Cost ÷ calls with a known cost.',
  },
  {
    id: 'unpriced_calls',
    label: 'Calls without a cost',
    unit: 'short',
    additive: true,
    rollup: true,
    doc: 'Counted calls whose cost is unknown: above 0, cost is a lower bound.',
  },
  {
    id: 'duration_avg',
    label: 'Duration, mean',
    unit: 'ms',
    additive: false,
    rollup: true,
    doc: 'Mean time of a call.',
  },
  {
    id: 'duration_p50',
    label: 'Duration p50',
    unit: 'ms',
    additive: false,
    rollup: false,
    doc: 'Median time of a call.',
  },
  {
    id: 'duration_p95',
    label: 'Duration p95',
    unit: 'ms',
    additive: false,
    rollup: false,
    doc: '95 of 100 calls were faster.',
  },
  {
    id: 'duration_p99',
    label: 'Duration p99',
    unit: 'ms',
    additive: false,
    rollup: false,
    doc: '99 of 100 calls were faster.',
  },
  {
    id: 'ttft_p50',
    label: 'First token p50',
    unit: 'ms',
    additive: false,
    rollup: false,
    doc: 'Median time to the first token, of calls that report it.',
  },
  {
    id: 'ttft_p95',
    label: 'First token p95',
    unit: 'ms',
    additive: false,
    rollup: false,
    doc: 'Time to the first token: 95 of 100 calls were faster.',
  },
  {
    id: 'tokens_per_second',
    label: 'Speed',
    unit: 'suffix: tok/s',
    additive: false,
    rollup: false,
    doc: 'Mean output tokens per second after the first token.',
  },
] as const satisfies readonly Measure[];

const dimensions = [
  {
    id: 'model',
    label: 'Model',
    metrics: 'model_name',
    rollup: true,
    doc: 'Model of the response, else of the request.',
  },
  { id: 'provider', label: 'Provider', metrics: 'provider', rollup: true, doc: 'Who bills the call.' },
  {
    id: 'app',
    label: 'App',
    metrics: 'service_name',
    rollup: true,
    traces: 'service_name',
    logs: 'service_name',
    doc: 'service.name of the sender.',
  },
  {
    id: 'application',
    label: 'Application id',
    metrics: 'application_id',
    rollup: false,
    doc: 'llm.application_id, else the app.',
  },
  {
    id: 'user',
    label: 'User',
    metrics: 'user_id',
    rollup: false,
    traces: 'user_id',
    doc: 'User id, as sent.',
  },
  {
    id: 'conversation',
    label: 'Conversation',
    metrics: 'session_id',
    rollup: false,
    traces: 'session_id',
    doc: 'Conversation or session id.',
  },
  {
    id: 'environment',
    label: 'Environment',
    metrics: 'environment',
    rollup: true,
    traces: 'environment',
    logs: 'environment',
    doc: 'deployment.environment.name.',
  },
  {
    id: 'release',
    label: 'Release',
    metrics: 'release',
    rollup: false,
    traces: 'release',
    doc: 'Version of the application.',
  },
  {
    id: 'operation',
    label: 'Operation',
    metrics: 'operation',
    rollup: true,
    doc: 'chat, embeddings, rerank, …',
  },
  {
    id: 'dialect',
    label: 'Dialect',
    metrics: 'dialect',
    rollup: false,
    doc: 'Instrumentation dialect that was recognised.',
  },
  { id: 'error', label: 'Error', metrics: 'error_code', rollup: false, doc: 'Error type of failed calls.' },
  {
    id: 'status',
    label: 'HTTP status',
    metrics: 'http_status_code',
    rollup: false,
    doc: 'HTTP status of the provider.',
  },
  {
    id: 'cost_state',
    label: 'Cost state',
    metrics: 'cost_state',
    rollup: false,
    doc: 'computed, reported or unknown.',
  },
  {
    id: 'trace',
    label: 'Trace',
    metrics: 'trace_id',
    rollup: false,
    traces: 'trace_id',
    logs: 'trace_id',
    doc: 'Trace id, 32 hex digits.',
  },
  {
    id: 'severity',
    label: 'Severity',
    rollup: false,
    logs: 'severity_text',
    doc: 'Severity of a log record.',
  },
  {
    id: 'event',
    label: 'Event',
    rollup: false,
    logs: 'event_name',
    doc: 'Event name of a log record.',
  },
] as const satisfies readonly Dimension[];

const quantities = [
  {
    id: 'duration',
    label: 'Duration',
    unit: 'ms',
    metrics: 'duration_ms',
    traces: 'duration_ms',
    doc: 'Milliseconds of a call or a trace.',
  },
  {
    id: 'ttft',
    label: 'First token',
    unit: 'ms',
    metrics: 'ttft_ms',
    traces: 'ttft_ms',
    doc: 'Milliseconds to the first token.',
  },
  {
    id: 'cost',
    label: 'Cost',
    unit: 'currencyUSD',
    metrics: 'total_cost_usd',
    traces: 'total_cost_usd',
    doc: 'USD of a call or a trace.',
  },
  {
    id: 'input_tokens',
    label: 'Input tokens',
    unit: 'short',
    metrics: 'prompt_tokens',
    traces: 'input_tokens',
    doc: 'Input tokens of a call or a trace.',
  },
  {
    id: 'output_tokens',
    label: 'Output tokens',
    unit: 'short',
    metrics: 'completion_tokens',
    traces: 'output_tokens',
    doc: 'Output tokens of a call or a trace.',
  },
  { id: 'calls', label: 'Calls', unit: 'short', traces: 'call_count', doc: 'Model calls of a trace.' },
  { id: 'errors', label: 'Errors', unit: 'short', traces: 'error_count', doc: 'Failed spans of a trace.' },
] as const satisfies readonly Quantity[];

export type MeasureId = (typeof measures)[number]['id'];
export type DimensionId = (typeof dimensions)[number]['id'];

export const MEASURES: readonly Measure[] = measures;
export const DIMENSIONS: readonly Dimension[] = dimensions;
export const QUANTITIES: readonly Quantity[] = quantities;
/** Prefix of filter keys that name an attribute as sent: `attributes.http.route`. */
export const ATTRIBUTE_PREFIX = 'attributes.';
export const MEASURE_IDS = measures.map((m) => m.id) as [MeasureId, ...MeasureId[]];
export const DIMENSION_IDS = dimensions.map((d) => d.id) as [DimensionId, ...DimensionId[]];
export const measure = (id: MeasureId): Measure => measures.find((m) => m.id === id) as Measure;
export const dimension = (id: DimensionId): Dimension => dimensions.find((d) => d.id === id) as Dimension;
/** A dimension first: the two lists share no id. */
export const filterKey = (id: string): Dimension | Quantity | undefined =>
  DIMENSIONS.find((d) => d.id === id) ?? QUANTITIES.find((q) => q.id === id);
