-- Why: coding agents send their usage as log records in no trace, and as metrics: settle finds the one, people ask for the other.
-- Tiers: community, apache, embedded.   In a transaction: yes.
-- Public views: creates llm_agent_metrics; llm_metrics has no duration where none is known.   Safe while older code runs: yes.

-- A claim that names neither trace nor response id can only be asked for by its own id.
ALTER TABLE settle_queue ADD COLUMN claim_id uuid;

-- The turn of an agent and the log records of its calls may share nothing but their session. No other claims are in it.
CREATE INDEX calls_by_session ON calls (project, session_id, ts)
  WHERE session_id IS NOT NULL AND (source = 'log' OR operation = 'agent');

-- A log record has an end only: without a duration it is not known, and 0 would pull every mean down.
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
  reported_cost_usd, price_id, usage_convention
FROM calls
WHERE state = 'counted';

-- What coding agents say in metrics: how much more since the point before, in the terms of llm_metrics (cache is in the
-- input, reasoning in the output). A cumulative series starts anew with another start, or when it falls. Only those are
-- joined, by the key of their table.
CREATE VIEW llm_agent_metrics AS
SELECT
  ts, ts AS timestamp, agent, name, type, model_name, session_id, user_id,
  CASE WHEN type IN ('input', 'cacheRead', 'cacheCreation', 'tool') THEN round(more)::bigint END AS input_tokens,
  CASE WHEN type IN ('output', 'thought') THEN round(more)::bigint END AS output_tokens,
  CASE WHEN type IN ('cacheRead', 'cached_input', 'cache') THEN round(more)::bigint END AS cache_read_tokens,
  CASE WHEN type IN ('cacheCreation', 'cache_write_input') THEN round(more)::bigint END AS cache_write_tokens,
  CASE WHEN type IN ('reasoning_output', 'thought') THEN round(more)::bigint END AS reasoning_tokens,
  CASE WHEN type = 'cost' THEN round(more::numeric, 12) END AS cost_usd,
  service_name, environment, project
FROM (
  SELECT
    p.ts, p.name, p.service_name, p.environment, p.project,
    CASE split_part(p.name, '.', 1) WHEN 'gen_ai' THEN 'github_copilot' ELSE split_part(p.name, '.', 1) END AS agent,
    CASE p.name WHEN 'claude_code.cost.usage' THEN 'cost' ELSE
      coalesce(p.attributes ->> 'type', p.attributes ->> 'token_type', p.attributes ->> 'gen_ai.token.type') END AS type,
    coalesce(p.attributes ->> 'gen_ai.response.model', p.attributes ->> 'gen_ai.request.model', p.attributes ->> 'model') AS model_name,
    coalesce(p.attributes ->> 'session.id', p.attributes ->> 'gen_ai.conversation.id') AS session_id,
    coalesce(p.attributes ->> 'user.id', p.attributes ->> 'user.email') AS user_id,
    coalesce(p.value, p.sum)
      - CASE WHEN b.start_unix_nano IS NOT DISTINCT FROM p.start_unix_nano AND b.sent <= coalesce(p.value, p.sum)
             THEN b.sent ELSE 0 END AS more
  FROM metric_points p LEFT JOIN LATERAL (
    SELECT coalesce(b.value, b.sum) AS sent, b.start_unix_nano
    FROM metric_points b
    WHERE p.temporality <> 'delta' AND b.project = p.project AND b.name = p.name AND b.series_id = p.series_id AND b.ts < p.ts
      AND coalesce(b.value, b.sum) IS NOT NULL
    ORDER BY b.ts DESC LIMIT 1
  ) b ON true
  WHERE p.kind <> 'gauge' AND coalesce(p.value, p.sum) IS NOT NULL
    AND (p.name IN ('claude_code.token.usage', 'claude_code.cost.usage', 'codex.turn.token_usage', 'gemini_cli.token.usage')
      OR (p.name = 'gen_ai.client.token.usage' AND p.scope_name IN ('copilot-chat', 'github-copilot', 'github.copilot')))
) points
WHERE type <> 'total';
