/**
 * Codex CLI: log events, metrics, and spans. An answer is told of by `codex.sse_event` of kind `response.completed`; other
 * events of that name tell of pieces of it. A request that failed stands in `codex.api_request`, once for each attempt.
 * The span with the usage of a call names neither model nor conversation: its log and the turn around it do. It covers only
 * the end of the answer, and the log is in no trace.
 * Not read: `tool_token_count` (it is the total), `codex.websocket_request` (a connection, not a request, may have failed).
 */
import type { Dialect } from './dialect';

const TURN = 'codex.turn.token_usage.';

export const codex: Dialect = {
  id: 'codex',
  title: 'Codex CLI',
  reference: 'https://github.com/openai/codex/tree/main/codex-rs/otel',
  detect: {
    scopePrefixes: ['codex_otel'],
    keys: [`${TURN}total_tokens`, 'codex.usage.total_tokens', 'codex.request.reasoning_effort'],
  },
  fields: {},
  ownFields: {
    requestModel: ['model'],
    // As a number, `thread.id` is the thread of the operating system, which every span has.
    sessionId: ['conversation.id', { name: 'thread.id', sentAs: 'text' }],
    userId: ['user.id', 'user.email', 'user.account_id'],
    environment: ['env'],
    duration: ['duration_ms'],
    ttft: ['ttft_ms'],
    inputTokens: ['input_token_count', `${TURN}input_tokens`],
    outputTokens: ['output_token_count', `${TURN}output_tokens`],
    totalTokens: ['codex.usage.total_tokens', `${TURN}total_tokens`],
    cacheReadTokens: ['cached_token_count', `${TURN}cached_input_tokens`],
    cacheWriteTokens: [
      'cache_write_token_count',
      'gen_ai.usage.cache_write.input_tokens',
      `${TURN}cache_write_input_tokens`,
    ],
    reasoningTokens: [
      'reasoning_token_count',
      'codex.usage.reasoning_output_tokens',
      `${TURN}reasoning_output_tokens`,
    ],
    errorMessage: ['error.message'],
  },
  content: { keys: [], prefixes: [] },
  messages: { events: { 'codex.user_prompt': { input: 'prompt' } } },
  operations: [
    { key: 'codex.usage.total_tokens', own: true, values: {}, otherwise: 'chat' },
    // What all calls of a turn used.
    { key: `${TURN}total_tokens`, own: true, values: {}, otherwise: 'agent' },
  ],
  conventions: [
    {
      inputIncludesCache: true,
      outputIncludesReasoning: true,
      because: 'passes the usage of the Responses API on as it is: cached and reasoning tokens are parts',
    },
  ],
  logEvents: {
    'codex.sse_event': {
      operation: 'chat',
      when: { 'event.kind': ['response.completed', 'response.failed'] },
      spanIsAround: true,
      onlyWithOutcome: true,
    },
    'codex.api_request': {
      operation: 'chat',
      // The list of models and the like are asked for in the same way.
      when: { endpoint: ['', 'unknown', '/responses', '/responses/compact', '/chat/completions'] },
      spanIsAround: true,
      onlyWithOutcome: true,
    },
  },
};
