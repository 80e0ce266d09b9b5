/** Is it normal? How much, how dear, how fast, what fails. */
import type { Dashboard } from '../build/dashboard';
import { heatmap, lines, stacked, table, tiles, treemap } from '../build/panel';
import { ask, figures } from '../build/query';
import { traceLink } from './links';

export const overview: Dashboard = {
  uid: 'llm-overview',
  title: 'LLM performance overview',
  description: 'Requests, cost, speed and errors of your model calls, each against the period before.',
  page: '/overview',
  rows: [
    {
      height: 4,
      panels: [
        [
          24,
          tiles(
            'Figures and their change',
            figures(['calls', 'cost', 'duration_p95', 'error_rate', 'ttft_p95', 'cache_hit_ratio'], {
              shape: 'change',
            }),
            {
              description:
                'Of the whole range; the change is against the period of equal length before. While calls without a cost are counted below, the cost is a lower bound.',
            },
          ),
        ],
      ],
    },
    {
      title: 'Traffic',
      height: 8,
      panels: [
        [
          8,
          stacked(
            'Calls per second by app',
            figures(['calls'], { groupBy: ['app'], limit: 8, rate: 'second' }),
          ),
        ],
        [8, stacked('Cost by model', figures(['cost'], { groupBy: ['model'], limit: 8 }))],
        [
          8,
          treemap(
            'Top apps by cost',
            figures(['cost', 'calls', 'tokens', 'errors', 'unpriced_calls'], {
              groupBy: ['app', 'model'],
              shape: 'total',
              compare: 'previous',
              limit: 100,
            }),
          ),
        ],
      ],
    },
    {
      title: 'Speed',
      height: 8,
      panels: [
        [8, heatmap('Durations of calls', ask('heatmap', { quantity: 'duration' }))],
        [8, lines('Duration', figures(['duration_p50', 'duration_p95', 'duration_p99']))],
        [8, lines('First token', figures(['ttft_p50', 'ttft_p95']))],
      ],
    },
    {
      title: 'Errors',
      height: 8,
      panels: [
        [
          8,
          lines('Error rate by app', figures(['error_rate'], { groupBy: ['app'], limit: 8, other: false })),
        ],
        [
          16,
          table(
            'Newest traces with errors',
            ask('traces', {
              sort: 'newest',
              limit: 20,
              filters: [{ key: 'errors', operator: '>', value: '0' }],
            }),
            {
              overrides: [traceLink()],
              columns: ['Trace', 'Start', 'App', 'Errors', 'Calls', 'Duration', 'Models'],
            },
          ),
        ],
      ],
    },
    {
      title: 'Detail',
      height: 9,
      panels: [
        [
          24,
          table(
            'Models',
            figures(
              [
                'cost',
                'calls',
                'unpriced_calls',
                'error_rate',
                'duration_p95',
                'ttft_p50',
                'tokens_per_second',
                'tokens',
                'cache_hit_ratio',
              ],
              { groupBy: ['provider', 'model'], shape: 'total', limit: 50 },
            ),
          ),
        ],
      ],
    },
  ],
};
