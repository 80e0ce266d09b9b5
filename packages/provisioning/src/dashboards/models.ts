/** Which model for this traffic? */
import type { Filter } from '@llmobservatory/model';
import type { Dashboard } from '../build/dashboard';
import { lines, modelCompare, stacked, table } from '../build/panel';
import { ask, figures } from '../build/query';

/** Vectors and rankings are other work than answers: side by side they say nothing. */
const ANSWERS: Filter[] = [
  { key: 'operation', operator: 'not in', value: '', values: ['embeddings', 'rerank'] },
];

export const models: Dashboard = {
  uid: 'llm-models',
  title: 'LLM model comparison',
  description: 'Models side by side on the traffic that they share, with what is certain and what is not.',
  page: '/models',
  from: 'now-7d',
  rows: [
    { height: 18, panels: [[24, modelCompare('Models side by side', ask('models', { filters: ANSWERS }))]] },
    {
      height: 8,
      panels: [
        [8, stacked('Calls by model', figures(['calls'], { groupBy: ['model'], limit: 8 }))],
        [
          8,
          lines(
            'Duration p95 by model',
            figures(['duration_p95'], { groupBy: ['model'], limit: 8, other: false }),
          ),
        ],
        [
          8,
          lines(
            'Speed by model',
            figures(['tokens_per_second'], { groupBy: ['model'], limit: 8, other: false }),
          ),
        ],
      ],
    },
    {
      height: 8,
      panels: [
        [
          24,
          table(
            'Prices that were paid',
            figures(
              [
                'cost',
                'calls',
                'cost_per_call',
                'cost_per_1k_output',
                'input_per_call',
                'output_per_call',
                'cache_hit_ratio',
              ],
              {
                groupBy: ['provider', 'model'],
                shape: 'total',
                limit: 50,
              },
            ),
          ),
        ],
      ],
    },
  ],
};
