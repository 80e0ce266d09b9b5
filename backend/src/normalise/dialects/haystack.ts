/** Haystack's own tracing (content tracing on): usage is in the `meta` of replies and embedders. */
import type { Dialect } from './dialect';

const OUTPUT = 'haystack.component.output';
/** Chat generators answer with messages, plain generators with texts and their meta beside, embedders with one meta. */
const fromMeta = (...paths: string[]): string[] =>
  paths.flatMap((path) => ['replies.0.meta', 'meta.0', 'meta'].map((meta) => `${OUTPUT}{${meta}.${path}}`));

export const haystack: Dialect = {
  id: 'haystack',
  title: 'Haystack',
  reference: 'https://docs.haystack.deepset.ai/docs/tracing',
  detect: {
    keys: [
      'haystack.component.type',
      'haystack.component.name',
      'haystack.pipeline.output_data',
      'haystack.pipeline.input_data',
    ],
  },
  fields: {},
  ownFields: {
    requestModel: fromMeta('model'),
    responseModel: fromMeta('model'),
    responseId: fromMeta('id'),
    finishReasons: fromMeta('finish_reason', 'stop_reason'),
    inputTokens: fromMeta('usage.prompt_tokens', 'usage.input_tokens'),
    outputTokens: fromMeta('usage.completion_tokens', 'usage.output_tokens'),
    totalTokens: fromMeta('usage.total_tokens'),
    cacheReadTokens: fromMeta(
      'usage.prompt_tokens_details.cached_tokens',
      'usage.input_tokens_details.cached_tokens',
      'usage.cache_read_input_tokens',
    ),
    cacheWriteTokens: fromMeta('usage.cache_creation_input_tokens'),
    reasoningTokens: fromMeta(
      'usage.completion_tokens_details.reasoning_tokens',
      'usage.output_tokens_details.reasoning_tokens',
    ),
  },
  content: {
    keys: [
      'haystack.component.input',
      'haystack.component.output',
      'haystack.pipeline.input_data',
      'haystack.pipeline.output_data',
    ],
    prefixes: [],
  },
  messages: {
    input: [
      'haystack.component.input{messages}',
      'haystack.component.input{prompt}',
      'haystack.component.input',
      'haystack.pipeline.input_data',
    ],
    output: [
      'haystack.component.output{replies}',
      'haystack.component.output',
      'haystack.pipeline.output_data',
    ],
    tools: ['haystack.component.input{tools}'],
  },
  operations: [
    {
      key: 'haystack.component.type',
      values: { agent: 'agent', toolinvoker: 'tool' },
      endings: [
        ['generator', 'chat'],
        ['embedder', 'embeddings'],
        ['retriever', 'retriever'],
        ['ranker', 'rerank'],
      ],
      otherwise: 'step',
    },
    { key: 'haystack.pipeline.input_data', values: {}, otherwise: 'workflow' },
    { key: 'haystack.pipeline.output_data', values: {}, otherwise: 'workflow' },
  ],
  conventions: [
    {
      when: { providers: ['anthropic', 'aws.bedrock'] },
      inputIncludesCache: false,
      outputIncludesReasoning: true,
      because: 'passes the usage of the API on: cache reads and writes are counted apart',
    },
    {
      when: { providers: ['openai', 'azure.ai.openai', 'deepseek', 'groq', 'mistral_ai'] },
      inputIncludesCache: true,
      outputIncludesReasoning: true,
      because: 'passes the usage of the API on: cached and reasoning tokens are parts',
    },
  ],
};
