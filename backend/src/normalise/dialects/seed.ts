/**
 * The `llm.*` extension of this product: cost in dollars, TTFT, user and application beside plain `gen_ai.*` names,
 * prompt and answer as text or as JSON messages in two attributes.
 * `llm.cost.total_usd` (here) and `llm.cost.total` (OpenInference) mean the same in different dialects.
 */
import type { Dialect } from './dialect';

export const seed: Dialect = {
  id: 'seed',
  title: 'LLM Observatory llm.*',
  reference: 'docs/dialects.md#seed',
  detect: {
    keys: [
      'llm.cost.prompt_usd',
      'llm.cost.completion_usd',
      'llm.cost.total_usd',
      'llm.ttft_ms',
      'llm.tokens_per_second',
      'llm.user_id',
      'llm.application_id',
    ],
  },
  fields: {
    userId: ['llm.user_id'],
    applicationId: ['llm.application_id'],
    ttft: ['llm.ttft_ms'],
    tokensPerSecond: ['llm.tokens_per_second'],
    costTotal: ['llm.cost.total_usd'],
    costInput: ['llm.cost.prompt_usd'],
    costOutput: ['llm.cost.completion_usd'],
  },
  content: { keys: [], prefixes: [] },
  operations: [],
  conventions: [],
};
