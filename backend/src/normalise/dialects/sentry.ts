/**
 * Sentry's SDKs: spans in the standard's names, known by the kind of their operation. The answer stands in attributes of its
 * own, the tools it asked for in another. Automatic and manual instrumentation on one client give two spans of each call.
 */
import type { Dialect } from './dialect';

const KINDS = [
  'chat', 'responses', 'completion', 'embeddings', 'generate_content', 'generate_text', 'stream_text', 'generate_object',
  'stream_object', 'invoke_agent', 'execute_tool', 'handoff', 'create_agent', 'messages', 'models', 'rerank',
]; // prettier-ignore

export const sentry: Dialect = {
  id: 'sentry',
  title: 'Sentry',
  reference: 'https://develop.sentry.dev/sdk/telemetry/traces/modules/ai-agents/',
  detect: { values: { 'sentry.op': KINDS.map((kind) => `gen_ai.${kind}`) } },
  fields: {},
  ownFields: { streaming: ['gen_ai.response.streaming'] },
  content: {
    keys: [
      'gen_ai.embeddings.input',
      'gen_ai.response.text',
      'gen_ai.response.tool_calls',
      'gen_ai.response.object',
    ],
    prefixes: [],
  },
  messages: {
    input: ['gen_ai.embeddings.input'],
    output: [['gen_ai.response.text', 'gen_ai.response.tool_calls']],
    structured: ['gen_ai.response.object'],
  },
  operations: [],
  conventions: [
    {
      when: { scopePrefixes: ['@sentry/'] },
      inputIncludesCache: true,
      outputIncludesReasoning: true,
      because: 'adds the cache counts of Anthropic to its input, and passes the counts of OpenAI on',
    },
  ],
};
