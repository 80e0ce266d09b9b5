-- Why: scores are stored and found: by time, by session, by the answer they judge; and each is led to the call it is about.
-- Tiers: community, apache, embedded.   In a transaction: yes.
-- Public views: creates llm_scores; llm_metrics gains call_id at the end.   Safe while older code runs: yes.

ALTER TABLE scores
  -- Of the provider's answer, where the sender knows no span.
  ADD COLUMN response_id text,
  ADD COLUMN passed boolean,
  ADD COLUMN annotator text,
  ADD COLUMN error_type text;
CREATE INDEX scores_by_time ON scores (project, ts DESC);
-- Hash: ids of senders can be longer than a btree takes.
CREATE INDEX scores_by_session ON scores USING hash (session_id) WHERE session_id IS NOT NULL;
CREATE INDEX scores_by_response ON scores USING hash (response_id) WHERE response_id IS NOT NULL;

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
  reported_cost_usd, price_id, usage_convention, fee_cost_usd, claim_id AS call_id
FROM calls
WHERE state = 'counted';

-- One row per score. Scores may come before their call, and late: which call is meant is found here, by the first of
--   the call of its span, or the one that counts for it;
--   the call that gave the answer it names;
--   the last answer of its trace, and then of its session before the score, calls of evaluators left out.
-- Each step runs only where the ones before found nothing. OFFSET 0 keeps each look-up on the index of its id: of tables
-- without statistics the planner thinks that a range of times is as narrow.
CREATE VIEW llm_scores AS
SELECT
  s.ts, s.ts AS timestamp, s.name, s.value, s.label, s.passed, s.explanation, s.annotator, s.error_type AS error_code,
  s.target, coalesce(s.trace_id, c.trace_id) AS trace_id, s.span_id, coalesce(s.session_id, c.session_id) AS session_id,
  coalesce(s.response_id, c.response_id) AS response_id, s.source, s.attributes, s.id AS score_id,
  c.claim_id AS call_id, c.ts AS call_ts, c.service_name, c.environment, c.release, c.provider, c.model_name,
  c.prompt_name, c.prompt_version, c.agent_name, c.user_id, s.project
FROM scores s
LEFT JOIN LATERAL (
  SELECT f.claim_id, f.ts, f.counted_by
  FROM (SELECT o.* FROM calls o WHERE s.span_id IS NOT NULL AND o.project = s.project AND o.trace_id = s.trace_id OFFSET 0) f
  WHERE f.span_id = s.span_id AND (f.state = 'counted' OR f.counted_by IS NOT NULL)
    AND f.ts >= s.ts - INTERVAL '90 days' AND f.ts <= s.ts + INTERVAL '1 day'
  LIMIT 1
) own ON true
LEFT JOIN LATERAL (
  SELECT own.claim_id, own.ts WHERE own.claim_id IS NOT NULL AND own.counted_by IS NULL
  UNION ALL
  SELECT f.claim_id, f.ts
  FROM (SELECT o.* FROM calls o WHERE own.counted_by IS NOT NULL AND o.project = s.project AND o.claim_id = own.counted_by OFFSET 0) f
  WHERE f.state = 'counted'
  LIMIT 1
) of_span ON true
LEFT JOIN LATERAL (
  SELECT f.claim_id, f.ts
  FROM (SELECT o.* FROM calls o WHERE of_span.claim_id IS NULL AND s.response_id IS NOT NULL AND o.response_id = s.response_id OFFSET 0) f
  WHERE f.project = s.project AND f.state = 'counted'
    AND f.ts >= s.ts - INTERVAL '90 days' AND f.ts <= s.ts + INTERVAL '1 day'
  ORDER BY f.ts DESC LIMIT 1
) of_response ON true
LEFT JOIN LATERAL (
  SELECT l.trace_id
  FROM (SELECT o.* FROM traces o WHERE of_span.claim_id IS NULL AND of_response.claim_id IS NULL AND s.session_id IS NOT NULL AND o.session_id = s.session_id OFFSET 0) l
  WHERE l.project = s.project AND l.call_count > 0 AND l.ts >= s.ts - INTERVAL '90 days' AND l.ts <= s.ts
  ORDER BY l.ts DESC LIMIT 1
) last_trace ON true
LEFT JOIN LATERAL (
  SELECT f.claim_id, f.ts
  FROM (
    SELECT o.* FROM calls o
    WHERE of_span.claim_id IS NULL AND of_response.claim_id IS NULL
      AND o.project = s.project AND o.trace_id = ANY (ARRAY[s.trace_id, last_trace.trace_id])
    OFFSET 0
  ) f
  WHERE f.state = 'counted' AND f.ts >= s.ts - INTERVAL '90 days' AND f.ts <= s.ts + INTERVAL '1 day'
    AND (f.parent_span_id IS NULL OR NOT EXISTS (
      SELECT 1 FROM (SELECT p.* FROM spans p WHERE p.project = f.project AND p.trace_id = f.trace_id AND p.span_id = f.parent_span_id
        AND p.ts >= f.ts - INTERVAL '1 day' AND p.ts <= f.ts + INTERVAL '1 day' OFFSET 0) above
      WHERE above.operation = 'evaluator'))
  ORDER BY f.trace_id = s.trace_id DESC NULLS LAST, f.operation IN ('chat', 'text_completion') DESC, f.ts DESC LIMIT 1
) of_trace ON true
LEFT JOIN LATERAL (
  SELECT o.* FROM calls o
  WHERE o.project = s.project AND o.state = 'counted'
    AND o.claim_id = coalesce(of_span.claim_id, of_response.claim_id, of_trace.claim_id)
    AND o.ts = coalesce(of_span.ts, of_response.ts, of_trace.ts)
  LIMIT 1
) c ON true;
