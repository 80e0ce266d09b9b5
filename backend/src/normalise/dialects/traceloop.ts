/**
 * Traceloop (OpenLLMetry), Python and JavaScript, indexed messages (to 0.53) and `gen_ai.*` messages (since).
 * Its packages share the beginning of their scope with OpenTelemetry's own, so they are named one by one.
 */
import type { Dialect } from './dialect';

const PACKAGES = [
  'alephalpha', 'anthropic', 'bedrock', 'cohere', 'crewai', 'google_generativeai', 'groq', 'haystack', 'langchain',
  'llamaindex', 'mistralai', 'ollama', 'openai.v0', 'openai.v1', 'openai_agents', 'replicate', 'sagemaker', 'together',
  'transformers', 'vertexai', 'watsonx', 'writer',
]; // prettier-ignore

const PROPERTIES = 'traceloop.association.properties.';

export const traceloop: Dialect = {
  id: 'traceloop',
  title: 'Traceloop OpenLLMetry',
  reference: 'https://www.traceloop.com/docs/openllmetry/contributing/semantic-conventions',
  detect: {
    scopes: PACKAGES.map((name) => `opentelemetry.instrumentation.${name}`),
    scopePrefixes: ['traceloop.', '@traceloop/'],
    // Not the workflow's name and the properties: its SDK puts these on spans of every instrumentation.
    keys: ['traceloop.span.kind', 'traceloop.entity.name', 'llm.request.type'],
  },
  fields: {
    userId: [`${PROPERTIES}user_id`, `${PROPERTIES}userId`, 'llm.user'],
    sessionId: [
      `${PROPERTIES}session_id`,
      `${PROPERTIES}sessionId`,
      `${PROPERTIES}conversation_id`,
      `${PROPERTIES}thread_id`,
      `${PROPERTIES}chat_id`,
    ],
    promptName: ['traceloop.prompt.key'],
    promptVersion: ['traceloop.prompt.version'],
    streaming: ['llm.is_streaming'],
    finishReasons: ['llm.response.finish_reason', 'gen_ai.completion.0.finish_reason'],
    totalTokens: ['llm.usage.total_tokens'],
    reasoningTokens: ['llm.usage.reasoning_tokens'],
  },
  ownFields: { toolName: ['gen_ai.tool.name', 'traceloop.entity.name'] },
  content: { keys: ['traceloop.entity.input', 'traceloop.entity.output'], prefixes: [] },
  messages: {
    input: ['traceloop.entity.input{inputs}', 'traceloop.entity.input'],
    output: ['traceloop.entity.output{outputs}', 'traceloop.entity.output'],
  },
  operations: [
    // First what was asked of a model: a model call of LlamaIndex is a task as well, and nothing below it shows the call.
    {
      key: 'gen_ai.operation.name',
      own: true,
      values: { chat: 'chat', text_completion: 'text_completion' },
    },
    {
      key: 'llm.request.type',
      values: { chat: 'chat', completion: 'text_completion', embedding: 'embeddings', rerank: 'rerank' },
    },
    {
      key: 'traceloop.span.kind',
      values: { workflow: 'workflow', task: 'workflow', session: 'workflow', agent: 'agent', tool: 'tool' },
    },
  ],
  conventions: [
    {
      when: { scopePrefixes: ['@traceloop/instrumentation-openai'], streaming: true },
      estimated: true,
      because: 'counts the tokens of every stream with a tokenizer, also when OpenAI sends its usage',
    },
    {
      when: { scopePrefixes: ['@traceloop/instrumentation-openai'], streaming: 'unsaid' },
      estimated: 'perhaps',
      because: 'its streams have estimated tokens, and nothing says which calls were streams',
    },
    {
      when: {
        scopePrefixes: [
          'opentelemetry.instrumentation.google_generativeai',
          'opentelemetry.instrumentation.vertexai',
        ],
      },
      inputIncludesCache: true,
      outputIsRestOfTotal: true,
      because: 'its output is the candidates of the API, and only the total has the thoughts too',
    },
    {
      when: { scopePrefixes: ['opentelemetry.instrumentation.bedrock'] },
      inputIncludesCache: false,
      because: 'passes the usage of Bedrock on as it is: cache reads and writes are counted apart',
    },
    {
      when: {
        scopePrefixes: ['opentelemetry.instrumentation.llamaindex'],
        providers: ['anthropic', 'aws.bedrock'],
      },
      inputIncludesCache: false,
      because: 'passes the usage of the API on as it is, and the API counts cache reads and writes apart',
    },
    {
      when: { scopePrefixes: ['@traceloop/instrumentation-anthropic'] },
      inputIncludesCache: false,
      because: 'passes the usage of Anthropic on as it is: cache reads and writes are counted apart',
    },
    {
      when: { scopePrefixes: ['opentelemetry.instrumentation.anthropic'] },
      inputIncludesCache: true,
      because: 'adds cache reads and writes to the input before it writes it',
    },
    {
      when: { providers: ['openai', 'azure.ai.openai', 'deepseek', 'groq', 'mistral_ai', 'x_ai'] },
      inputIncludesCache: true,
      because: 'the API of this provider counts cached tokens in its prompt tokens',
    },
  ],
};
