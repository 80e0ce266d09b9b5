/**
 * What figures are grouped by and everything is filtered by, once. Builder, completion, ad-hoc keys, planner, docs and
 * explain read it. Measures: see measures.
 */
export * from './measures';

/** Where a key stands. The list of traces takes keys that only calls have as "a call of the trace …". */
export interface Columns {
  /** Column of llm_metrics. */
  metrics?: string;
  /** Column of the list of traces. */
  traces?: string;
  /** Column of llm_logs. */
  logs?: string;
  /** Column of spans: tools, graph; calls and traces take such a key as "a span of the trace …". */
  spans?: string;
  /** Column of llm_scores: a score of the call, or of a call of the trace. */
  scores?: string;
  /** Attribute as sent, where no column has it. */
  attribute?: string;
}

/** Something that figures can be grouped by (where calls have it), and everything filtered by. */
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

const dimensions = [
  { id: 'model', label: 'Model', metrics: 'model_name', spans: 'model_name', rollup: true, doc: 'Model of the response, else of the request.' },
  { id: 'provider', label: 'Provider', metrics: 'provider', spans: 'provider', rollup: true, doc: 'Who bills the call.' },
  { id: 'app', label: 'App', metrics: 'service_name', traces: 'service_name', logs: 'service_name', spans: 'service_name', rollup: true, doc: 'service.name of the sender.' },
  { id: 'application', label: 'Application id', metrics: 'application_id', rollup: false, doc: 'llm.application_id, else the app.' },
  { id: 'user', label: 'User', metrics: 'user_id', traces: 'user_id', spans: 'user_id', rollup: false, doc: 'User id, as sent.' },
  { id: 'team', label: 'Team', attribute: 'team', rollup: false, doc: 'Attribute "team" of the call’s span.' },
  { id: 'conversation', label: 'Conversation', metrics: 'session_id', traces: 'session_id', spans: 'session_id', rollup: false, doc: 'Conversation or session id.' },
  { id: 'environment', label: 'Environment', metrics: 'environment', traces: 'environment', logs: 'environment', spans: 'environment', rollup: true, doc: 'deployment.environment.name.' },
  { id: 'release', label: 'Release', metrics: 'release', traces: 'release', rollup: false, doc: 'Version of the application.' },
  { id: 'prompt', label: 'Prompt', metrics: 'prompt_name', rollup: false, doc: 'Name of the managed prompt.' },
  { id: 'prompt_version', label: 'Prompt version', metrics: 'prompt_version', rollup: false, doc: 'Version of the managed prompt.' },
  { id: 'agent', label: 'Agent', metrics: 'agent_name', spans: 'agent_name', rollup: false, doc: 'Agent that made the call.' },
  { id: 'tool', label: 'Tool', spans: 'tool_name', rollup: false, doc: 'Tool that ran; of a call or a trace: in the same trace.' },
  { id: 'tag', label: 'Tags', metrics: 'tags', rollup: false, doc: 'Tags as sent. A filter asks whether one of them is such; a group is all tags of a call.' },
  { id: 'operation', label: 'Operation', metrics: 'operation', spans: 'operation', rollup: true, doc: 'chat, embeddings, rerank, …; of spans also tool, agent, …' },
  { id: 'dialect', label: 'Dialect', metrics: 'dialect', spans: 'dialect', rollup: false, doc: 'Instrumentation dialect that was recognised.' },
  { id: 'error', label: 'Error', metrics: 'error_code', spans: 'error_type', rollup: false, doc: 'Error type of failed calls.' },
  { id: 'status', label: 'HTTP status', metrics: 'http_status_code', spans: 'http_status_code', rollup: false, doc: 'HTTP status of the provider.' },
  { id: 'finish_reason', label: 'Finish reason', metrics: 'finish_reason', rollup: false, doc: 'Why the answer ended: stop, length, tool_call, content_filter, …' },
  { id: 'cost_state', label: 'Cost state', metrics: 'cost_state', rollup: false, doc: 'computed, reported or unknown.' },
  { id: 'usage_state', label: 'Usage state', metrics: 'usage_state', rollup: false, doc: 'reported, estimated or unknown.' },
  { id: 'project', label: 'Project', metrics: 'project', traces: 'project', logs: 'project', spans: 'project', rollup: true, doc: 'Project of the key that sent it.' },
  { id: 'trace', label: 'Trace', metrics: 'trace_id', traces: 'trace_id', logs: 'trace_id', spans: 'trace_id', rollup: false, doc: 'Trace id, 32 hex digits.' },
  { id: 'name', label: 'Name', traces: 'name', spans: 'name', rollup: false, doc: 'Name of the trace or the span.' },
  { id: 'severity', label: 'Severity', logs: 'severity_text', rollup: false, doc: 'Severity of a log record.' },
  { id: 'event', label: 'Event', logs: 'event_name', rollup: false, doc: 'Event name of a log record.' },
  { id: 'score', label: 'Score', scores: 'name', rollup: false, doc: 'Name of a score. A filter chooses the scores that figures of scores are made of, and other figures in the same query stay of all calls; elsewhere it asks for what has such a score. A call with two scores is in both groups.' },
  { id: 'score_label', label: 'Score label', scores: 'label', rollup: false, doc: 'Label of a score, as sent.' },
  { id: 'passed', label: 'Passed', scores: 'passed', rollup: false, doc: 'true or false: verdict of a score.' },
  { id: 'annotator', label: 'Annotator', scores: 'annotator', rollup: false, doc: 'Who gave a score: human, llm, code, or as sent.' },
] as const satisfies readonly Dimension[]; // prettier-ignore

const quantities = [
  { id: 'duration', label: 'Duration', unit: 'ms', metrics: 'duration_ms', traces: 'duration_ms', doc: 'Milliseconds of a call or a trace.' },
  { id: 'ttft', label: 'First token', unit: 'ms', metrics: 'ttft_ms', traces: 'ttft_ms', doc: 'Milliseconds to the first token.' },
  { id: 'cost', label: 'Cost', unit: 'currencyUSD', metrics: 'total_cost_usd', traces: 'total_cost_usd', doc: 'USD of a call or a trace.' },
  { id: 'input_tokens', label: 'Input tokens', unit: 'short', metrics: 'prompt_tokens', traces: 'input_tokens', doc: 'Input tokens of a call or a trace.' },
  { id: 'output_tokens', label: 'Output tokens', unit: 'short', metrics: 'completion_tokens', traces: 'output_tokens', doc: 'Output tokens of a call or a trace.' },
  { id: 'calls', label: 'Calls', unit: 'short', traces: 'call_count', doc: 'Model calls of a trace.' },
  { id: 'errors', label: 'Errors', unit: 'short', traces: 'error_count', doc: 'Failed spans of a trace.' },
  { id: 'score_value', label: 'Score value', unit: 'none', scores: 'value', doc: 'Number of a score.' },
] as const satisfies readonly Quantity[]; // prettier-ignore

export type DimensionId = (typeof dimensions)[number]['id'];
/** What figures are grouped by: a dimension, or any attribute of the call's span as sent. */
export type GroupId = DimensionId | `attributes.${string}`;

export const DIMENSIONS: readonly Dimension[] = dimensions;
export const QUANTITIES: readonly Quantity[] = quantities;
/** Prefix of filter keys that name an attribute as sent: `attributes.http.route`. */
export const ATTRIBUTE_PREFIX = 'attributes.';
/** Filter key of what was said: prompts and answers (calls, traces, spans) or the body (logs). Takes `contains` and `search`. */
export const CONTENT_KEY = 'content';
export const DIMENSION_IDS = dimensions.map((d) => d.id) as [DimensionId, ...DimensionId[]];
export const dimension = (id: GroupId): Dimension => dimensions.find((d) => d.id === id) ?? sentAs(id);
function sentAs(id: string): Dimension {
  const attribute = id.slice(ATTRIBUTE_PREFIX.length);
  return {
    id,
    label: attribute,
    attribute,
    rollup: false,
    doc: `Attribute "${attribute}" of the call’s span.`,
  };
}
/** Calls have it: figures can be grouped by it. */
export const isGroup = ({ metrics, attribute, scores }: Dimension): boolean =>
  Boolean(metrics ?? attribute ?? scores);
/**
 * Prefix of filter keys that ask of a call where the row has the same of its own: the app of a trace is that of its
 * root, and `call.app` that of one of its calls.
 */
export const CALL_PREFIX = 'call.';
/** A dimension first: the two lists share no id. */
export const filterKey = (id: string): Dimension | Quantity | undefined =>
  DIMENSIONS.find((d) => d.id === id) ?? QUANTITIES.find((q) => q.id === id) ?? ofCall(id);

function ofCall(id: string): Dimension | Quantity | undefined {
  const known = id.startsWith(CALL_PREFIX) ? filterKey(id.slice(CALL_PREFIX.length)) : undefined;
  if (!known || known.metrics === undefined) return known;
  const { traces: _, logs: __, spans: ___, ...own } = known;
  return { ...own, id, label: `${known.label} of a call` };
}
