/**
 * LangSmith SDK with `LANGSMITH_OTEL_ENABLED`: runs as spans. Its `gen_ai.operation.name` calls retrievers "embeddings" and
 * prompts "chat", so only the kind of the run is believed. `langsmith.trace.session_name` is the project, no session.
 */
import type { Dialect } from './dialect';

const USAGE = 'langsmith.metadata.usage_metadata';

export const langsmith: Dialect = {
  id: 'langsmith',
  title: 'LangSmith',
  reference: 'https://docs.langchain.com/langsmith/trace-with-opentelemetry',
  detect: { scopes: ['langsmith'], keys: ['langsmith.span.kind'] },
  fields: {
    provider: ['langsmith.metadata.ls_provider'],
    requestModel: ['langsmith.metadata.ls_model_name'],
    userId: ['langsmith.metadata.user_id'],
    sessionId: [
      'langsmith.metadata.session_id',
      'langsmith.metadata.thread_id',
      'langsmith.metadata.conversation_id',
    ],
    tags: ['langsmith.span.tags'],
    streaming: ['langsmith.request.streaming'],
  },
  ownFields: {
    inputTokens: [`${USAGE}{input_tokens}`],
    outputTokens: [`${USAGE}{output_tokens}`],
    totalTokens: [`${USAGE}{total_tokens}`],
    cacheReadTokens: [
      `${USAGE}{input_token_details.cache_read}`,
      'gen_ai.usage.input_token_details{cache_read}',
    ],
    cacheWriteTokens: [
      `${USAGE}{input_token_details.cache_creation}`,
      'gen_ai.usage.input_token_details{cache_creation}',
    ],
    reasoningTokens: [
      `${USAGE}{output_token_details.reasoning}`,
      'gen_ai.usage.output_token_details{reasoning}',
    ],
    inputAudioTokens: [`${USAGE}{input_token_details.audio}`],
    outputAudioTokens: [`${USAGE}{output_token_details.audio}`],
    costTotal: [`${USAGE}{total_cost}`],
    costInput: [`${USAGE}{input_cost}`],
    costOutput: [`${USAGE}{output_cost}`],
  },
  content: { keys: [], prefixes: [] },
  operations: [
    {
      key: 'langsmith.span.kind',
      values: {
        llm: 'chat',
        chain: 'workflow',
        tool: 'tool',
        retriever: 'retriever',
        embedding: 'embeddings',
        prompt: 'prompt',
        parser: 'other',
      },
      otherwise: 'other',
    },
  ],
  conventions: [
    {
      inputIncludesCache: true,
      outputIncludesReasoning: true,
      because: 'usage metadata of LangChain are totals, and the details are parts of them',
    },
  ],
};
