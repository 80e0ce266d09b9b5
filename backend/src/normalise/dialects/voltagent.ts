/**
 * VoltAgent: an agent root with the sum (`usage.*`), an `llm:…` span around a whole tool loop with what its last round used
 * (`llm.usage.*`). The rounds before have no span: the one span counts, with the usage of all.
 * The AI SDK's own telemetry may stand below; then that counts.
 */
import type { Dialect } from './dialect';

export const voltagent: Dialect = {
  id: 'voltagent',
  title: 'VoltAgent',
  reference: 'https://voltagent.dev/docs/observability/overview/',
  detect: {
    scopePrefixes: ['@voltagent/'],
    keys: ['voltagent.type', 'voltagent.operation_id', 'voltagent.conversation_id'],
  },
  fields: {
    // Borrowed by all: old spans of Traceloop have the same names for the same counts.
    inputTokens: ['llm.usage.prompt_tokens'],
    outputTokens: ['llm.usage.completion_tokens'],
    cacheReadTokens: ['llm.usage.cached_tokens'],
  },
  ownFields: {
    requestModel: ['llm.model', 'ai.model.name'],
    provider: ['llm.provider', 'ai.model.provider'],
    inputTokens: ['llm.usage.prompt_tokens', 'usage.prompt_tokens'],
    outputTokens: ['llm.usage.completion_tokens', 'usage.completion_tokens'],
    totalTokens: ['llm.usage.total_tokens', 'usage.total_tokens'],
    cacheReadTokens: ['llm.usage.cached_tokens', 'usage.cached_tokens'],
    reasoningTokens: ['llm.usage.reasoning_tokens', 'usage.reasoning_tokens'],
    costTotal: ['usage.cost'],
    sessionId: ['conversation.id', 'voltagent.conversation_id'],
    agentName: ['subagent.name', 'entity.name'],
    toolName: ['tool.name'],
    toolCallId: ['tool.call.id'],
    streaming: ['llm.stream'],
    finishReasons: ['llm.finish_reason', 'ai.response.finish_reason'],
  },
  content: {
    keys: ['llm.messages', 'agent.messages', 'agent.messages.ui', 'agent.instructions', 'input', 'output'],
    prefixes: [],
  },
  messages: { input: ['llm.messages', 'agent.messages', 'input'], output: ['output'] },
  operations: [
    {
      key: 'span.type',
      own: true,
      values: {
        llm: 'chat',
        tool: 'tool',
        agent: 'agent',
        embedding: 'embeddings',
        retriever: 'retriever',
        vector: 'retriever',
        memory: 'memory',
        guardrail: 'guardrail',
        scorer: 'evaluator',
      },
      otherwise: 'step',
    },
    {
      key: 'entity.type',
      own: true,
      values: { agent: 'agent', workflow: 'workflow' },
    },
  ],
  conventions: [
    {
      lastRoundOnly: true,
      because: 'writes the usage of the last step of the AI SDK onto the span of all steps',
    },
    {
      when: { has: ['llm.usage.cached_tokens', 'llm.usage.reasoning_tokens'] },
      inputIncludesCache: true,
      outputIncludesReasoning: true,
      because: 'only versions on the AI SDK 6 write these counts, and since 6 its counts are totals',
    },
    {
      when: {
        providers: ['openai', 'azure.ai.openai', 'openrouter', 'deepseek', 'groq', 'mistral_ai', 'x_ai'],
      },
      inputIncludesCache: true,
      outputIncludesReasoning: true,
      because: 'passes the usage of the AI SDK on, and the API counts cached tokens in its prompt tokens',
    },
  ],
};
