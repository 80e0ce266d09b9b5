/** Calls that fail, are slow, refused or cut off. Rates need 20 calls: one failure of two is no rate. */
import { figuresOfAll, sql } from '../build/query';
import { last, type Rule } from '../build/rule';
import { agents } from '../dashboards/agents';
import { errors } from '../dashboards/errors';
import { overview } from '../dashboards/overview';
import { tokens } from '../dashboards/tokens';

const TEN_MINUTES = last(600);
const HOUR = last(3600);
const DAY_S = 86_400;

/** Calls of the same groups and window, for "at least so many". */
const calls = (groupBy: ('app' | 'model')[]) => figuresOfAll('calls', groupBy);

export const callRules: Rule[] = [
  {
    uid: 'llm-error-rate',
    title: 'LLM calls fail',
    severity: 'warning',
    summary:
      '{{ with $values.A }}{{ humanizePercentage .Value }}{{ end }} of the model calls of {{ $labels.app }} failed in the last 10 minutes.',
    for: '5m',
    panel: { dashboard: errors, title: 'Error rate by model' },
    steps: [
      { ask: figuresOfAll('error_rate', ['app']), window: TEN_MINUTES },
      { ask: calls(['app']), window: TEN_MINUTES },
      { math: '$A > 0.1 && $B >= 20' },
    ],
  },
  {
    uid: 'llm-duration-p95',
    title: 'LLM calls are slow',
    severity: 'warning',
    summary:
      'Calls of {{ $labels.app }} to {{ $labels.model }} take {{ with $values.A }}{{ printf "%.0f" .Value }}{{ end }} ms (p95).',
    for: '5m',
    panel: { dashboard: overview, title: 'Duration' },
    steps: [
      { ask: figuresOfAll('duration_p95', ['app', 'model']), window: TEN_MINUTES },
      { ask: calls(['app', 'model']), window: TEN_MINUTES },
      { math: '$A > 30000 && $B >= 20' },
    ],
  },
  {
    uid: 'llm-ttft-p95',
    title: 'LLM answers begin late',
    severity: 'warning',
    summary:
      'Answers of {{ $labels.model }} to {{ $labels.app }} begin after {{ with $values.A }}{{ printf "%.0f" .Value }}{{ end }} ms (p95).',
    for: '5m',
    panel: { dashboard: overview, title: 'First token' },
    steps: [
      { ask: figuresOfAll('ttft_p95', ['app', 'model']), window: TEN_MINUTES },
      { ask: calls(['app', 'model']), window: TEN_MINUTES },
      { math: '$A > 5000 && $B >= 20' },
    ],
  },
  {
    uid: 'llm-refusals',
    title: 'LLM answers are refused',
    severity: 'warning',
    summary:
      '{{ with $values.A }}{{ humanizePercentage .Value }}{{ end }} of the answers to {{ $labels.app }} were refused in the last hour.',
    for: '0s',
    panel: { dashboard: errors, title: 'Refusals and cut-off answers' },
    steps: [
      { ask: figuresOfAll('refusal_rate', ['app']), window: HOUR },
      { ask: calls(['app']), window: HOUR },
      { math: '$A > 0.05 && $B >= 20' },
    ],
  },
  {
    uid: 'llm-cut-off',
    title: 'LLM answers are cut off',
    severity: 'warning',
    summary:
      '{{ with $values.A }}{{ humanizePercentage .Value }}{{ end }} of the answers to {{ $labels.app }} ended at the token limit in the last hour.',
    for: '0s',
    panel: { dashboard: errors, title: 'Refusals and cut-off answers' },
    steps: [
      { ask: figuresOfAll('length_rate', ['app']), window: HOUR },
      { ask: calls(['app']), window: HOUR },
      { math: '$A > 0.1 && $B >= 20' },
    ],
  },
  {
    uid: 'llm-cache-hits-drop',
    title: 'LLM cache is hit less',
    severity: 'warning',
    summary:
      'The cache hit ratio of {{ $labels.app }} fell to {{ with $values.A }}{{ humanizePercentage .Value }}{{ end }}, from {{ with $values.B }}{{ humanizePercentage .Value }}{{ end }} at this hour yesterday.',
    description:
      'A changed prefix of the prompt, a shorter life of the cache, or traffic that is spread too thin.',
    for: '0s',
    panel: { dashboard: tokens, title: 'Cache hit ratio by app' },
    steps: [
      { ask: figuresOfAll('cache_hit_ratio', ['app']), window: HOUR },
      { ask: figuresOfAll('cache_hit_ratio', ['app']), window: last(3600, DAY_S) },
      { ask: calls(['app']), window: HOUR },
      { math: '$B - $A > 0.2 && $C >= 50' },
    ],
  },
  {
    uid: 'llm-tool-failures',
    title: 'A tool fails',
    severity: 'warning',
    summary:
      '{{ with $values.A }}{{ humanizePercentage .Value }}{{ end }} of the runs of {{ $labels.tool }} in {{ $labels.app }} failed in the last hour.',
    for: '0s',
    panel: { dashboard: agents, title: 'Tool error rate' },
    steps: [
      {
        ask: sql(`
-- A run that a client and its server show counts once, as in the tools query.
SELECT service_name AS app, tool_name AS tool,
  count(*) FILTER (WHERE status = 'error' OR error_code IS NOT NULL)::float8 / count(*) AS error_rate
FROM llm_traces t
WHERE $__timeFilter(ts) AND operation = 'tool' AND tool_name IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM llm_traces p WHERE p.project = t.project AND p.trace_id = t.trace_id
    AND p.span_id = t.parent_span_id AND p.operation = 'tool' AND p.tool_name = t.tool_name)
GROUP BY 1, 2 HAVING count(*) >= 10`),
        gives: { figure: 'error_rate', of: ['app', 'tool'] },
        window: HOUR,
      },
      { above: 0.2, of: 'A' },
    ],
  },
];
