/** The rows of `traces`, made anew from spans and counted calls. */
import type { Step } from '../engine';
import type { Portion } from './queue';

/**
 * Root: the earliest span without a parent, or whose parent did not arrive. Sums are NULL where nothing is known.
 * A trace may have calls and no spans: claims of log records. The last steps of a transaction: they change its planner.
 */
export const upsertTraces = ({ project, from, to }: Portion, traceIds: readonly string[]): Step[] => [
  // The planner knows nothing of the rows of a CTE, guesses few, and would compare each span with each.
  { sql: 'SET LOCAL enable_nestloop = off' },
  // The costs of what is off make everything look dear enough to be compiled, which takes seconds.
  { sql: 'SET LOCAL jit = off' },
  { sql: UPSERT, params: [project, traceIds, from, to] },
];

const COLUMNS = [
  'ts', 'start_unix_nano', 'end_unix_nano', 'duration_ms', 'root_span_id', 'name', 'service_name', 'environment',
  'release', 'session_id', 'user_id', 'span_count', 'call_count', 'error_count', 'models', 'input_tokens',
  'output_tokens', 'total_cost_usd', 'unpriced_calls', 'unknown_usage_calls', 'ttft_ms', 'settled_at',
].join(', '); // prettier-ignore

const EXCLUDED = COLUMNS.split(', ')
  .map((name) => `excluded.${name}`)
  .join(', ');

/** Of a group of rows, the value of the earliest that has one. */
const first = (column: string): string =>
  `(array_agg(${column} ORDER BY start_unix_nano) FILTER (WHERE ${column} IS NOT NULL))[1]`;

const UPSERT = `
  WITH s AS MATERIALIZED (
    SELECT trace_id, span_id, parent_span_id, start_unix_nano, duration_nano, name, status, service_name, environment,
           session_id, user_id
    FROM spans WHERE project = $1 AND trace_id = ANY($2::uuid[]) AND ts >= $3 AND ts <= $4
  ),
  c AS MATERIALIZED (
    SELECT trace_id, start_unix_nano, duration_ms, state, service_name, environment, release, session_id, user_id,
           model_name, input_tokens, output_tokens, total_cost_usd, usage_state, ttft_ms
    FROM calls WHERE project = $1 AND trace_id = ANY($2::uuid[]) AND ts >= $3 AND ts <= $4
  ),
  root AS (
    SELECT DISTINCT ON (trace_id) * FROM s
    WHERE parent_span_id IS NULL
       OR NOT EXISTS (SELECT 1 FROM s parent WHERE parent.trace_id = s.trace_id AND parent.span_id = s.parent_span_id)
    ORDER BY trace_id, start_unix_nano, span_id
  ),
  spans_of AS (
    SELECT trace_id, min(start_unix_nano) AS low, max(start_unix_nano + duration_nano) AS high, count(*) AS spans,
           count(*) FILTER (WHERE status = 'error') AS errors,
           ${first('session_id')} AS session_id, ${first('user_id')} AS user_id
    FROM s GROUP BY trace_id
  ),
  claims_of AS (
    SELECT trace_id, min(start_unix_nano) AS low, max(start_unix_nano + (duration_ms * 1e6)::bigint) AS high,
           ${first('service_name')} AS service_name, ${first('environment')} AS environment,
           ${first('release')} AS release, ${first('session_id')} AS session_id, ${first('user_id')} AS user_id
    FROM c GROUP BY trace_id
  ),
  counted AS (
    SELECT trace_id, count(*) AS calls, array_agg(DISTINCT model_name) FILTER (WHERE model_name IS NOT NULL) AS models,
           sum(input_tokens) AS input_tokens, sum(output_tokens) AS output_tokens, sum(total_cost_usd) AS total_cost_usd,
           count(*) FILTER (WHERE total_cost_usd IS NULL) AS unpriced,
           count(*) FILTER (WHERE usage_state = 'unknown') AS unknown_usage,
           min(start_unix_nano + (ttft_ms * 1e6)::bigint) AS first_token
    FROM c WHERE state = 'counted' GROUP BY trace_id
  ),
  t AS (
    SELECT trace_id, least(s.low, c.low) AS low, greatest(s.high, c.high) AS high, s.spans, s.errors,
           coalesce(s.session_id, c.session_id) AS session_id, coalesce(s.user_id, c.user_id) AS user_id,
           c.service_name, c.environment, c.release
    FROM spans_of s FULL JOIN claims_of c USING (trace_id)
  )
  INSERT INTO traces (project, trace_id, ${COLUMNS})
  SELECT
    $1, trace_id, TIMESTAMPTZ 'epoch' + t.low / 1000 * INTERVAL '1 microsecond', t.low, t.high, (t.high - t.low) / 1e6,
    root.span_id, root.name, coalesce(root.service_name, t.service_name), coalesce(root.environment, t.environment),
    t.release, t.session_id, t.user_id,
    coalesce(t.spans, 0), coalesce(counted.calls, 0), coalesce(t.errors, 0), coalesce(counted.models, '{}'),
    counted.input_tokens, counted.output_tokens, counted.total_cost_usd,
    coalesce(counted.unpriced, 0), coalesce(counted.unknown_usage, 0),
    (counted.first_token - t.low) / 1e6, now()
  FROM t LEFT JOIN root USING (trace_id) LEFT JOIN counted USING (trace_id)
  ON CONFLICT (project, trace_id) DO UPDATE SET (${COLUMNS}) = ROW(${EXCLUDED})`;
