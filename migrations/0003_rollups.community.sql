-- Why: figures over weeks are read from sums by hour and day, not from millions of calls.
-- Tiers: community, embedded.   In a transaction: yes.
-- Public views: creates llm_calls_*, llm_latency_*, llm_ttft_*.   Safe while older code runs: yes.

-- Only what adds up, only calls that count. A continuous aggregate can't get another column: a change makes _v2 behind the
-- same view. Percentiles merge by a plain sum over duration_key, ttft_key. Refreshed by the backend's own job; the part
-- that is not refreshed yet is read from the calls (materialized_only = false).

-- Plain views of the Apache edition, when the server has changed its edition.
DROP VIEW IF EXISTS
  llm_calls_hourly, llm_calls_daily,
  llm_latency_hourly, llm_latency_daily, llm_ttft_hourly, llm_ttft_daily;

CREATE MATERIALIZED VIEW calls_hourly_v1 WITH (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) AS
SELECT
  time_bucket(INTERVAL '1 hour', ts) AS bucket, project, service_name, provider, model_name, operation, environment,
  count(*) AS calls, count(error_code) AS errors,
  sum(input_tokens + output_tokens) AS total_tokens, sum(input_tokens) AS input_tokens, sum(output_tokens) AS output_tokens,
  sum(cache_read_tokens) AS cache_read_tokens, sum(cache_write_tokens) AS cache_write_tokens,
  sum(reasoning_tokens) AS reasoning_tokens,
  sum(total_cost_usd) AS total_cost_usd, sum(input_cost_usd) AS input_cost_usd, sum(output_cost_usd) AS output_cost_usd,
  count(total_cost_usd) AS priced_calls, count(*) FILTER (WHERE total_cost_usd IS NULL) AS unpriced_calls,
  count(*) FILTER (WHERE usage_state = 'unknown') AS unknown_usage_calls,
  sum(duration_ms) AS duration_ms_sum
FROM calls WHERE state = 'counted'
GROUP BY 1, 2, 3, 4, 5, 6, 7
WITH NO DATA;
CREATE INDEX calls_hourly_v1_by_time ON calls_hourly_v1 (project, bucket DESC);

CREATE MATERIALIZED VIEW calls_daily_v1 WITH (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) AS
SELECT
  time_bucket(INTERVAL '1 day', ts) AS bucket, project, service_name, provider, model_name, operation, environment,
  count(*) AS calls, count(error_code) AS errors,
  sum(input_tokens + output_tokens) AS total_tokens, sum(input_tokens) AS input_tokens, sum(output_tokens) AS output_tokens,
  sum(cache_read_tokens) AS cache_read_tokens, sum(cache_write_tokens) AS cache_write_tokens,
  sum(reasoning_tokens) AS reasoning_tokens,
  sum(total_cost_usd) AS total_cost_usd, sum(input_cost_usd) AS input_cost_usd, sum(output_cost_usd) AS output_cost_usd,
  count(total_cost_usd) AS priced_calls, count(*) FILTER (WHERE total_cost_usd IS NULL) AS unpriced_calls,
  count(*) FILTER (WHERE usage_state = 'unknown') AS unknown_usage_calls,
  sum(duration_ms) AS duration_ms_sum
FROM calls WHERE state = 'counted'
GROUP BY 1, 2, 3, 4, 5, 6, 7
WITH NO DATA;
CREATE INDEX calls_daily_v1_by_time ON calls_daily_v1 (project, bucket DESC);

CREATE MATERIALIZED VIEW latency_hourly_v1 WITH (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) AS
SELECT
  time_bucket(INTERVAL '1 hour', ts) AS bucket, project, service_name, provider, model_name, operation, environment,
  duration_key, count(*) AS calls
FROM calls WHERE state = 'counted' AND duration_key IS NOT NULL
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
WITH NO DATA;
CREATE INDEX latency_hourly_v1_by_time ON latency_hourly_v1 (project, bucket DESC);

CREATE MATERIALIZED VIEW latency_daily_v1 WITH (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) AS
SELECT
  time_bucket(INTERVAL '1 day', ts) AS bucket, project, service_name, provider, model_name, operation, environment,
  duration_key, count(*) AS calls
FROM calls WHERE state = 'counted' AND duration_key IS NOT NULL
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
WITH NO DATA;
CREATE INDEX latency_daily_v1_by_time ON latency_daily_v1 (project, bucket DESC);

CREATE MATERIALIZED VIEW ttft_hourly_v1 WITH (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) AS
SELECT
  time_bucket(INTERVAL '1 hour', ts) AS bucket, project, service_name, provider, model_name, operation, environment,
  ttft_key, count(*) AS calls
FROM calls WHERE state = 'counted' AND ttft_key IS NOT NULL
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
WITH NO DATA;
CREATE INDEX ttft_hourly_v1_by_time ON ttft_hourly_v1 (project, bucket DESC);

CREATE MATERIALIZED VIEW ttft_daily_v1 WITH (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) AS
SELECT
  time_bucket(INTERVAL '1 day', ts) AS bucket, project, service_name, provider, model_name, operation, environment,
  ttft_key, count(*) AS calls
FROM calls WHERE state = 'counted' AND ttft_key IS NOT NULL
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
WITH NO DATA;
CREATE INDEX ttft_daily_v1_by_time ON ttft_daily_v1 (project, bucket DESC);

CREATE VIEW llm_calls_hourly AS SELECT
  bucket, project, service_name, provider, model_name, operation, environment,
  calls, errors, total_tokens, input_tokens, output_tokens, cache_read_tokens, cache_write_tokens, reasoning_tokens,
  total_cost_usd, input_cost_usd, output_cost_usd, priced_calls, unpriced_calls, unknown_usage_calls, duration_ms_sum
FROM calls_hourly_v1;
CREATE VIEW llm_calls_daily AS SELECT
  bucket, project, service_name, provider, model_name, operation, environment,
  calls, errors, total_tokens, input_tokens, output_tokens, cache_read_tokens, cache_write_tokens, reasoning_tokens,
  total_cost_usd, input_cost_usd, output_cost_usd, priced_calls, unpriced_calls, unknown_usage_calls, duration_ms_sum
FROM calls_daily_v1;
CREATE VIEW llm_latency_hourly AS SELECT
  bucket, project, service_name, provider, model_name, operation, environment, duration_key, calls
FROM latency_hourly_v1;
CREATE VIEW llm_latency_daily AS SELECT
  bucket, project, service_name, provider, model_name, operation, environment, duration_key, calls
FROM latency_daily_v1;
CREATE VIEW llm_ttft_hourly AS SELECT
  bucket, project, service_name, provider, model_name, operation, environment, ttft_key, calls
FROM ttft_hourly_v1;
CREATE VIEW llm_ttft_daily AS SELECT
  bucket, project, service_name, provider, model_name, operation, environment, ttft_key, calls
FROM ttft_daily_v1;
