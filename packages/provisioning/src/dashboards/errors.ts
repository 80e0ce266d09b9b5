/** What fails, why, and what do failed calls and retries cost? */
import type { Dashboard } from '../build/dashboard';
import { lines, stacked, table, tiles } from '../build/panel';
import { ask, figures } from '../build/query';
import { traceLink } from './links';

const FAILED = [{ key: 'errors', operator: '>' as const, value: '0' }];

export const errors: Dashboard = {
  uid: 'llm-errors',
  title: 'LLM errors & retries',
  description: 'Failed calls, retries, refusals and answers that were cut off.',
  rows: [
    {
      height: 4,
      panels: [
        [
          24,
          tiles(
            'Failures and their change',
            figures(['errors', 'error_rate', 'retries', 'error_cost', 'refusals', 'cut_offs'], {
              shape: 'change',
            }),
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
            'Error rate by model',
            figures(['error_rate'], { groupBy: ['model'], limit: 8, other: false }),
          ),
        ],
        [
          8,
          stacked(
            'Errors by type',
            figures(['errors'], {
              groupBy: ['error'],
              limit: 8,
              filters: [{ key: 'error', operator: '!=', value: '' }],
            }),
          ),
        ],
        [8, lines('Retries by app', figures(['retries'], { groupBy: ['app'], limit: 8 }))],
      ],
    },
    {
      height: 8,
      panels: [
        [8, lines('Refusals and cut-off answers', figures(['refusal_rate', 'length_rate']))],
        [
          16,
          table(
            'HTTP status by provider and model',
            figures(['errors', 'calls', 'error_rate', 'retries', 'error_cost'], {
              groupBy: ['provider', 'model', 'status', 'error'],
              shape: 'total',
              limit: 100,
            }),
          ),
        ],
      ],
    },
    {
      title: 'Failing traces',
      height: 10,
      panels: [
        [
          24,
          table('Traces with errors', ask('traces', { sort: 'most_errors', limit: 100, filters: FAILED }), {
            overrides: [traceLink()],
            columns: [
              'Trace',
              'Start',
              'Name',
              'App',
              'Errors',
              'Calls',
              'Duration',
              'Cost',
              'Cost state',
              'User',
              'Models',
            ],
          }),
        ],
      ],
    },
  ],
};
