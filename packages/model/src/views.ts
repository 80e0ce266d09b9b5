/**
 * The public views, column by column: docs/sql.md, completion in the SQL editor and the gate's "did you mean" read it.
 * A test compares names, order and types with the database, so that none of them can promise what is not there.
 */
export const SQL_TYPES = [
  'timestamptz', 'uuid', 'text', 'text[]', 'double precision', 'numeric', 'bigint', 'integer', 'smallint', 'boolean', 'jsonb',
] as const; // prettier-ignore

export interface ViewColumn {
  name: string;
  type: (typeof SQL_TYPES)[number];
  /** Grafana unit id. */
  unit?: string;
  doc: string;
}

export interface View {
  name:
    | 'llm_traces'
    | 'llm_metrics'
    | 'llm_logs'
    | 'llm_usage_metrics'
    | 'llm_agent_metrics'
    | 'llm_scores'
    | 'llm_backend'
    | 'unrecognised_scopes';
  doc: string;
  columns: readonly ViewColumn[];
}

const column = (name: string, type: ViewColumn['type'], doc: string, unit?: string): ViewColumn =>
  unit ? { name, type, unit, doc } : { name, type, doc };

const time = (what: string) => [
  column('ts', 'timestamptz', `${what}, to the microsecond.`),
  column('timestamp', 'timestamptz', 'The same as ts.'),
];
const project = column('project', 'text', 'Project of the key that sent it.');

export const VIEWS: readonly View[] = [
  {
    name: 'llm_metrics',
    doc: 'One row per model call, failed attempts included. Wrappers and duplicates are not in it: a plain SUM is the truth.',
    columns: [
      ...time('Start of the call'),
      column('trace_id', 'uuid', 'Trace of the call; compares with 32 hex digits too.'),
      column('service_name', 'text', 'service.name of the sender.'),
      column('provider', 'text', 'Who bills the call: openai, anthropic, aws.bedrock, …'),
      column('model_name', 'text', 'Model of the response, else of the request.'),
      column('user_id', 'text', 'User id, as sent.'),
      column('session_id', 'text', 'Conversation or session id, as sent.'),
      column('application_id', 'text', 'llm.application_id, else the service name.'),
      column(
        'duration_ms',
        'double precision',
        'End − start; NULL: a log record that does not say it.',
        'ms',
      ),
      column('ttft_ms', 'double precision', 'Time to the first token; NULL when not reported.', 'ms'),
      column(
        'tokens_per_second',
        'double precision',
        'Output tokens per second after the first token.',
        'suffix: tok/s',
      ),
      column('prompt_tokens', 'bigint', 'All input, cached input included; NULL: unknown.', 'short'),
      column('completion_tokens', 'bigint', 'All output, reasoning included; NULL: unknown.', 'short'),
      column('total_tokens', 'bigint', 'Input + output; NULL when one of them is unknown.', 'short'),
      column('prompt_cost_usd', 'numeric', 'USD for the input; NULL unless computed.', 'currencyUSD'),
      column('completion_cost_usd', 'numeric', 'USD for the output; NULL unless computed.', 'currencyUSD'),
      column('total_cost_usd', 'numeric', 'USD of the call; NULL: unknown, see state_reason.', 'currencyUSD'),
      column('http_status_code', 'integer', 'HTTP status of the provider, of the call or its HTTP span.'),
      column('error_code', 'text', 'Error type; NULL: the call did not fail.'),
      column('cache_read_tokens', 'bigint', 'Part of the input read from the provider’s cache.', 'short'),
      column('cache_write_tokens', 'bigint', 'Part of the input written to the provider’s cache.', 'short'),
      column('reasoning_tokens', 'bigint', 'Part of the output that is reasoning.', 'short'),
      column('cost_state', 'text', 'computed, reported (by the application) or unknown.'),
      column('usage_state', 'text', 'reported (by the provider), estimated (by the sender) or unknown.'),
      column('state_reason', 'text', 'Why usage or cost is NULL.'),
      column('operation', 'text', 'chat, text_completion, embeddings, rerank, image or audio.'),
      column('dialect', 'text', 'Instrumentation dialect that was recognised.'),
      column('environment', 'text', 'deployment.environment.name.'),
      column('release', 'text', 'Version of the application.'),
      column('tags', 'text[]', 'Tags, as sent.'),
      column('tool_count', 'integer', 'Tools offered to the model; NULL when not known.', 'short'),
      column('response_id', 'text', 'Id that the provider gave its answer.'),
      column('span_id', 'text', 'Span of the call, 16 hex digits; NULL: seen as a log only.'),
      column('parent_span_id', 'text', 'Parent of that span.'),
      project,
      column('agent_name', 'text', 'Agent that made the call.'),
      column('prompt_name', 'text', 'Name of the managed prompt.'),
      column('prompt_version', 'text', 'Version of the managed prompt.'),
      column('streaming', 'boolean', 'The answer was streamed; NULL: not known.'),
      column('finish_reason', 'text', 'Why the answer ended: stop, length, tool_call, content_filter, …'),
      column('cache_read_cost_usd', 'numeric', 'Part of the input cost: cached input.', 'currencyUSD'),
      column('cache_write_cost_usd', 'numeric', 'Part of the input cost: cache writes.', 'currencyUSD'),
      column('input_audio_tokens', 'bigint', 'Part of the input that is audio.', 'short'),
      column('output_audio_tokens', 'bigint', 'Part of the output that is audio.', 'short'),
      column(
        'reported_cost_usd',
        'numeric',
        'USD that the application reported, used or not.',
        'currencyUSD',
      ),
      column('price_id', 'text', 'Row of the price table that the cost comes from.'),
      column('usage_convention', 'text', 'How the token counts were read: declared, inferred or default.'),
      column(
        'fee_cost_usd',
        'numeric',
        'USD for searches and requests that are billed by the piece: the rest of the total.',
        'currencyUSD',
      ),
      column('call_id', 'uuid', 'Names the call: joins llm_scores.'),
    ],
  },
  {
    name: 'llm_traces',
    doc: 'One row per span: model calls and everything else.',
    columns: [
      ...time('Start of the span'),
      column('trace_id', 'uuid', 'Trace; compares with 32 hex digits too.'),
      column('span_id', 'text', 'Span, 16 hex digits.'),
      column('parent_span_id', 'text', 'Parent span; NULL: a root.'),
      column('name', 'text', 'Name of the span.'),
      column('kind', 'text', 'internal, server, client, producer, consumer or unspecified.'),
      column('status', 'text', 'unset, ok or error.'),
      column('status_message', 'text', 'Message of the status.'),
      column('duration_ms', 'numeric', 'End − start.', 'ms'),
      column('service_name', 'text', 'service.name of the sender.'),
      column('environment', 'text', 'deployment.environment.name.'),
      column('operation', 'text', 'chat, tool, agent, retriever, …; NULL for plain spans.'),
      column('provider', 'text', 'Provider that the span names.'),
      column('model_name', 'text', 'Model that the span names.'),
      column('agent_name', 'text', 'Agent that the span names.'),
      column('tool_name', 'text', 'Tool that the span ran.'),
      column('session_id', 'text', 'Conversation or session id, as sent.'),
      column('user_id', 'text', 'User id, as sent.'),
      column('error_code', 'text', 'Error type; NULL: none.'),
      column('http_status_code', 'integer', 'HTTP status that the span names.'),
      column('scope_name', 'text', 'Instrumentation library.'),
      column('scope_version', 'text', 'Its version.'),
      column('dialect', 'text', 'Instrumentation dialect that was recognised; NULL for plain spans.'),
      column('content_state', 'text', 'present, redacted_at_source, truncated or not_captured.'),
      column('attributes', 'jsonb', 'Every attribute as sent, messages left out.'),
      column('start_unix_nano', 'bigint', 'Start in nanoseconds since 1970.'),
      column('duration_nano', 'bigint', 'End − start in nanoseconds.', 'ns'),
      project,
    ],
  },
  {
    name: 'llm_logs',
    doc: 'One row per log record.',
    columns: [
      ...time('Time of the record'),
      column('trace_id', 'uuid', 'Trace that the record belongs to.'),
      column('span_id', 'text', 'Span that the record belongs to, 16 hex digits.'),
      column('severity_number', 'smallint', '1 to 24; 17 and above are errors.'),
      column('severity_text', 'text', 'Severity, as sent.'),
      column('event_name', 'text', 'Name of the event; NULL for plain logs.'),
      column('body', 'text', 'Text, or JSON text where body_is_json.'),
      column('body_is_json', 'boolean', 'The body was not a string.'),
      column('attributes', 'jsonb', 'Every attribute as sent.'),
      column('service_name', 'text', 'service.name of the sender.'),
      column('environment', 'text', 'deployment.environment.name.'),
      column('scope_name', 'text', 'Instrumentation library.'),
      column('scope_version', 'text', 'Its version.'),
      column('time_unix_nano', 'bigint', 'Time in nanoseconds since 1970.'),
      project,
    ],
  },
  {
    name: 'llm_usage_metrics',
    doc: 'Usage that senders report as metrics. Never in one sum with llm_metrics: it is the same usage seen once more.',
    columns: [
      ...time('Time of the data point'),
      column('name', 'text', 'Name of the metric: gen_ai.client.token.usage, …'),
      column('kind', 'text', 'gauge, sum, histogram, exponential_histogram or summary.'),
      column('unit', 'text', 'Unit, as sent.'),
      column('temporality', 'text', 'delta, cumulative or unspecified.'),
      column('value', 'double precision', 'Number of a gauge or a sum.'),
      column('count', 'double precision', 'Observations of a histogram or a summary.'),
      column('sum', 'double precision', 'Sum of a histogram or a summary.'),
      column('token_type', 'text', 'gen_ai.token.type: input, output, …'),
      column('model_name', 'text', 'Model of the response, else of the request.'),
      column('provider', 'text', 'Provider.'),
      column('operation', 'text', 'gen_ai.operation.name.'),
      column('attributes', 'jsonb', 'Every attribute as sent.'),
      column('service_name', 'text', 'service.name of the sender.'),
      column('environment', 'text', 'deployment.environment.name.'),
      column('scope_name', 'text', 'Instrumentation library.'),
      column('series_id', 'bigint', 'Names one series of points: same sender, metric and attributes.'),
      column('start_unix_nano', 'bigint', 'Start of the interval, nanoseconds since 1970.'),
      project,
    ],
  },
  {
    name: 'llm_agent_metrics',
    doc: 'Usage that coding agents report as metrics, made comparable with llm_metrics. Not a part of it: the same usage is there too when the agent also sends log records or spans.',
    columns: [
      ...time('Time of the data point; its figures are since the point before'),
      column('agent', 'text', 'claude_code, codex, gemini_cli or github_copilot.'),
      column('name', 'text', 'Name of the metric: claude_code.token.usage, …'),
      column('type', 'text', 'Kind of token, as sent: input, cacheRead, …; cost.'),
      column('model_name', 'text', 'Model, as sent.'),
      column('session_id', 'text', 'Session, where the agent sends it with its metrics.'),
      column('user_id', 'text', 'User id, else e-mail address, as sent.'),
      column(
        'input_tokens',
        'bigint',
        'Input, cached input included, as prompt_tokens of llm_metrics.',
        'short',
      ),
      column(
        'output_tokens',
        'bigint',
        'Output, reasoning included, as completion_tokens of llm_metrics.',
        'short',
      ),
      column('cache_read_tokens', 'bigint', 'Part of the input read from the provider’s cache.', 'short'),
      column('cache_write_tokens', 'bigint', 'Part of the input written to the provider’s cache.', 'short'),
      column('reasoning_tokens', 'bigint', 'Part of the output that is reasoning.', 'short'),
      column('cost_usd', 'numeric', 'USD, as the agent computed it; only Claude Code does.', 'currencyUSD'),
      column('service_name', 'text', 'service.name of the sender.'),
      column('environment', 'text', 'deployment.environment.name.'),
      project,
    ],
  },
  {
    name: 'llm_scores',
    doc: 'One row per score that an evaluator or a person gave, with the call it is about. Join llm_metrics USING (project, call_id) for the rest of the call.',
    columns: [
      ...time('Time of the score'),
      column('name', 'text', 'What was judged: helpfulness, correctness, …'),
      column('value', 'double precision', 'In the unit and direction of the name; NULL: a label only.'),
      column('label', 'text', 'Result in a word, as sent.'),
      column('passed', 'boolean', 'Verdict, as sent or as the label says; NULL: a number alone says none.'),
      column('explanation', 'text', 'Why, in the words of who judged; 4,000 characters at most.'),
      column('annotator', 'text', 'human, llm, code, or as sent.'),
      column('error_code', 'text', 'The evaluation failed with this error type.'),
      column('target', 'text', 'span, trace or session: what was judged.'),
      column('trace_id', 'uuid', 'Trace that was judged, else that of the call.'),
      column('span_id', 'text', 'Span that was judged, 16 hex digits.'),
      column('session_id', 'text', 'Conversation or session that was judged, else that of the call.'),
      column('response_id', 'text', 'Id of the answer that was judged, else that of the call.'),
      column(
        'source',
        'text',
        'How it was sent: otel_genai, openinference, logfire, pydantic_evals, voltagent or api.',
      ),
      column('attributes', 'jsonb', 'What else the sender said of it.'),
      column('score_id', 'uuid', 'Names the score.'),
      column(
        'call_id',
        'uuid',
        'Call it is about: of the span, else with the response id, else the last answer of the trace, else of the session; NULL: none is found.',
      ),
      column('call_ts', 'timestamptz', 'Start of that call.'),
      column('service_name', 'text', 'service.name of the call.'),
      column('environment', 'text', 'Environment of the call.'),
      column('release', 'text', 'Release of the call.'),
      column('provider', 'text', 'Provider of the call.'),
      column('model_name', 'text', 'Model of the call.'),
      column('prompt_name', 'text', 'Managed prompt of the call.'),
      column('prompt_version', 'text', 'Its version.'),
      column('agent_name', 'text', 'Agent that made the call.'),
      column('user_id', 'text', 'User of the call.'),
      project,
    ],
  },
  {
    name: 'llm_backend',
    doc: 'What each backend reports of itself every 15 seconds. Counts and sums are since its report before: they add up.',
    columns: [
      ...time('Time of the report'),
      column('name', 'text', 'Name of the metric, as at /metrics: observatory_ingest_records_total, …'),
      column('kind', 'text', 'gauge, sum or histogram.'),
      column('value', 'double precision', 'Of a gauge now; of a sum since the report before.'),
      column('count', 'double precision', 'Values of a histogram since the report before.'),
      column('sum', 'double precision', 'Their sum; seconds where the name says so.'),
      column('signal', 'text', 'traces, metrics or logs.'),
      column('code', 'text', 'Why single records were rejected.'),
      column('fault', 'text', 'Why whole requests were refused.'),
      column('query_type', 'text', 'Type of a query.'),
      column('failed', 'text', 'true: the query failed.'),
      column('instance', 'text', 'Life of one backend process.'),
      column('attributes', 'jsonb', 'Every label.'),
      project,
    ],
  },
  {
    name: 'unrecognised_scopes',
    doc: 'Telemetry that looks like model calls and that no dialect knows: one row per day and scope. What to do: docs/dialects.md.',
    columns: [
      column('ts', 'timestamptz', 'Day.'),
      column('timestamp', 'timestamptz', 'The same as ts.'),
      column('scope_name', 'text', 'Instrumentation library.'),
      column('scope_version', 'text', 'Its last version of the day.'),
      column('service_name', 'text', 'service.name of the sender.'),
      column('spans', 'bigint', 'Spans that look like model calls.', 'short'),
      column(
        'calls',
        'bigint',
        'Of these, those that name a model and token counts: they count as calls.',
        'short',
      ),
      column('first_seen', 'timestamptz', 'Start of the first of them.'),
      column('last_seen', 'timestamptz', 'Start of the last of them.'),
      column('example_name', 'text', 'Name of the last of them.'),
      column('example_trace_id', 'uuid', 'Its trace.'),
      column('example_keys', 'text[]', 'Names of its attributes.'),
      project,
    ],
  },
];
