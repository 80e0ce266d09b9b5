-- Why: a total is the sum of parts that can be asked for: what searches and requests cost stands beside the others.
-- Tiers: community, apache, embedded.   In a transaction: yes.
-- Public views: llm_metrics gains a column at the end.   Safe while older code runs: yes.

CREATE OR REPLACE VIEW llm_metrics AS
SELECT
  ts, ts AS timestamp, trace_id, service_name, provider, model_name, user_id, session_id,
  coalesce(application_id, service_name) AS application_id,
  CASE WHEN source = 'span' OR duration_ms > 0 THEN duration_ms END AS duration_ms, ttft_ms, tokens_per_second,
  input_tokens AS prompt_tokens, output_tokens AS completion_tokens, input_tokens + output_tokens AS total_tokens,
  input_cost_usd AS prompt_cost_usd, output_cost_usd AS completion_cost_usd, total_cost_usd,
  http_status_code, error_code,
  cache_read_tokens, cache_write_tokens, reasoning_tokens, cost_state, usage_state, state_reason,
  operation, dialect, environment, release, tags, tool_count, response_id, span_id, parent_span_id, project,
  agent_name, prompt_name, prompt_version, streaming, finish_reasons[1] AS finish_reason,
  cache_read_cost_usd, cache_write_cost_usd, input_audio_tokens, output_audio_tokens,
  reported_cost_usd, price_id, usage_convention, fee_cost_usd
FROM calls
WHERE state = 'counted';
