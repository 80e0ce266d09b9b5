/**
 * Logfire and pydantic-ai. Logfire's wrappers of OpenAI and Anthropic put the provider's usage object beside the totals,
 * and send a streamed call as two spans: the request, and `streaming response from …` with the usage. Its spans of the
 * OpenAI Agents SDK name their kind in the template of their message, and keep the SDK's usage object in `usage`.
 */
import type { Dialect } from './dialect';

const RAW = 'gen_ai.usage.raw';
/** Of the OpenAI Agents SDK: not what Logfire computed, but what the API said. */
const AGENTS = 'usage';

export const logfire: Dialect = {
  id: 'logfire',
  title: 'Logfire and Pydantic AI',
  reference: 'https://pydantic.dev/docs/logfire/',
  detect: { scopes: ['pydantic-ai'], scopePrefixes: ['logfire.'] },
  fields: {
    costTotal: ['operation.cost'],
    cacheReadTokens: ['gen_ai.usage.details.cached_content_tokens'],
    reasoningTokens: ['gen_ai.usage.details.thoughts_tokens'],
  },
  ownFields: {
    requestModel: ['gen_ai.request.model', 'request_data{model}'],
    agentName: ['gen_ai.agent.name', 'agent_name'],
    toolName: ['gen_ai.tool.name', 'name'],
    // `group_id` of a trace of the OpenAI Agents SDK: what links the traces of one conversation.
    sessionId: ['gen_ai.conversation.id', 'session.id', 'group_id'],
    userId: ['user.id', 'metadata{user_id}'],
    responseId: ['gen_ai.response.id', 'response_id'],
    serviceTier: [`${RAW}{service_tier}`],
    webSearches: [`${RAW}{server_tool_use.web_search_requests}`],
    cacheReadTokens: [
      'gen_ai.usage.cache_read.input_tokens',
      'gen_ai.usage.details.cache_read_tokens',
      `${RAW}{cache_read_input_tokens}`,
      `${RAW}{prompt_tokens_details.cached_tokens}`,
      `${RAW}{input_tokens_details.cached_tokens}`,
      `${AGENTS}{input_tokens_details.cached_tokens}`,
    ],
    cacheWriteTokens: [
      'gen_ai.usage.cache_write.input_tokens',
      'gen_ai.usage.cache_creation.input_tokens',
      `${RAW}{cache_creation_input_tokens}`,
      `${AGENTS}{input_tokens_details.cache_write_tokens}`,
    ],
    cacheWrite1hTokens: [`${RAW}{cache_creation.ephemeral_1h_input_tokens}`],
    reasoningTokens: [
      'gen_ai.usage.reasoning.output_tokens',
      'gen_ai.usage.details.reasoning_tokens',
      `${RAW}{completion_tokens_details.reasoning_tokens}`,
      `${RAW}{output_tokens_details.reasoning_tokens}`,
      `${AGENTS}{output_tokens_details.reasoning_tokens}`,
    ],
  },
  content: {
    keys: [
      'pydantic_ai.all_messages',
      'all_messages_events',
      'events',
      'final_result',
      'request_data',
      'response_data',
      'tool_arguments',
      'tool_response',
      'input',
      'output',
    ],
    prefixes: [],
  },
  messages: {
    input: [
      'pydantic_ai.all_messages',
      'all_messages_events',
      'events',
      // Of the OpenAI Agents SDK, whose `request_data` has the answer at its end.
      'input',
      'request_data{messages}',
      'tool_arguments',
    ],
    output: ['response_data{message}', 'response_data', 'final_result', 'tool_response', 'output'],
    tools: ['model_request_parameters{function_tools}', 'request_data{tools}'],
  },
  operations: [
    {
      // A request without anything of an answer and without an error opened a stream; the call is the span of its answer.
      key: 'logfire.msg_template',
      unless: [
        'gen_ai.response.id',
        'gen_ai.response.finish_reasons',
        'gen_ai.usage.input_tokens',
        'gen_ai.usage.output_tokens',
        'response_data',
        'logfire.level_num',
        'error.type',
      ],
      values: {
        'chat completion with {request_data[model]!r}': 'step',
        'completion with {request_data[model]!r}': 'step',
        'message with {request_data[model]!r}': 'step',
        'responses api with {gen_ai.request.model!r}': 'step',
      },
    },
    {
      key: 'logfire.msg_template',
      own: true,
      values: {
        'openai agents trace: {name}': 'workflow',
        'agent run: {name!r}': 'agent',
        'function: {name}': 'tool',
        'handoff: {from_agent} → {to_agent}': 'step',
        'guardrail: {name}': 'guardrail',
      },
    },
    { key: 'sdk_span_type', own: true, values: { task: 'workflow', turn: 'step' } },
  ],
  conventions: [
    {
      inputIncludesCache: true,
      outputIncludesReasoning: true,
      because: 'its totals include cache and thoughts for every provider, whatever the API counts',
    },
  ],
  // Pydantic AI computes the cost also of usage that it could not read.
  zeroCostIsUnknown: true,
};
