-- Why: the health of the backend is asked for where everything else is: in Grafana, by SQL.
-- Tiers: community, apache, embedded.   In a transaction: yes.
-- Public views: creates llm_backend.   Safe while older code runs: yes.

-- What each backend reports of itself every 15 seconds. Counts and sums are since its report before: they add up.
CREATE VIEW llm_backend AS
SELECT
  ts, ts AS timestamp, name, kind, value, count, sum,
  attributes ->> 'signal' AS signal,
  attributes ->> 'code' AS code,
  attributes ->> 'fault' AS fault,
  attributes ->> 'query_type' AS query_type,
  attributes ->> 'failed' AS failed,
  attributes ->> 'instance' AS instance,
  attributes, project
FROM metric_points
WHERE scope_name = 'llm-observatory';
