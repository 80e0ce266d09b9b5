/** What do we pay, for what, will it stay within its limits, and what has no price? */
import type { Dashboard } from '../build/dashboard';
import { gauges, lines, stacked, table, tiles, treemap } from '../build/panel';
import { ask, figures } from '../build/query';
import { traceLink } from './links';

export const cost: Dashboard = {
  uid: 'llm-cost',
  title: 'LLM cost & budgets',
  description: 'What is paid for what, budgets with their forecast, and calls that have no price.',
  page: '/cost',
  from: 'now-7d',
  rows: [
    {
      height: 4,
      panels: [
        [
          24,
          tiles(
            'Cost and its change',
            figures(
              [
                'cost',
                'cost_per_call',
                'cost_per_user',
                'cost_saved_by_cache',
                'error_cost',
                'unpriced_calls',
              ],
              {
                shape: 'change',
              },
            ),
            {
              description:
                'Against the period of equal length before. With calls without a cost, the cost is a lower bound.',
            },
          ),
        ],
      ],
    },
    {
      height: 11,
      panels: [
        [
          14,
          treemap(
            'Cost by app, model and user',
            figures(['cost', 'calls', 'tokens', 'errors', 'unpriced_calls'], {
              groupBy: ['app', 'model', 'user'],
              shape: 'total',
              compare: 'previous',
              limit: 500,
            }),
          ),
        ],
        [10, stacked('Cost by model', figures(['cost'], { groupBy: ['model'], limit: 8 }))],
      ],
    },
    {
      title: 'Budgets',
      height: 8,
      panels: [
        [
          8,
          gauges(
            'Used of the budget',
            { queryType: 'budgets', figures: ['share'] },
            // Every text column would stand before the bar.
            { columns: ['Budget', 'Of', 'Share used'] },
          ),
        ],
        [
          16,
          table(
            'Used, limit and forecast',
            { queryType: 'budgets' },
            {
              description:
                'Limits, what is used, and what the window will end with when it goes on like this.',
              columns: [
                'Budget',
                'Of',
                'Window',
                'Used',
                'Limit',
                'Share used',
                'Forecast',
                'Burn rate',
                'State',
                'Scope',
              ],
            },
          ),
        ],
      ],
    },
    {
      height: 8,
      panels: [
        [
          24,
          lines(
            'Share of each limit that is used',
            { queryType: 'budgets', shape: 'series', figures: ['share'] },
            {
              description:
                'Limits differ by orders of magnitude; shares stand on one scale. Dashed: the limit.',
              options: {
                legend: {
                  displayMode: 'table',
                  placement: 'right',
                  showLegend: true,
                  calcs: ['lastNotNull'],
                  sortBy: 'Last *',
                  sortDesc: true,
                },
              },
              defaults: {
                thresholds: {
                  mode: 'absolute',
                  steps: [
                    { value: null, color: 'transparent' },
                    { value: 1, color: 'red' },
                  ],
                },
                custom: { thresholdsStyle: { mode: 'dashed' } },
              },
            },
          ),
        ],
      ],
    },
    {
      title: 'Dearest',
      height: 9,
      panels: [
        [
          8,
          table('Users', ask('users', { sort: 'dearest', limit: 20, compare: 'previous' }), {
            columns: ['User', 'Cost', 'Cost before', 'Share of cost', 'Calls'],
          }),
        ],
        [
          8,
          table(
            'Prompts',
            figures(['cost', 'calls', 'cost_per_call'], {
              groupBy: ['prompt', 'prompt_version'],
              shape: 'total',
              limit: 20,
            }),
          ),
        ],
        [
          8,
          table('Traces', ask('traces', { sort: 'dearest', limit: 20 }), {
            overrides: [traceLink()],
            columns: ['Trace', 'App', 'Cost', 'Duration'],
          }),
        ],
      ],
    },
    {
      title: 'How sure are these sums?',
      height: 8,
      panels: [
        [
          24,
          table(
            'Cost by how it is known',
            figures(['calls', 'cost', 'unpriced_calls', 'unknown_usage_calls', 'tokens'], {
              groupBy: ['cost_state', 'usage_state', 'provider', 'model'],
              shape: 'total',
              limit: 100,
            }),
            {
              description:
                'computed: tokens × price. reported: the application sent the cost. unknown: no usage or no price; such calls are in no sum of cost.',
            },
          ),
        ],
      ],
    },
  ],
};
