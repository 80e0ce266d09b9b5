/**
 * Gemini CLI: log events, metrics, and a span for every request. The span has less than the log: no cache, no thoughts, of a
 * stream no usage at all; and the log with the usage is in no trace.
 * Each request also sends the standard's event twice (question, answer), with the messages: content, no further call.
 */
import type { Dialect } from './dialect';

export const geminiCli: Dialect = {
  id: 'gemini_cli',
  title: 'Gemini CLI',
  reference: 'https://github.com/google-gemini/gemini-cli/blob/main/docs/cli/telemetry.md',
  detect: { scopes: ['gemini-cli'], values: { 'gen_ai.agent.name': ['gemini-cli'] } },
  fields: {},
  ownFields: {
    requestModel: ['model'],
    userId: ['user.id', 'user.email', 'installation.id'],
    toolCallId: ['gen_ai.tool.call_id'],
    duration: ['duration_ms'],
    finishReasons: ['finish_reasons'],
    inputTokens: ['input_token_count'],
    outputTokens: ['output_token_count'],
    totalTokens: ['total_token_count'],
    cacheReadTokens: ['cached_content_token_count'],
    reasoningTokens: ['thoughts_token_count'],
    toolInputTokens: ['tool_token_count'],
    errorMessage: ['error.message', 'error'],
  },
  // `gen_ai.prompt.name` is another one for each question of the user.
  without: ['promptName'],
  content: { keys: [], prefixes: [] },
  messages: {
    events: {
      'gemini_cli.api_request': { input: 'request_text' },
      'gemini_cli.api_response': { output: 'response_text' },
    },
  },
  operations: [
    {
      key: 'gen_ai.operation.name',
      own: true,
      values: {
        llm_call: 'chat',
        tool_call: 'tool',
        agent_call: 'agent',
        user_prompt: 'workflow',
        schedule_tool_calls: 'step',
        system_prompt: 'prompt',
      },
    },
  ],
  conventions: [
    {
      inputIncludesCache: true,
      outputIncludesReasoning: false,
      because:
        'passes the usage of Gemini on as it is: cache is a part of the prompt, thoughts are beside the answer',
    },
  ],
  logEvents: {
    // Of a stream it is written by whoever reads the stream.
    'gemini_cli.api_response': { operation: 'chat', spanIsAround: true },
    'gemini_cli.api_error': { operation: 'chat', spanIsAround: true, failed: true },
    'gen_ai.client.inference.operation.details': { operation: null },
  },
};
