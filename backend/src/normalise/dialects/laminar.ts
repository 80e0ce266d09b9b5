/**
 * Laminar. Its processor marks the spans of every instrumentation with their path; only its own instrumentations and the
 * spans that it opens itself speak this dialect. Indexed messages to 0.7.41, JSON since.
 */
import type { Dialect } from './dialect';

const PROPERTIES = 'lmnr.association.properties.';

export const laminar: Dialect = {
  id: 'laminar',
  title: 'Laminar',
  reference: 'https://docs.lmnr.ai/tracing/otel',
  detect: {
    scopePrefixes: ['lmnr.'],
    // Not the paths and ids of spans: its processor puts these on spans of every instrumentation.
    keys: ['lmnr.span.type'],
  },
  fields: {
    userId: [`${PROPERTIES}user_id`],
    sessionId: [`${PROPERTIES}session_id`],
    reasoningTokens: ['gen_ai.usage.reasoning_output_tokens'],
  },
  content: { keys: ['lmnr.span.input', 'lmnr.span.output'], prefixes: [] },
  messages: { input: ['lmnr.span.input'], output: ['lmnr.span.output'] },
  operations: [
    {
      key: 'lmnr.span.type',
      own: true,
      values: {
        llm: 'chat',
        cached: 'other',
        tool: 'tool',
        evaluator: 'evaluator',
        human_evaluator: 'evaluator',
        evaluation: 'workflow',
        executor: 'step',
        pipeline: 'workflow',
      },
    },
  ],
  conventions: [
    {
      when: { scopePrefixes: ['lmnr.opentelemetry_lib.'] },
      inputIncludesCache: true,
      outputIncludesReasoning: true,
      because:
        'adds cache to the input of Anthropic and thoughts to the output of Gemini before it writes them',
    },
    {
      when: { providers: ['openai', 'azure.ai.openai', 'deepseek', 'groq', 'mistral_ai', 'x_ai'] },
      inputIncludesCache: true,
      because: 'the API of this provider counts cached tokens in its prompt tokens',
    },
  ],
};
