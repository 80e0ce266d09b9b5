-- Why: the same names as the rollups of the community edition, so that every query runs there too; slower over weeks.
-- Tiers: apache.   In a transaction: yes.
-- Public views: creates llm_calls_*, llm_latency_*, llm_ttft_*.   Safe while older code runs: yes.

CREATE VIEW llm_calls_hourly AS
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
GROUP BY 1, 2, 3, 4, 5, 6, 7;

CREATE VIEW llm_calls_daily AS
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
GROUP BY 1, 2, 3, 4, 5, 6, 7;

CREATE VIEW llm_latency_hourly AS
SELECT
  time_bucket(INTERVAL '1 hour', ts) AS bucket, project, service_name, provider, model_name, operation, environment,
  duration_key, count(*) AS calls
FROM calls WHERE state = 'counted' AND duration_key IS NOT NULL
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8;

CREATE VIEW llm_latency_daily AS
SELECT
  time_bucket(INTERVAL '1 day', ts) AS bucket, project, service_name, provider, model_name, operation, environment,
  duration_key, count(*) AS calls
FROM calls WHERE state = 'counted' AND duration_key IS NOT NULL
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8;

CREATE VIEW llm_ttft_hourly AS
SELECT
  time_bucket(INTERVAL '1 hour', ts) AS bucket, project, service_name, provider, model_name, operation, environment,
  ttft_key, count(*) AS calls
FROM calls WHERE state = 'counted' AND ttft_key IS NOT NULL
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8;

CREATE VIEW llm_ttft_daily AS
SELECT
  time_bucket(INTERVAL '1 day', ts) AS bucket, project, service_name, provider, model_name, operation, environment,
  ttft_key, count(*) AS calls
FROM calls WHERE state = 'counted' AND ttft_key IS NOT NULL
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8;
