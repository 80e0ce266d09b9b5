/**
 * OpenRouter Broadcast: the router itself sends a span for every request, with what it charged. The provider is the
 * router: the names on the span are those of the model's author and of whoever served it.
 */
import type { Dialect } from './dialect';

const EXTRA = 'trace.metadata.openrouter.';

export const openrouter: Dialect = {
  id: 'openrouter',
  title: 'OpenRouter Broadcast',
  reference: 'https://openrouter.ai/docs/guides/features/broadcast/otel-collector',
  specifiedBy: 'OpenRouter’s documentation, and what receivers in public repositories read from it (2026)',
  detect: {
    keys: [`${EXTRA}provider_name`, `${EXTRA}provider_slug`, 'openrouter.provider_slug'],
    resource: { 'service.name': ['openrouter'] },
  },
  billedBy: 'openrouter',
  fields: {
    cacheReadTokens: ['gen_ai.usage.input_tokens.cached'],
    cacheWriteTokens: ['gen_ai.usage.input_tokens.cache_write'],
    reasoningTokens: ['gen_ai.usage.output_tokens.reasoning'],
    inputAudioTokens: ['gen_ai.usage.input_tokens.audio'],
    costTotal: ['gen_ai.usage.total_cost'],
  },
  content: { keys: [], prefixes: [] },
  operations: [],
  conventions: [
    {
      inputIncludesCache: true,
      outputIncludesReasoning: true,
      because: 'the router brings the usage of every provider to the totals of OpenAI',
    },
  ],
};
