/** Telemetry that does not come any more. */
import { sql } from '../build/query';
import { last, type Rule } from '../build/rule';
import { overview } from '../dashboards/overview';

export const ingestRules: Rule[] = [
  {
    uid: 'llm-silence',
    title: 'LLM telemetry is silent',
    severity: 'warning',
    summary: 'No model call of {{ $labels.app }} for {{ humanizeDuration $values.A.Value }}.',
    description: 'Only applications that made calls in every hour of the last day are watched.',
    for: '0s',
    panel: { dashboard: overview, title: 'Calls per second by app' },
    steps: [
      {
        ask: sql(`
SELECT service_name AS app, extract(epoch FROM $__timeTo() - max(ts))::float8 AS seconds
FROM llm_metrics
WHERE $__timeFilter(ts)
GROUP BY 1
HAVING count(DISTINCT date_trunc('hour', ts)) >= 24`),
        window: last(86_400),
      },
      { above: 900, of: 'A' },
    ],
  },
];
