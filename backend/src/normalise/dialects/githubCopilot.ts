/**
 * GitHub Copilot: the chat of VS Code and the CLI. Spans in the standard's names, with what is its own beside them.
 * Not read: `github.copilot.cost` and `github.copilot.aiu` (units of the subscription, not dollars).
 */
import type { Dialect } from './dialect';

export const githubCopilot: Dialect = {
  id: 'github_copilot',
  title: 'GitHub Copilot',
  reference: 'https://github.com/microsoft/vscode-copilot-chat/blob/main/docs/monitoring/agent_monitoring.md',
  detect: {
    scopes: ['copilot-chat', 'github-copilot', 'github.copilot'],
    keys: [
      'copilot_chat.request.max_prompt_tokens',
      'copilot_chat.time_to_first_token',
      'copilot_chat.chat_session_id',
      'copilot_chat.session_id',
      'copilot_chat.turn_count',
      'github.copilot.turn_count',
      'github.copilot.turn_id',
    ],
  },
  fields: { ttft: ['copilot_chat.time_to_first_token'] },
  ownFields: {
    // `gen_ai.conversation.id` of a request of the chat is the id of that request.
    sessionId: ['copilot_chat.chat_session_id', 'copilot_chat.session_id', 'gen_ai.conversation.id'],
  },
  content: {
    keys: [
      'copilot_chat.user_request', 'copilot_chat.reasoning_content', 'copilot_chat.prompt_context',
      'copilot_chat.prompt_instructions', 'copilot_chat.markdown_content',
    ],
    prefixes: [],
  }, // prettier-ignore
  messages: { input: ['copilot_chat.user_request'] },
  operations: [
    { key: 'gen_ai.operation.name', own: true, values: { execute_hook: 'step', content_event: 'other' } },
  ],
  conventions: [
    {
      when: { has: ['copilot_chat.request.max_prompt_tokens', 'copilot_chat.time_to_first_token'] },
      inputIncludesCache: true,
      outputIncludesReasoning: true,
      because: 'brings the usage of every provider to the totals of OpenAI: cache is added to the prompt',
    },
  ],
  logEvents: {
    'gen_ai.client.inference.operation.details': {
      operation: 'chat',
      spanIsAround: true,
      onlyWithOutcome: true,
    },
  },
};
