/** The Anthropic SDK's own spans: the standard's names, and Anthropic's for the two kinds of cache writes. */
import type { Dialect } from './dialect';

export const anthropicSdk: Dialect = {
  id: 'anthropic_sdk',
  title: 'Anthropic SDK',
  reference: 'https://github.com/anthropics/anthropic-sdk-python',
  detect: { scopePrefixes: ['com.anthropic.sdk.'] },
  fields: {
    serviceTier: ['anthropic.response.service_tier'],
    finishReasons: ['anthropic.message.stop_reason'],
    cacheWrite5mTokens: ['anthropic.usage.cache_creation.ephemeral_5m_input_tokens'],
    cacheWrite1hTokens: ['anthropic.usage.cache_creation.ephemeral_1h_input_tokens'],
  },
  content: { keys: [], prefixes: [] },
  operations: [],
  conventions: [
    {
      inputIncludesCache: true,
      outputIncludesReasoning: true,
      because: 'adds cache reads and writes to the input before it writes it, and its captures agree',
    },
  ],
};
