/** What was said, where did it go wrong, what did it cost? */
import type { Dashboard } from '../build/dashboard';
import { column, stacked, table, tiles } from '../build/panel';
import { ask, figures } from '../build/query';
import { conversationLink, traceLink } from './links';

const CHOSEN = [{ key: 'conversation', operator: '=' as const, value: '${conversation}' }];

export const conversations: Dashboard = {
  uid: 'llm-conversations',
  title: 'LLM conversations',
  description: 'Conversations, and the turns of the chosen one.',
  page: '/conversations',
  variables: [
    {
      kind: 'text',
      name: 'conversation',
      label: 'Conversation',
      description: 'Click a conversation in the table, or paste its id.',
    },
  ],
  rows: [
    {
      height: 4,
      panels: [
        [
          24,
          tiles(
            'Conversations and their change',
            figures(['conversations', 'active_users', 'calls_per_user', 'traces', 'cost', 'error_rate'], {
              shape: 'change',
            }),
          ),
        ],
      ],
    },
    {
      height: 10,
      panels: [
        [
          24,
          table('Conversations', ask('conversations', { sort: 'newest', limit: 200 }), {
            description: 'The id of a conversation shows its turns below.',
            overrides: [conversationLink(), column('Title', { width: 280 })],
            columns: [
              'Conversation',
              'Last activity',
              'Title',
              'User',
              'App',
              'Turns',
              'Calls',
              'Errors',
              'Cost',
              'Cost state',
              'Duration',
              'Lowest score',
              'Models',
              'Environment',
              'Start',
              'Input tokens',
              'Output tokens',
            ],
          }),
        ],
      ],
    },
    {
      title: 'The chosen conversation',
      height: 12,
      panels: [
        [
          16,
          table(
            'Turns',
            { queryType: 'conversation', conversationId: '${conversation}' },
            {
              overrides: [traceLink()],
              defaults: { noValue: 'Click a conversation above to see its turns.' },
            },
          ),
        ],
        [
          8,
          stacked('Cost of the conversation', figures(['cost'], { groupBy: ['model'], filters: CHOSEN }), {
            description: 'While no conversation is chosen: the cost of all.',
          }),
        ],
      ],
    },
  ],
};
