/**
 * Claude Code: log events with every request, metrics, and spans (beta). The same request stands in all three; its
 * `request_id` joins log and span. The name of an event stands in the body, `event.name` has it without the prefix.
 * Not read: `cost_usd_micros` (the cost once more), `api_refusal` (the request has an `api_request` as well),
 * `api_request_body` and `api_response_body` (content of a request that is told of already).
 */
import type { Operation } from '../../record/span';
import type { Dialect } from './dialect';

const SPAN_TYPES: Readonly<Record<string, Operation>> = {
  interaction: 'agent',
  llm_request: 'chat',
  tool: 'tool',
  // Parts of a tool run that has a span of its own.
  'tool.blocked_on_user': 'step',
  'tool.execution': 'step',
  'subagent.spawn': 'step',
  hook: 'step',
};

const PREFIXED = Object.fromEntries(
  Object.entries(SPAN_TYPES).map(([type, operation]) => [`claude_code.${type}`, operation]),
);

export const claudeCode: Dialect = {
  id: 'claude_code',
  title: 'Claude Code',
  reference: 'https://code.claude.com/docs/en/monitoring-usage',
  detect: {
    scopePrefixes: ['com.anthropic.claude_code'],
    // "tool" alone is also what others call their tools.
    values: {
      'span.type': [
        'interaction',
        'llm_request',
        'tool.blocked_on_user',
        'tool.execution',
        ...Object.keys(PREFIXED),
      ],
    },
    keys: ['llm_request.context', 'interaction.sequence'],
  },
  fields: {},
  // `prompt.id` numbers what a person typed; it is no managed prompt.
  without: ['promptName'],
  ownFields: {
    requestModel: ['model'],
    responseId: ['request_id'],
    // `gen_ai.conversation.id` is another one for each subagent.
    sessionId: ['session.id'],
    agentName: ['agent.name'],
    toolName: ['tool_name'],
    toolCallId: ['tool_use_id'],
    ttft: ['ttft_ms'],
    duration: ['duration_ms'],
    finishReasons: ['stop_reason'],
    inputTokens: ['input_tokens'],
    outputTokens: ['output_tokens'],
    cacheReadTokens: ['cache_read_tokens'],
    cacheWriteTokens: ['cache_creation_tokens'],
    cacheWrite1hTokens: ['cache_creation_1h_tokens'],
    costTotal: ['cost_usd'],
    // Only sent by failures; the message may name the user's files.
    errorType: ['error.type', 'status_code'],
    errorMessage: ['error'],
  },
  content: {
    keys: [
      'user_prompt', 'new_context', 'response.model_output', 'system_prompt_preview', 'user_system_prompt', 'tool_input',
    ],
    prefixes: [],
  }, // prettier-ignore
  messages: {
    input: ['tool_input', 'new_context', 'user_prompt'],
    output: ['response.model_output'],
    events: {
      'claude_code.user_prompt': { input: 'prompt' },
      'claude_code.assistant_response': { output: 'response' },
    },
  },
  operations: [{ key: 'span.type', own: true, values: { ...SPAN_TYPES, ...PREFIXED } }],
  conventions: [
    {
      inputIncludesCache: false,
      outputIncludesReasoning: true,
      because: 'passes the usage of Anthropic on as it is: cache reads and writes are counted apart',
    },
  ],
  logEvents: {
    'claude_code.api_request': { operation: 'chat', spanIsAround: true },
    'claude_code.api_error': { operation: 'chat', spanIsAround: true, failed: true },
  },
};
