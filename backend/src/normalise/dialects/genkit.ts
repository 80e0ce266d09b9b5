/**
 * Genkit. Everything is in the JSON of `genkit:output`: its usage, and the provider's answer as it came under `raw` or
 * `custom`. The `generate` util around a model repeats the usage; the model action counts.
 */
import type { Dialect, Name } from './dialect';

const OUTPUT = 'genkit:output';
const ANSWERS = ['raw', 'custom'] as const;
const fromAnswer = (...paths: string[]): string[] =>
  paths.flatMap((path) => ANSWERS.map((answer) => `${OUTPUT}{${answer}.${path}}`));

/** "/model/openai/gpt-4o-mini": the first part of a model's name is its provider. */
const MODEL_KEYS: readonly Name[] = ['/model/', '/background-model/', '/embedder/'].map((after) => ({
  name: 'genkit:key',
  after,
}));

export const genkit: Dialect = {
  id: 'genkit',
  title: 'Genkit',
  reference: 'https://genkit.dev/docs/observability/',
  detect: { scopes: ['genkit-tracer'], keys: ['genkit:type', 'genkit:name'] },
  fields: {},
  ownFields: {
    requestModel: MODEL_KEYS,
    responseModel: fromAnswer('model', 'modelVersion'),
    responseId: fromAnswer('id'),
    serviceTier: fromAnswer('service_tier'),
    toolName: [{ name: 'genkit:key', after: '/tool/' }],
    sessionId: ['genkit:sessionId', 'genkit:metadata:sessionId'],
    finishReasons: [`${OUTPUT}{finishReason}`, `${OUTPUT}{candidates.0.finishReason}`],
    inputTokens: [`${OUTPUT}{usage.inputTokens}`],
    outputTokens: [`${OUTPUT}{usage.outputTokens}`],
    totalTokens: [`${OUTPUT}{usage.totalTokens}`],
    cacheReadTokens: [
      `${OUTPUT}{usage.cachedContentTokens}`,
      ...fromAnswer(
        'usage.prompt_tokens_details.cached_tokens',
        'usage.cache_read_input_tokens',
        'usageMetadata.cachedContentTokenCount',
      ),
    ],
    cacheWriteTokens: fromAnswer('usage.cache_creation_input_tokens'),
    reasoningTokens: [
      `${OUTPUT}{usage.thoughtsTokens}`,
      ...fromAnswer('usage.completion_tokens_details.reasoning_tokens', 'usageMetadata.thoughtsTokenCount'),
    ],
  },
  content: { keys: ['genkit:input', 'genkit:output'], prefixes: [] },
  messages: {
    input: ['genkit:input{messages}', 'genkit:input'],
    output: ['genkit:output{message}', 'genkit:output{candidates.0.message}', 'genkit:output'],
    tools: ['genkit:input{tools}'],
  },
  operations: [
    {
      key: 'genkit:metadata:subtype',
      values: {
        model: 'chat',
        'background-model': 'chat',
        embedder: 'embeddings',
        retriever: 'retriever',
        reranker: 'rerank',
        tool: 'tool',
        'tool.v2': 'tool',
        evaluator: 'evaluator',
        prompt: 'prompt',
        flow: 'workflow',
      },
      otherwise: 'step',
    },
    { key: 'genkit:type', values: { flow: 'workflow' }, otherwise: 'step' },
  ],
  conventions: [
    {
      when: { providers: ['anthropic'] },
      inputIncludesCache: false,
      outputIncludesReasoning: true,
      because: 'passes the usage of the API on: cache reads and writes are counted apart',
    },
    {
      when: { providers: ['openai', 'azure.ai.openai', 'deepseek', 'x_ai'] },
      inputIncludesCache: true,
      outputIncludesReasoning: true,
      because: 'passes the usage of the API on: cached and reasoning tokens are parts',
    },
    // Whether thoughts are in the output of Gemini is told by the total.
    {
      when: { providers: ['gcp.gemini', 'gcp.vertex_ai', 'gcp.gen_ai'] },
      inputIncludesCache: true,
      because: 'passes the usage of the API on: cached content is a part of the prompt',
    },
  ],
};
