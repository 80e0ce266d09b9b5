/** A tools query → SQL: one row a tool, from the spans of its runs. */
import type { ToolsQuery } from '@llmobservatory/model';
import { namesSql, rangesOf, type Range } from './callsIn';
import { conditionsOf } from './conditions';
import { shiftMs } from './periods';
import { Parameters, type Statement } from './statement';
import { whereSql } from './where';

/** Columns of `toolsSql`, as decoded. */
export interface ToolRow {
  tool: string;
  runs: number;
  runs_previous: number;
  errors: number;
  errors_previous: number;
  /** ms; null: not run in the range */
  duration_p50: number | null;
  duration_p95: number | null;
  traces: number;
  most_in_trace: number | null;
  agents: string[] | null;
  apps: string[] | null;
  last_at: number | null;
}

const ORDER: Record<ToolsQuery['sort'], string> = {
  most_runs: 'runs DESC',
  slowest: 'duration_p95 DESC NULLS LAST',
  most_errors: 'errors DESC, runs DESC',
  newest: 'last_at DESC NULLS LAST',
};

/** The other side of a run that the span right above shows: a server of MCP under its client, a client under the agent's own. */
const IS_REPEATED = `EXISTS (SELECT 1 FROM spans o WHERE o.project = x.project AND o.trace_id = x.trace_id
  AND o.span_id = x.parent_span_id AND o.operation = 'tool' AND o.tool_name = x.tool_name)`;

/** A parent starts before its children: so long before, at most. */
const HOUR_MS = 3_600_000;

/** Its agents are those that the tool's spans name, or their parents. One row more than the limit, which tells whether there are others. */
export function toolsSql(query: ToolsQuery, range: Range, projects: readonly string[]): Statement {
  const params = new Parameters();
  const shift = query.compare === 'none' ? null : shiftMs(query.compare, range, null);
  const rows = rangesOf(range, shift).map(
    (
      period,
      index,
    ) => `SELECT ${index} AS period, x.tool_name AS tool, x.project, x.trace_id, x.duration_nano / 1e6 AS ms, x.ts, x.service_name,
  (x.status = 'error' OR x.error_type IS NOT NULL) AS failed, x.parent_span_id, x.agent_name
FROM spans x WHERE x.project = ANY(${params.add([...projects])}::text[]) AND x.ts >= ${params.time(period.from)} AND x.ts < ${params.time(period.to)}
  AND x.operation = 'tool' AND x.tool_name IS NOT NULL AND NOT ${IS_REPEATED}${whereSql(conditionsOf(query, 'spans'), { target: 'spans', alias: 'x', from: period.from }, params)}`,
  );
  const sql = `WITH r AS (\n${rows.join('\nUNION ALL ')}\n),
in_trace AS (SELECT tool, max(n) AS most_in_trace FROM
  (SELECT tool, count(*) AS n FROM r WHERE period = 0 GROUP BY tool, project, trace_id) t GROUP BY tool),
ran AS (SELECT tool, agent_name AS agent FROM r WHERE agent_name IS NOT NULL
  UNION SELECT r.tool, p.agent_name FROM r JOIN spans p ON p.project = r.project AND p.trace_id = r.trace_id AND p.span_id = r.parent_span_id
  WHERE p.agent_name IS NOT NULL AND p.ts >= ${params.time(new Date(range.from.getTime() - HOUR_MS))} AND p.ts < ${params.time(range.to)}),
agents AS MATERIALIZED (SELECT tool, (array_agg(DISTINCT agent))[1:10] AS agents FROM ran GROUP BY tool)
SELECT tool, count(*) FILTER (WHERE period = 0) AS runs, count(*) FILTER (WHERE period = 1) AS runs_previous,
  count(*) FILTER (WHERE failed AND period = 0) AS errors, count(*) FILTER (WHERE failed AND period = 1) AS errors_previous,
  (percentile_cont(0.5) WITHIN GROUP (ORDER BY ms) FILTER (WHERE period = 0))::float8 AS duration_p50,
  (percentile_cont(0.95) WITHIN GROUP (ORDER BY ms) FILTER (WHERE period = 0))::float8 AS duration_p95,
  count(DISTINCT (project, trace_id)) FILTER (WHERE period = 0) AS traces, max(most_in_trace) AS most_in_trace,
  (SELECT a.agents FROM agents a WHERE a.tool = r.tool) AS agents, ${namesSql('service_name')} AS apps, max(ts) FILTER (WHERE period = 0) AS last_at
FROM r LEFT JOIN in_trace USING (tool) GROUP BY tool ORDER BY ${ORDER[query.sort]}, tool LIMIT ${query.limit + 1}`;
  return { sql, params: params.values };
}
