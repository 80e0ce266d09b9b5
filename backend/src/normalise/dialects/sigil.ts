/**
 * Grafana's agent observability SDKs, Sigil and agento11y. Its spans say `generateText` and `streamText` where messages
 * go another way, `chat` where they come along. `gen_ai.token.semantics` says what the input means; without it the
 * counts are the provider's. It opens its span around a call that another instrumentation may show too.
 */
import type { Dialect } from './dialect';

export const sigil: Dialect = {
  id: 'sigil',
  title: 'Grafana Sigil and agento11y',
  reference: 'https://github.com/grafana/sigil-sdk',
  specifiedBy: 'the source of the Sigil and agento11y SDKs for Go and Python (2026)',
  detect: {
    keys: [
      'sigil.generation.id',
      'sigil.sdk.name',
      'agento11y.generation.id',
      'agento11y.sdk.name',
      'agento11y.record',
    ],
  },
  fields: { totalTokens: ['agento11y.gen_ai.usage.total_tokens'] },
  content: { keys: ['agento11y.raw_artifacts'], prefixes: [] },
  operations: [
    {
      key: 'gen_ai.operation.name',
      own: true,
      values: { generatetext: 'chat', streamtext: 'chat', 'agento11y.invalid_generation': 'other' },
    },
  ],
  conventions: [
    {
      when: { begins: { key: 'gen_ai.token.semantics', texts: ['inclusive'] } },
      inputIncludesCache: true,
      outputIncludesReasoning: true,
      because: 'it says so itself: the input has both kinds of cache in it',
    },
    {
      when: { providers: ['anthropic', 'aws.bedrock'] },
      inputIncludesCache: false,
      outputIncludesReasoning: true,
      because: 'without its mark the counts are those of the API: cache is counted apart',
    },
    {
      when: { providers: ['openai', 'azure.ai.openai', 'deepseek', 'groq', 'mistral_ai', 'x_ai'] },
      inputIncludesCache: true,
      because: 'the API of this provider counts cached tokens in its prompt tokens',
    },
  ],
};
