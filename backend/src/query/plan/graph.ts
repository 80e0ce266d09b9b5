/**
 * A graph query → SQL: who called what. Each model call, tool run and agent run, with the nearest agent or tool above it;
 * where there is none, the agent that the call itself names, else the app.
 */
import type { GraphQuery } from '@llmobservatory/model';
import { callsIn, type Range } from './callsIn';
import { conditionsOf } from './conditions';
import { Parameters, type Statement } from './statement';
import { whereSql } from './where';

export type NodeKind = 'app' | 'agent' | 'model' | 'tool';

/** Columns of `graphSql`, as decoded: runs of `name` that `caller` made, in one app. */
export interface GraphRow {
  caller_kind: NodeKind;
  caller: string;
  kind: Exclude<NodeKind, 'app'>;
  name: string;
  app: string;
  runs: number;
  errors: number;
  /** USD; null: not a model call, or none has a known cost. */
  cost: number | null;
  tokens: number | null;
  ms: number;
}

/** Deeper nesting is a fault of the sender. */
const MAX_DEPTH = 40;
/** A parent starts before its children: so long before, at most. */
const HOUR_MS = 3_600_000;

export function graphSql(query: GraphQuery, range: Range, projects: readonly string[]): Statement {
  const params = new Parameters();
  const calls = callsIn(query, range, projects, params);
  const spans = `spans x WHERE x.project = ANY(${params.add([...projects])}::text[]) AND x.ts >= ${params.time(range.from)} AND x.ts < ${params.time(range.to)}${whereSql(conditionsOf(query, 'spans'), { target: 'spans', alias: 'x', from: range.from }, params)}`;
  const earliest = params.time(new Date(range.from.getTime() - HOUR_MS));
  const sql = `WITH RECURSIVE runs AS NOT MATERIALIZED (
SELECT 'model' AS kind, coalesce(m.model_name, '(no model)') AS name, coalesce(m.service_name, '(no app)') AS app, m.project, m.trace_id,
  m.parent_span_id, m.agent_name AS named, (m.error_code IS NOT NULL) AS failed, m.total_cost_usd AS cost, m.total_tokens AS tokens, m.duration_ms AS ms
FROM ${calls}
UNION ALL
SELECT x.operation, coalesce(CASE WHEN x.operation = 'tool' THEN x.tool_name ELSE x.agent_name END, x.name), coalesce(x.service_name, '(no app)'), x.project, x.trace_id,
  x.parent_span_id, NULL, (x.status = 'error' OR x.error_type IS NOT NULL), NULL, NULL, x.duration_nano / 1e6
FROM ${spans} AND x.operation IN ('tool', 'agent')
),
climb AS (
SELECT DISTINCT project, trace_id, parent_span_id AS start, parent_span_id AS above, NULL::text AS kind, NULL::text AS name, 0 AS depth
FROM runs WHERE parent_span_id IS NOT NULL AND trace_id IS NOT NULL
UNION ALL
SELECT c.project, c.trace_id, c.start, s.parent_span_id, CASE WHEN s.operation IN ('tool', 'agent') THEN s.operation END,
  CASE s.operation WHEN 'tool' THEN coalesce(s.tool_name, s.name) WHEN 'agent' THEN coalesce(s.agent_name, s.name) END, c.depth + 1
FROM climb c JOIN spans s ON s.project = c.project AND s.trace_id = c.trace_id AND s.span_id = c.above AND s.ts >= ${earliest}
WHERE c.kind IS NULL AND c.depth < ${MAX_DEPTH}
),
callers AS (SELECT DISTINCT ON (project, trace_id, start) project, trace_id, start, kind, name FROM climb WHERE kind IS NOT NULL ORDER BY project, trace_id, start, depth)
SELECT coalesce(c.kind, CASE WHEN r.named <> '' THEN 'agent' END, 'app') AS caller_kind, coalesce(c.name, nullif(r.named, ''), r.app) AS caller,
  r.kind, r.name, r.app, count(*) AS runs, count(*) FILTER (WHERE r.failed) AS errors, sum(r.cost) AS cost, sum(r.tokens) AS tokens, sum(r.ms)::float8 AS ms
FROM runs r LEFT JOIN callers c ON c.project = r.project AND c.trace_id = r.trace_id AND c.start = r.parent_span_id
GROUP BY 1, 2, 3, 4, 5 ORDER BY runs DESC, 2, 4`;
  return { sql, params: params.values };
}
