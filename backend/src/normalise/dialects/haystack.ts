/**
 * Haystack's own tracing (content tracing on): usage is in the `meta` of replies and embedders.
 * From 3.0 on the model calls and tools of an agent are steps of it, no components.
 */
import type { Dialect } from './dialect';

const OUTPUTS = ['haystack.component.output', 'haystack.agent.step.llm.output'];
/** Chat generators answer with messages, plain generators with texts and their meta beside, embedders with one meta. */
const fromMeta = (...paths: string[]): string[] =>
  paths.flatMap((path) =>
    OUTPUTS.flatMap((output) =>
      ['replies.0.meta', 'meta.0', 'meta'].map((meta) => `${output}{${meta}.${path}}`),
    ),
  );

const usageOf = (name: string): string[] => fromMeta(`usage.${name}`);

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
      'haystack.agent.max_steps',
      'haystack.agent.step',
      'haystack.agent.step.llm.input',
      'haystack.agent.step.llm.output',
      'haystack.tool.name',
    ],
  },
  fields: { toolName: ['haystack.tool.name'] },
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
    cacheWriteTokens: fromMeta('usage.cache_creation_input_tokens', 'usage.cache_write_input_tokens'),
    cacheWrite1hTokens: fromMeta('usage.cache_creation.ephemeral_1h_input_tokens'),
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
      'haystack.agent.input',
      'haystack.agent.output',
      'haystack.agent.step.llm.input',
      'haystack.agent.step.llm.output',
      'haystack.agent.step.tool.input',
      'haystack.agent.step.tool.output',
    ],
    prefixes: [],
  },
  messages: {
    input: [
      'haystack.agent.step.llm.input{messages}',
      'haystack.agent.step.tool.input',
      'haystack.agent.input{messages}',
      'haystack.component.input{messages}',
      'haystack.component.input{prompt}',
      'haystack.component.input',
      'haystack.pipeline.input_data',
    ],
    output: [
      'haystack.agent.step.llm.output{replies}',
      'haystack.agent.step.tool.output',
      'haystack.agent.output{last_message}',
      'haystack.component.output{replies}',
      'haystack.component.output{last_message}',
      'haystack.component.output',
      'haystack.pipeline.output_data',
    ],
    tools: ['haystack.agent.step.llm.input{tools}', 'haystack.component.input{tools}'],
  },
  operations: [
    { key: 'haystack.agent.step.llm.output', values: {}, otherwise: 'chat' },
    { key: 'haystack.agent.step.llm.input', values: {}, otherwise: 'chat' },
    { key: 'haystack.tool.name', values: {}, otherwise: 'tool' },
    { key: 'haystack.agent.step', values: {}, otherwise: 'step' },
    { key: 'haystack.agent.max_steps', values: {}, otherwise: 'agent' },
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
      when: { providers: ['anthropic'], carriers: ['haystack.agent.step.llm.output'] },
      inputIncludesCache: true,
      outputIncludesReasoning: true,
      because: 'the Anthropic integrations of Haystack 3 add cache reads and writes to prompt_tokens',
    },
    {
      when: { providers: ['anthropic'], carriers: usageOf('input_tokens') },
      inputIncludesCache: false,
      because: 'passes the usage of the API on: cache reads and writes are counted apart',
    },
    {
      when: { providers: ['anthropic'], carriers: usageOf('prompt_tokens') },
      cacheIsUnclear: true,
      because:
        'anthropic-haystack adds cache to prompt_tokens from 5.15 at the latest, before it did not, and no version is sent',
    },
    {
      when: { providers: ['anthropic'] },
      outputIncludesReasoning: true,
      because: 'passes the usage of the API on: thinking is part of the output',
    },
    {
      when: { providers: ['aws.bedrock'] },
      inputIncludesCache: false,
      outputIncludesReasoning: true,
      because: 'passes the usage of Converse on: cache reads and writes are counted apart',
    },
    {
      when: { providers: ['openai', 'azure.ai.openai', 'deepseek', 'groq', 'mistral_ai'] },
      inputIncludesCache: true,
      outputIncludesReasoning: true,
      because: 'passes the usage of the API on: cached and reasoning tokens are parts',
    },
  ],
};
