/** Where do the tokens go, and does the cache pay? */
import type { Dashboard } from '../build/dashboard';
import { heatmap, lines, stacked, table, tiles } from '../build/panel';
import { ask, figures } from '../build/query';

export const tokens: Dashboard = {
  uid: 'llm-tokens',
  title: 'LLM tokens & cache',
  description: 'Tokens by kind, what the cache saves, and how long prompts and answers are.',
  rows: [
    {
      height: 4,
      panels: [
        [
          24,
          tiles(
            'Tokens and their change',
            figures(
              [
                'tokens',
                'cache_hit_ratio',
                'cost_saved_by_cache',
                'reasoning_share',
                'input_per_call',
                'output_per_call',
              ],
              { shape: 'change' },
            ),
          ),
        ],
      ],
    },
    {
      height: 9,
      panels: [
        [
          12,
          stacked(
            'Tokens by kind',
            figures([
              'cache_read_tokens',
              'uncached_input_tokens',
              'cache_write_tokens',
              'answer_tokens',
              'reasoning_tokens',
            ]),
            { description: 'Each token once: the kinds add up to all tokens.' },
          ),
        ],
        [
          12,
          lines(
            'Cache hit ratio by app',
            figures(['cache_hit_ratio'], { groupBy: ['app'], limit: 8, other: false }),
            {
              defaults: { max: 1 },
            },
          ),
        ],
      ],
    },
    {
      height: 9,
      panels: [
        [8, heatmap('Input tokens of a call', ask('heatmap', { quantity: 'input_tokens' }))],
        [8, heatmap('Output tokens of a call', ask('heatmap', { quantity: 'output_tokens' }))],
        [
          8,
          stacked(
            'Saved by the cache, by model',
            figures(['cost_saved_by_cache'], { groupBy: ['model'], limit: 8 }),
          ),
        ],
      ],
    },
    {
      height: 9,
      panels: [
        [
          24,
          table(
            'Cache by app and model',
            figures(
              [
                'input_tokens',
                'cache_read_tokens',
                'cache_write_tokens',
                'cache_hit_ratio',
                'cost_saved_by_cache',
                'output_tokens',
                'reasoning_share',
                'unknown_usage_calls',
              ],
              { groupBy: ['app', 'model'], shape: 'total', limit: 100 },
            ),
          ),
        ],
      ],
    },
  ],
};
