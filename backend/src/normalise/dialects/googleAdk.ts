/**
 * Google Agent Development Kit, Python 1.x and 2.x. Older versions leave thoughts out of the output and cache out
 * altogether; both stand in the response JSON, whose total tells whether thoughts are in the output.
 */
import type { Dialect } from './dialect';

const USAGE = 'gcp.vertex.agent.llm_response{usage_metadata';

export const googleAdk: Dialect = {
  id: 'google_adk',
  title: 'Google Agent Development Kit',
  reference: 'https://google.github.io/adk-docs/observability/traces/',
  detect: {
    scopes: ['gcp.vertex.agent'],
    keys: ['gcp.vertex.agent.llm_request', 'gcp.vertex.agent.llm_response'],
  },
  fields: { sessionId: ['gcp.vertex.agent.session_id'] },
  ownFields: {
    responseModel: ['gen_ai.response.model', 'gcp.vertex.agent.llm_response{model_version}'],
    inputTokens: ['gen_ai.usage.input_tokens', `${USAGE}.prompt_token_count}`],
    outputTokens: ['gen_ai.usage.output_tokens', `${USAGE}.candidates_token_count}`],
    totalTokens: ['gen_ai.usage.total_tokens', `${USAGE}.total_token_count}`],
    cacheReadTokens: ['gen_ai.usage.cache_read.input_tokens', `${USAGE}.cached_content_token_count}`],
    reasoningTokens: [
      'gen_ai.usage.reasoning.output_tokens',
      'gen_ai.usage.experimental.reasoning_tokens',
      `${USAGE}.thoughts_token_count}`,
    ],
  },
  content: {
    keys: [
      'gcp.vertex.agent.llm_request',
      'gcp.vertex.agent.llm_response',
      'gcp.vertex.agent.tool_call_args',
      'gcp.vertex.agent.tool_response',
      'gcp.vertex.agent.data',
    ],
    prefixes: [],
  },
  messages: {
    input: ['gcp.vertex.agent.llm_request{contents}', 'gcp.vertex.agent.tool_call_args'],
    output: ['gcp.vertex.agent.llm_response{content}', 'gcp.vertex.agent.tool_response'],
    tools: ['gcp.vertex.agent.llm_request{config.tools}'],
  },
  operations: [],
  conventions: [
    {
      when: { has: ['gen_ai.usage.reasoning.output_tokens'] },
      inputIncludesCache: true,
      outputIncludesReasoning: true,
      because: 'since 2.3, which brought this key, thoughts are in the output',
    },
    {
      when: { has: ['gen_ai.usage.experimental.reasoning_tokens'] },
      inputIncludesCache: true,
      outputIncludesReasoning: false,
      because: 'before 2.3, which dropped this key, the output is the candidates without thoughts',
    },
    { inputIncludesCache: true, because: 'the API of Gemini counts cached content in its prompt tokens' },
  ],
};
