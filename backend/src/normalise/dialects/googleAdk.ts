/**
 * Google Agent Development Kit, Python 1.x and 2.x, and Java. Older versions leave thoughts out of the output and cache out
 * altogether, or send no counts at all (Java before 1.0); they stand in the response JSON, whose total tells whether thoughts
 * are in the output. Python writes its members in snake case, Java as the API does.
 */
import type { Dialect } from './dialect';

const RESPONSE = 'gcp.vertex.agent.llm_response';
const fromUsage = (python: string, java: string): string[] => [
  `${RESPONSE}{usage_metadata.${python}}`,
  `${RESPONSE}{usageMetadata.${java}}`,
];

export const googleAdk: Dialect = {
  id: 'google_adk',
  title: 'Google Agent Development Kit',
  reference: 'https://google.github.io/adk-docs/observability/traces/',
  detect: {
    scopes: ['gcp.vertex.agent'],
    keys: ['gcp.vertex.agent.llm_request', 'gcp.vertex.agent.llm_response'],
  },
  fields: { sessionId: ['gcp.vertex.agent.session_id'], toolCallId: ['gen_ai.tool_call.id'] },
  ownFields: {
    responseModel: ['gen_ai.response.model', `${RESPONSE}{model_version}`, `${RESPONSE}{modelVersion}`],
    inputTokens: ['gen_ai.usage.input_tokens', ...fromUsage('prompt_token_count', 'promptTokenCount')],
    outputTokens: [
      'gen_ai.usage.output_tokens',
      ...fromUsage('candidates_token_count', 'candidatesTokenCount'),
    ],
    totalTokens: ['gen_ai.usage.total_tokens', ...fromUsage('total_token_count', 'totalTokenCount')],
    cacheReadTokens: [
      'gen_ai.usage.cache_read.input_tokens',
      ...fromUsage('cached_content_token_count', 'cachedContentTokenCount'),
    ],
    reasoningTokens: [
      'gen_ai.usage.reasoning.output_tokens',
      'gen_ai.usage.experimental.reasoning_tokens',
      ...fromUsage('thoughts_token_count', 'thoughtsTokenCount'),
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
