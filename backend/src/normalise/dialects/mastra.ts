/**
 * Mastra's exporter. One `model_generation` span stands for a whole answer, all rounds of its tool loop included. It has the
 * usage of all, until a `model_inference` span in each step has that of one request; steps and chunks carry none.
 * Agent spans hold the conversation.
 * Versions before 1.0 name operations `agent.run` and `tool.execute`, and write metadata as bare keys.
 */
import type { Dialect } from './dialect';

const OF_SPAN = [
  'agent_run',
  'workflow_run',
  'workflow_step',
  'processor_run',
  'model_generation',
  'model_step',
  'model_inference',
  'model_chunk',
  'rag_embedding',
];

export const mastra: Dialect = {
  id: 'mastra',
  title: 'Mastra',
  reference: 'https://mastra.ai/docs/observability/tracing/exporters/otel',
  detect: { scopePrefixes: ['@mastra/'], keys: ['mastra.span.type'] },
  fields: {
    cacheReadTokens: ['gen_ai.usage.cached_input_tokens'],
    cacheWriteTokens: ['gen_ai.usage.cache_write_tokens'],
    sessionId: ['mastra.metadata.sessionId', 'mastra.metadata.threadId'],
    userId: ['mastra.metadata.userId'],
    tags: ['mastra.tags'],
    firstTokenAt: ['mastra.completion_start_time'],
  },
  ownFields: {
    sessionId: ['gen_ai.conversation.id', 'sessionId', 'threadId'],
    userId: ['userId'],
  },
  content: {
    keys: [
      'input',
      'output',
      'gen_ai.tool.input',
      'gen_ai.tool.output',
      ...OF_SPAN.flatMap((type) => [`mastra.${type}.input`, `mastra.${type}.output`]),
    ],
    prefixes: [],
  },
  messages: {
    input: [
      'gen_ai.tool.input',
      ...OF_SPAN.flatMap((type) => [`mastra.${type}.input{messages}`, `mastra.${type}.input`]),
      'input{messages}',
      'input',
    ],
    output: [
      'gen_ai.tool.output',
      ...OF_SPAN.flatMap((type) => [
        [`mastra.${type}.output{text}`, `mastra.${type}.output{toolCalls}`],
        `mastra.${type}.output`,
      ]),
      'output',
    ],
    reasoning: ['mastra.model_generation.output{reasoningText}'],
  },
  operations: [
    {
      key: 'mastra.span.type',
      own: true,
      values: {
        model_generation: 'chat',
        model_inference: 'chat',
        llm_generation: 'chat',
        rag_embedding: 'embeddings',
        agent_run: 'agent',
        workflow_run: 'workflow',
        tool_call: 'tool',
        mcp_tool_call: 'tool',
        provider_tool_call: 'tool',
        client_tool_call: 'tool',
        scorer_run: 'evaluator',
        memory_operation: 'memory',
      },
      otherwise: 'step',
    },
  ],
  conventions: [
    {
      when: { providers: ['anthropic', 'aws.bedrock'], has: ['gen_ai.usage.total_tokens'] },
      inputIncludesCache: false,
      outputIncludesReasoning: true,
      because: 'the exporters that send a total pass the counts of the API on: cache is counted apart',
    },
    {
      when: { providers: ['openai', 'azure.ai.openai', 'deepseek', 'groq'] },
      inputIncludesCache: true,
      outputIncludesReasoning: true,
      because: 'brings the usage of its models to totals: cache counts are parts of the input',
    },
    {
      // Input is left to the numbers: of models of the AI SDK 5 it takes an answer from the cache for a total, and is wrong.
      when: { providers: ['anthropic', 'aws.bedrock'] },
      outputIncludesReasoning: true,
      because: 'passes the output of the API on',
    },
  ],
  // Every model is streamed inside.
  timesEveryAnswer: true,
};
