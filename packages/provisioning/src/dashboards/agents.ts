/** What calls what, what fails, what loops? */
import type { Dashboard } from '../build/dashboard';
import { column, flameGraph, GROUP_NAME, lines, nodeGraph, table } from '../build/panel';
import { ask, sql } from '../build/query';
import { traceLink } from './links';

const SPANS = ['app', 'environment'] as const;

/** Runs and failures of each tool; spans of tools are in llm_traces, calls of models are not asked. */
const TOOL_ERRORS = sql(
  `
SELECT $__timeGroupAlias(ts, $__interval), tool_name AS metric,
  count(*) FILTER (WHERE status = 'error')::float8 / count(*) AS "error rate"
FROM llm_traces
WHERE $__timeFilter(ts) AND operation = 'tool' AND tool_name IS NOT NULL
GROUP BY 1, 2 ORDER BY 1`,
  'time_series',
);

/** Runs of agents are spans, whether or not they name it on the calls below. */
const AGENTS = sql(`
SELECT agent_name AS "Agent", service_name AS "App", count(*) AS "Runs", count(DISTINCT trace_id) AS "Traces",
  count(*) FILTER (WHERE status = 'error') AS "Errors", avg(duration_ms)::float8 AS "Mean duration",
  max(duration_ms)::float8 AS "Longest"
FROM llm_traces
WHERE $__timeFilter(ts) AND operation = 'agent'
GROUP BY 1, 2 ORDER BY 3 DESC LIMIT 50`);

const LOOPS = sql(`
SELECT replace(trace_id::text, '-', '') AS "traceID", min(service_name) AS "App", tool_name AS "Tool", count(*) AS "Runs",
  count(*) FILTER (WHERE status = 'error') AS "Errors", sum(duration_ms)::float8 AS "Time in all runs"
FROM llm_traces
WHERE $__timeFilter(ts) AND operation = 'tool' AND tool_name IS NOT NULL
GROUP BY trace_id, tool_name
HAVING count(*) > 1
ORDER BY 4 DESC LIMIT 50`);

const MILLISECONDS = {
  matcher: { id: 'byRegexp' as const, options: '/^(Mean duration|Longest|Time in all runs)$/' },
  properties: [{ id: 'unit', value: 'ms' }],
};

export const agents: Dashboard = {
  uid: 'llm-agents',
  title: 'LLM agents & tools',
  description: 'Agents, the models and tools they use, tools that fail, and tools that run again and again.',
  page: '/agents',
  rows: [
    {
      height: 13,
      panels: [
        [14, nodeGraph('Agents, models and tools', ask('graph', {}, SPANS))],
        [10, flameGraph('Cost by app, agent and model', ask('flamegraph', { value: 'cost' }))],
      ],
    },
    {
      height: 8,
      panels: [
        [
          12,
          lines('Tool error rate', TOOL_ERRORS, {
            defaults: { unit: 'percentunit', max: 1, displayName: GROUP_NAME },
          }),
        ],
        [12, table('Agents', AGENTS, { overrides: [MILLISECONDS] })],
      ],
    },
    {
      height: 9,
      panels: [
        [
          12,
          table('Tools', ask('tools', { sort: 'most_runs', compare: 'previous', limit: 100 }, SPANS), {
            columns: [
              'Tool',
              'Runs',
              'Runs before',
              'Errors',
              'Error rate',
              'Duration p95',
              'Most in a trace',
            ],
          }),
        ],
        [
          12,
          table('Tools that run again and again in one trace', LOOPS, {
            overrides: [traceLink(), column('traceID', { title: 'Trace' }), MILLISECONDS],
            description:
              'The same tool many times in one trace: a loop, or a list that is worked off one by one. Empty: no tool ran twice in one trace.',
          }),
        ],
      ],
    },
  ],
};
