/** Which traces were slow, dear or failed, and what happened in one of them? */
import type { Dashboard } from '../build/dashboard';
import { logs, stacked, table, waterfall } from '../build/panel';
import { ask, figures } from '../build/query';
import { conversationOfTrace, traceLink } from './links';

export const traces: Dashboard = {
  uid: 'llm-traces',
  title: 'LLM traces',
  description: 'The list of traces; the chosen one with its spans, messages and logs.',
  page: '/traces',
  variables: [
    {
      kind: 'text',
      name: 'traceId',
      label: 'Trace id',
      description: 'Click a trace in the table, or paste an id.',
    },
  ],
  rows: [
    {
      height: 6,
      panels: [
        [
          24,
          stacked('Calls and errors', figures(['calls', 'errors']), {
            defaults: { custom: { fillOpacity: 60, stacking: { mode: 'none', group: 'A' } } },
          }),
        ],
      ],
    },
    {
      height: 10,
      panels: [
        [
          24,
          table('Traces', ask('traces', { sort: 'newest', limit: 500 }), {
            description: 'The id of a trace opens it below.',
            overrides: [traceLink()],
            columns: [
              'Trace',
              'Start',
              'Name',
              'Calls',
              'Errors',
              'Duration',
              'First token',
              'Cost',
              'Cost state',
              'App',
              'Models',
              'Input tokens',
              'Output tokens',
              'User',
              'Conversation',
              'Environment',
              'Release',
              'Spans',
              'Lowest score',
              'Scores',
            ],
          }),
        ],
      ],
    },
    {
      height: 17,
      panels: [
        [
          24,
          waterfall(
            'Trace',
            { queryType: 'trace', traceId: '${traceId}' },
            {
              description: 'The trace of the variable Trace id.',
              overrides: [conversationOfTrace],
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
          logs(
            'Logs of the trace',
            {
              queryType: 'logs',
              filters: [{ key: 'trace', operator: '=', value: '${traceId}' }],
            },
            { description: 'While no trace is chosen: the newest logs of all.' },
          ),
        ],
      ],
    },
  ],
};
