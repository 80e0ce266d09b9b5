-- Why: the names that users, dashboards and alert rules rely on. Columns are only ever added, at the end.
-- Tiers: community, apache, embedded.   In a transaction: yes.
-- Public views: creates llm_traces, llm_metrics, llm_logs, llm_usage_metrics.   Safe while older code runs: yes.

-- One row per span, model calls and everything else.
CREATE VIEW llm_traces AS
SELECT
  ts, ts AS timestamp, trace_id, span_id, parent_span_id, name, kind, status, status_message,
  duration_nano / 1e6 AS duration_ms, service_name, environment, operation, provider, model_name,
  agent_name, tool_name, session_id, user_id, error_type AS error_code, http_status_code,
  scope_name, scope_version, dialect, content_state, attributes, start_unix_nano, duration_nano, project
FROM spans;

-- One row per model call, failed attempts included. A plain SUM over it is the truth.
CREATE VIEW llm_metrics AS
SELECT
  ts, ts AS timestamp, trace_id, service_name, provider, model_name, user_id, session_id,
  coalesce(application_id, service_name) AS application_id,
  duration_ms, ttft_ms, tokens_per_second,
  input_tokens AS prompt_tokens, output_tokens AS completion_tokens, input_tokens + output_tokens AS total_tokens,
  input_cost_usd AS prompt_cost_usd, output_cost_usd AS completion_cost_usd, total_cost_usd,
  http_status_code, error_code,
  cache_read_tokens, cache_write_tokens, reasoning_tokens, cost_state, usage_state, state_reason,
  operation, dialect, environment, release, tags, tool_count, response_id, span_id, parent_span_id, project
FROM calls
WHERE state = 'counted';

CREATE VIEW llm_logs AS
SELECT
  ts, ts AS timestamp, trace_id, span_id, severity_number, severity_text, event_name, body, body_is_json,
  attributes, service_name, environment, scope_name, scope_version, time_unix_nano, project
FROM logs;

-- Usage that senders report as metrics. Never in one sum with llm_metrics: it is the same usage seen once more.
CREATE VIEW llm_usage_metrics AS
SELECT
  ts, ts AS timestamp, name, kind, unit, temporality, value, count, sum,
  attributes ->> 'gen_ai.token.type' AS token_type,
  coalesce(attributes ->> 'gen_ai.response.model', attributes ->> 'gen_ai.request.model', attributes ->> 'model') AS model_name,
  coalesce(attributes ->> 'gen_ai.provider.name', attributes ->> 'gen_ai.system') AS provider,
  attributes ->> 'gen_ai.operation.name' AS operation,
  attributes, service_name, environment, scope_name, series_id, start_unix_nano, project
FROM metric_points
WHERE name LIKE 'gen\_ai.%' OR name LIKE 'llm.%' OR name LIKE 'claude\_code.%' OR name LIKE 'codex.%'
   OR name LIKE 'gemini\_cli.%' OR name LIKE 'copilot\_chat.%' OR name = 'operation.cost';
