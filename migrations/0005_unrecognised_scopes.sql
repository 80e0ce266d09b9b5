-- Why: what nobody has written a table for must be seen, or its calls are missing without a word.
-- Tiers: community, apache, embedded.   In a transaction: yes.
-- Public views: creates unrecognised_scopes.   Safe while older code runs: yes.

-- Few rows of a large table, asked for by a person who looks at a list.
CREATE INDEX spans_unknown ON spans (project, ts DESC) WHERE dialect = 'unknown';

-- One row per day and scope. `calls` are the spans that were counted as calls; the others only look like telemetry of a model.
CREATE VIEW unrecognised_scopes AS
SELECT
  time_bucket(INTERVAL '1 day', ts) AS ts, time_bucket(INTERVAL '1 day', ts) AS timestamp,
  scope_name, last(scope_version, ts) AS scope_version, service_name,
  count(*) AS spans, count(operation) AS calls, min(ts) AS first_seen, max(ts) AS last_seen,
  last(name, ts) AS example_name, last(trace_id::text, ts)::uuid AS example_trace_id,
  ARRAY(SELECT key FROM jsonb_object_keys(last(attributes, ts)) AS key ORDER BY key) AS example_keys,
  project
FROM spans
WHERE dialect = 'unknown'
GROUP BY time_bucket(INTERVAL '1 day', ts), scope_name, service_name, project;
