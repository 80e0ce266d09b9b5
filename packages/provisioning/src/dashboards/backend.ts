/** Is the backend well? From what it reports of itself, by SQL: view llm_backend. */
import type { Dashboard } from '../build/dashboard';
import { GROUP_NAME, lines, stacked, table } from '../build/panel';
import { sql } from '../build/query';

const over = (select: string, where: string) =>
  sql(
    `
SELECT $__timeGroupAlias(ts, $__interval), ${select}
FROM llm_backend
WHERE $__timeFilter(ts) AND ${where}
GROUP BY 1, 2 ORDER BY 1`,
    'time_series',
  );

const PER_SECOND = 'sum(value) / ($__interval_ms / 1000.0)';

export const backend: Dashboard = {
  uid: 'llm-backend',
  title: 'LLM Observatory backend',
  description: 'What comes in, how long it takes, what is refused, and how queries do.',
  without: ['app', 'model', 'environment', 'filters'],
  from: 'now-6h',
  rows: [
    {
      title: 'Ingest',
      height: 8,
      panels: [
        [
          8,
          stacked(
            'Records stored per second',
            over(`signal AS metric, ${PER_SECOND} AS records`, `name = 'observatory_ingest_records_total'`),
            { defaults: { displayName: GROUP_NAME } },
          ),
        ],
        [
          8,
          lines(
            'Time from receipt to commit, mean',
            over(
              `signal AS metric, sum(sum) / nullif(sum(count), 0) AS seconds`,
              `name = 'observatory_ingest_seconds'`,
            ),
            { defaults: { unit: 's', displayName: GROUP_NAME } },
          ),
        ],
        [
          8,
          lines(
            'Behind with settling',
            over(`instance AS metric, max(value) AS lag`, `name = 'observatory_settlement_lag_seconds'`),
            {
              defaults: { unit: 's', displayName: GROUP_NAME },
              description: 'Age of the oldest record that is not settled: sums are right up to here.',
            },
          ),
        ],
      ],
    },
    {
      height: 8,
      panels: [
        [
          8,
          lines(
            'OTLP held in memory',
            over(`instance AS metric, max(value) AS held`, `name = 'observatory_ingest_inflight_bytes'`),
            { defaults: { unit: 'bytes', displayName: GROUP_NAME } },
          ),
        ],
        [
          16,
          table(
            'Refused and rejected',
            sql(`
SELECT CASE name WHEN 'observatory_ingest_refused_total' THEN 'requests refused' ELSE 'records rejected' END AS "What",
  signal AS "Signal", coalesce(code, fault) AS "Why", sum(value) AS "Count", max(ts) AS "Last"
FROM llm_backend
WHERE $__timeFilter(ts) AND name IN ('observatory_ingest_refused_total', 'observatory_ingest_rejected_total')
GROUP BY 1, 2, 3 ORDER BY 4 DESC`),
            {
              description:
                'Senders are told the same. What to do stands in docs/troubleshooting.md under the code.',
              defaults: { noValue: 'Nothing was refused.' },
            },
          ),
        ],
      ],
    },
    {
      title: 'Queries and process',
      height: 8,
      panels: [
        [
          8,
          lines(
            'Time of a query, mean',
            over(
              `query_type AS metric, sum(sum) / nullif(sum(count), 0) AS seconds`,
              `name = 'observatory_query_seconds'`,
            ),
            { defaults: { unit: 's', displayName: GROUP_NAME } },
          ),
        ],
        [
          8,
          lines(
            'Memory',
            over(`instance AS metric, max(value) AS memory`, `name = 'process_resident_memory_bytes'`),
            { defaults: { unit: 'bytes', displayName: GROUP_NAME } },
          ),
        ],
        [
          8,
          lines(
            'Event loop lag p99',
            over(`instance AS metric, max(value) AS lag`, `name = 'nodejs_eventloop_lag_p99_seconds'`),
            { defaults: { unit: 's', displayName: GROUP_NAME } },
          ),
        ],
      ],
    },
  ],
};
