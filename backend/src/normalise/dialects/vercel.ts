/**
 * Vercel AI SDK with its own span names (`ai` 3.3 to 6, and 7 with its legacy exporter): a root for the whole run, and a
 * `.doGenerate` or `.doStream` for each model call. From 7 on its spans are plain `gen_ai.*`.
 * The cache counts of older versions are only in the metadata that the provider package passed on.
 */
import type { Dialect } from './dialect';

const METADATA = 'ai.response.providerMetadata';

export const vercel: Dialect = {
  id: 'vercel_ai',
  title: 'Vercel AI SDK',
  reference: 'https://ai-sdk.dev/docs/ai-sdk-core/telemetry',
  detect: { scopes: ['ai'], keys: ['ai.operationId'] },
  fields: {
    provider: ['ai.model.provider', 'aisdk.model.provider'],
    requestModel: ['ai.model.id', 'aisdk.model.id'],
    responseModel: ['ai.response.model'],
    responseId: ['ai.response.id'],
    userId: ['ai.telemetry.metadata.userId', 'ai.settings.context.userId'],
    sessionId: [
      'ai.telemetry.metadata.sessionId',
      'ai.telemetry.metadata.conversationId',
      'ai.telemetry.metadata.threadId',
      'ai.telemetry.metadata.chatId',
      'ai.settings.context.sessionId',
    ],
    tags: ['ai.telemetry.metadata.tags'],
    toolName: ['ai.toolCall.name'],
    toolCallId: ['ai.toolCall.id'],
    ttft: ['ai.response.msToFirstChunk', 'ai.stream.msToFirstChunk'],
    tokensPerSecond: ['ai.response.avgOutputTokensPerSecond', 'ai.response.avgCompletionTokensPerSecond'],
    finishReasons: ['ai.response.finishReason', 'ai.finishReason'],
    inputTokens: ['ai.usage.inputTokens', 'ai.usage.promptTokens', 'ai.usage.tokens'],
    outputTokens: ['ai.usage.outputTokens', 'ai.usage.completionTokens'],
    totalTokens: ['ai.usage.totalTokens'],
  },
  ownFields: {
    serviceTier: [`${METADATA}{openai.serviceTier}`, `${METADATA}{anthropic.usage.service_tier}`],
    webSearches: [`${METADATA}{anthropic.usage.server_tool_use.web_search_requests}`],
    cacheReadTokens: [
      'ai.usage.inputTokenDetails.cacheReadTokens',
      'ai.usage.cachedInputTokens',
      `${METADATA}{anthropic.usage.cache_read_input_tokens}`,
      `${METADATA}{anthropic.cacheReadInputTokens}`,
      `${METADATA}{bedrock.usage.cacheReadInputTokens}`,
      `${METADATA}{openai.cachedPromptTokens}`,
      `${METADATA}{azure.cachedPromptTokens}`,
      `${METADATA}{google.usageMetadata.cachedContentTokenCount}`,
      `${METADATA}{vertex.usageMetadata.cachedContentTokenCount}`,
      `${METADATA}{deepseek.promptCacheHitTokens}`,
    ],
    cacheWriteTokens: [
      'ai.usage.inputTokenDetails.cacheWriteTokens',
      `${METADATA}{anthropic.usage.cache_creation_input_tokens}`,
      `${METADATA}{anthropic.cacheCreationInputTokens}`,
      `${METADATA}{bedrock.usage.cacheWriteInputTokens}`,
    ],
    cacheWrite1hTokens: [`${METADATA}{anthropic.usage.cache_creation.ephemeral_1h_input_tokens}`],
    reasoningTokens: [
      'ai.usage.outputTokenDetails.reasoningTokens',
      'ai.usage.reasoningTokens',
      `${METADATA}{openai.reasoningTokens}`,
      `${METADATA}{azure.reasoningTokens}`,
      `${METADATA}{google.usageMetadata.thoughtsTokenCount}`,
      `${METADATA}{vertex.usageMetadata.thoughtsTokenCount}`,
    ],
  },
  content: {
    keys: [
      'ai.prompt',
      'ai.prompt.messages',
      'ai.prompt.tools',
      'ai.response.text',
      'ai.response.reasoning',
      'ai.response.object',
      'ai.response.toolCalls',
      'ai.result.text',
      'ai.result.object',
      'ai.result.toolCalls',
      'ai.toolCall.args',
      'ai.toolCall.result',
      'ai.value',
      'ai.values',
      'ai.embedding',
      'ai.embeddings',
      'ai.documents',
      'ai.ranking',
    ],
    prefixes: [],
  },
  messages: {
    input: ['ai.prompt.messages', 'ai.prompt', 'ai.toolCall.args', 'ai.values', 'ai.value'],
    output: [
      ['ai.response.text', 'ai.response.toolCalls'],
      ['ai.result.text', 'ai.result.toolCalls'],
      'ai.toolCall.result',
    ],
    structured: ['ai.response.object', 'ai.result.object'],
    reasoning: ['ai.response.reasoning'],
    tools: ['ai.prompt.tools'],
  },
  operations: [
    {
      key: 'ai.operationId',
      values: {
        'ai.generatetext': 'agent',
        'ai.streamtext': 'agent',
        'ai.generateobject': 'agent',
        'ai.streamobject': 'agent',
        'ai.embed': 'workflow',
        'ai.embedmany': 'workflow',
        'ai.rerank': 'workflow',
        'ai.toolcall': 'tool',
      },
      endings: [
        ['.dogenerate', 'chat'],
        ['.dostream', 'chat'],
        ['.doembed', 'embeddings'],
        ['.dorerank', 'rerank'],
      ],
    },
  ],
  conventions: [
    {
      when: {
        has: [
          'ai.usage.inputTokenDetails.noCacheTokens',
          'ai.usage.inputTokenDetails.cacheReadTokens',
          'ai.usage.inputTokenDetails.cacheWriteTokens',
        ],
      },
      inputIncludesCache: true,
      outputIncludesReasoning: true,
      because: 'since 6 every provider package reports totals, and the details beside them',
    },
    {
      when: { begins: { key: 'ai.request.headers.user-agent', texts: ['ai/6.', 'ai/7.'] } },
      inputIncludesCache: true,
      outputIncludesReasoning: true,
      because: 'since 6 every provider package reports totals',
    },
    {
      when: { providers: ['anthropic', 'aws.bedrock'] },
      inputIncludesCache: false,
      outputIncludesReasoning: true,
      because: 'up to 5 the counts of the API are passed on, and that one counts cache apart',
    },
    {
      when: { providers: ['gcp.gemini'] },
      inputIncludesCache: true,
      outputIncludesReasoning: false,
      because: 'up to 5 the counts of the API are passed on, and its candidates leave thoughts out',
    },
    {
      when: { providers: ['openai', 'azure.ai.openai', 'deepseek', 'groq', 'mistral_ai'] },
      inputIncludesCache: true,
      outputIncludesReasoning: true,
      because: 'the API of this provider counts cached tokens in its prompt tokens',
    },
  ],
};
