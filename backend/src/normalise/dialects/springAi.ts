/**
 * Spring AI through Micrometer, which writes every value as text. The chat client and its advisors stand around the
 * spans of the model and carry no usage, but the conversation. Model spans have only `gen_ai.*` names, under the scope
 * that Spring Boot uses for all its spans, with the version of Spring Boot.
 */
import type { Dialect } from './dialect';

export const springAi: Dialect = {
  id: 'spring_ai',
  title: 'Spring AI',
  reference: 'https://docs.spring.io/spring-ai/reference/observability/index.html',
  detect: {
    keys: ['spring.ai.kind', 'spring.ai.model.request.tool.names'],
    values: { 'gen_ai.system': ['spring_ai'] },
    scopeWithKey: { scopes: ['org.springframework.boot'], keys: ['gen_ai.operation.name'] },
  },
  fields: {
    sessionId: ['spring.ai.chat.client.conversation.id'],
    streaming: ['spring.ai.chat.client.stream'],
    toolName: ['spring.ai.tool.definition.name'],
    toolCallId: ['spring.ai.tool.call.id'],
  },
  content: { keys: ['spring.ai.tool.call.arguments', 'spring.ai.tool.call.result'], prefixes: [] },
  messages: { input: ['spring.ai.tool.call.arguments'], output: ['spring.ai.tool.call.result'] },
  operations: [
    {
      key: 'spring.ai.kind',
      own: true,
      values: {
        chat_client: 'workflow',
        advisor: 'step',
        vector_store: 'retriever',
        tool_call: 'tool',
      },
    },
    { key: 'gen_ai.operation.name', own: true, values: { framework: 'workflow' } },
  ],
  conventions: [
    {
      when: { versions: { before: '4' }, has: ['spring.ai.model.request.tool.names'] },
      repeatsEarlierRounds: true,
      because:
        'the models of 1.x, for Spring Boot 3, run the tools by themselves and sum up the usage on the way',
    },
    {
      when: { providers: ['anthropic', 'aws.bedrock'] },
      inputIncludesCache: false,
      outputIncludesReasoning: true,
      because: 'passes the usage of the API on: cache is counted apart, and left out of its total too',
    },
    {
      when: { providers: ['gcp.gemini', 'gcp.vertex_ai', 'gcp.gen_ai'] },
      inputIncludesCache: true,
      outputIsRestOfTotal: true,
      because: 'its output is the candidates of the API, and only the total has the thoughts too',
    },
    {
      when: { providers: ['openai', 'azure.ai.openai', 'deepseek', 'groq', 'mistral_ai'] },
      inputIncludesCache: true,
      outputIncludesReasoning: true,
      because: 'passes the usage of the API on: cached and reasoning tokens are parts',
    },
  ],
};
