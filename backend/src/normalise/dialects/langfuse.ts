/**
 * Langfuse SDKs from 3 on (Python and JS). `usage_details` is free: buckets that add up (`input` beside
 * `input_cached_tokens`), or the usage object of OpenAI as it came, whose `prompt_tokens` are all of the input.
 */
import type { Dialect } from './dialect';

const USAGE = 'langfuse.observation.usage_details';
const COST = 'langfuse.observation.cost_details';

export const langfuse: Dialect = {
  id: 'langfuse',
  title: 'Langfuse',
  reference: 'https://langfuse.com/integrations/native/opentelemetry',
  detect: {
    scopePrefixes: ['langfuse-sdk'],
    keys: ['langfuse.observation.type', 'langfuse.observation.model.name', USAGE],
  },
  fields: {
    firstTokenAt: ['langfuse.observation.completion_start_time'],
    userId: ['langfuse.user.id'],
    sessionId: ['langfuse.session.id'],
    environment: ['langfuse.environment'],
    release: ['langfuse.release'],
    tags: ['langfuse.trace.tags', 'langfuse.tags'],
    promptName: ['langfuse.observation.prompt.name', 'langfuse.prompt.name'],
    promptVersion: ['langfuse.observation.prompt.version', 'langfuse.prompt.version'],
  },
  ownFields: {
    requestModel: ['langfuse.observation.model.name'],
    responseModel: ['langfuse.observation.model.name'],
    serviceTier: ['langfuse.observation.model.parameters{service_tier}'],
    responseId: ['langfuse.observation.output{id}'],
    inputTokens: [`${USAGE}{prompt_tokens}`, `${USAGE}{input_tokens}`, `${USAGE}{input}`],
    outputTokens: [`${USAGE}{completion_tokens}`, `${USAGE}{output_tokens}`, `${USAGE}{output}`],
    totalTokens: [`${USAGE}{total_tokens}`, `${USAGE}{total}`],
    cacheReadTokens: [
      `${USAGE}{prompt_tokens_details.cached_tokens}`,
      `${USAGE}{input_tokens_details.cached_tokens}`,
      `${USAGE}{cache_read_input_tokens}`,
      `${USAGE}{input_cached_tokens}`,
      `${USAGE}{input_cache_read}`,
    ],
    cacheWriteTokens: [
      `${USAGE}{cache_creation_input_tokens}`,
      `${USAGE}{input_cache_creation}`,
      `${USAGE}{input_cache_write}`,
    ],
    reasoningTokens: [
      `${USAGE}{completion_tokens_details.reasoning_tokens}`,
      `${USAGE}{output_tokens_details.reasoning_tokens}`,
      `${USAGE}{output_reasoning_tokens}`,
      `${USAGE}{output_reasoning}`,
    ],
    webSearches: [`${USAGE}{server_tool_use.web_search_requests}`],
    costTotal: [`${COST}{total}`],
    costInput: [`${COST}{input}`],
    costOutput: [`${COST}{output}`],
  },
  content: {
    keys: [
      'langfuse.observation.input',
      'langfuse.observation.output',
      'langfuse.trace.input',
      'langfuse.trace.output',
    ],
    prefixes: [],
  },
  messages: {
    input: ['langfuse.observation.input{messages}', 'langfuse.observation.input'],
    output: ['langfuse.observation.output'],
    tools: ['langfuse.observation.input{tools}'],
  },
  operations: [
    {
      key: 'langfuse.observation.type',
      // `span` and `event` say nothing: before 3.3.1 generations were spans too.
      values: {
        generation: 'chat',
        embedding: 'embeddings',
        agent: 'agent',
        tool: 'tool',
        chain: 'workflow',
        retriever: 'retriever',
        guardrail: 'guardrail',
        evaluator: 'evaluator',
      },
    },
  ],
  conventions: [
    {
      when: {
        carriers: [`${USAGE}{prompt_tokens}`],
      },
      inputIncludesCache: true,
      outputIncludesReasoning: true,
      because: 'the usage object of OpenAI as it came: cached and reasoning tokens are parts',
    },
    {
      when: { carriers: [`${USAGE}{input}`] },
      inputIncludesCache: false,
      outputIncludesReasoning: false,
      because: 'buckets of usage_details add up: what has a bucket of its own is not in input and output',
    },
    {
      when: { carriers: [`${USAGE}{input_tokens}`], providers: ['openai', 'azure.ai.openai'] },
      inputIncludesCache: true,
      outputIncludesReasoning: true,
      because: 'the usage object of the Responses API as it came: cached and reasoning tokens are parts',
    },
    {
      when: { carriers: [`${USAGE}{input_tokens}`], providers: ['anthropic', 'aws.bedrock'] },
      inputIncludesCache: false,
      outputIncludesReasoning: true,
      because: 'the usage object of Anthropic as it came: cache is counted apart, thinking is in the output',
    },
  ],
};
