/**
 * Qwen Code, which began as Gemini CLI: log events and metrics of the same kind under names of its own, in no trace, and
 * spans with names of Claude Code's and the standard's. Before it tells of a call it brings the usage of every provider
 * into Gemini's form; the thoughts stay a part of the answer unless the provider is Gemini.
 */
import type { Dialect } from './dialect';

export const qwenCode: Dialect = {
  id: 'qwen_code',
  title: 'Qwen Code',
  reference: 'https://github.com/QwenLM/qwen-code/tree/main/packages/core/src/telemetry',
  detect: { scopes: ['qwen-code'] },
  fields: {},
  ownFields: {
    requestModel: ['model'],
    // `gen_ai.conversation.id` may be that of a subagent.
    sessionId: ['session.id'],
    ttft: ['ttft_ms'],
    responseId: ['response_id'],
    agentName: ['subagent_name'],
    duration: ['duration_ms'],
    finishReasons: ['finish_reasons'],
    inputTokens: ['input_token_count'],
    outputTokens: ['output_token_count'],
    totalTokens: ['total_token_count'],
    cacheReadTokens: ['cached_content_token_count'],
    reasoningTokens: ['thoughts_token_count'],
    toolInputTokens: ['tool_token_count'],
    errorType: ['error_type'],
    errorMessage: ['error_message', 'error'],
  },
  content: { keys: [], prefixes: [] },
  messages: {
    events: {
      'qwen-code.api_request': { input: 'request_text' },
      'qwen-code.api_response': { output: 'response_text' },
    },
  },
  operations: [],
  conventions: [
    {
      when: { providers: ['gcp.gemini', 'gcp.vertex_ai'] },
      inputIncludesCache: true,
      outputIncludesReasoning: false,
      because: 'passes the usage of Gemini on as it is: thoughts are beside the answer',
    },
    {
      inputIncludesCache: true,
      outputIncludesReasoning: true,
      because: 'makes the whole prompt and the whole answer of what other providers count',
    },
  ],
  logEvents: {
    'qwen-code.api_response': { operation: 'chat', spanIsAround: true },
    'qwen-code.api_error': { operation: 'chat', spanIsAround: true, failed: true },
  },
};
