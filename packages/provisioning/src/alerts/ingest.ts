/** Telemetry that does not come any more. */
import { sql } from '../build/query';
import { last, type Rule } from '../build/rule';
import { overview } from '../dashboards/overview';

export const ingestRules: Rule[] = [
  {
    uid: 'llm-silence',
    title: 'LLM telemetry is silent',
    severity: 'warning',
    summary:
      'No model call of {{ $labels.app }} for {{ with $values.A }}{{ humanizeDuration .Value }}{{ end }}.',
    description:
      'Watched are applications that made calls in each of the 24 hours up to their last one, until they are silent for a day.',
    for: '0s',
    panel: { dashboard: overview, title: 'Calls per second by app' },
    steps: [
      {
        ask: sql(`
WITH hours AS (
  SELECT service_name AS app, date_trunc('hour', ts) AS hour, max(ts) AS newest
  FROM llm_metrics WHERE $__timeFilter(ts) GROUP BY 1, 2
), known AS (
  SELECT app, hour, max(newest) OVER (PARTITION BY app) AS newest FROM hours
)
SELECT app, extract(epoch FROM $__timeTo() - newest)::float8 AS seconds
FROM known WHERE hour > newest - INTERVAL '24 hours'
GROUP BY app, newest HAVING count(*) = 24`),
        gives: { figure: 'seconds since the last call', of: ['app'] },
        // Two days: the 24 hours before the last call, and as long as it may be silent.
        window: last(2 * 86_400),
      },
      { above: 900, of: 'A' },
    ],
  },
];
