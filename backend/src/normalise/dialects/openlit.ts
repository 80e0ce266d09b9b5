/**
 * OpenLIT, Python and JavaScript: `gen_ai.*` names of 1.40, a cost of its own, and token counts of its own where the
 * provider sent none. Its chat spans carry the names of the tools that were asked for; they are no tool spans.
 * It also writes into spans of Strands and other frameworks: those are asked before it.
 */
import type { Dialect } from './dialect';

const PYTHON = 'openlit.instrumentation.';
const SCRIPT = '@openlit/instrumentation-';

export const openlit: Dialect = {
  id: 'openlit',
  title: 'OpenLIT',
  reference: 'https://docs.openlit.io/latest/sdk/overview',
  detect: {
    scopes: ['openlit'],
    scopePrefixes: ['openlit.', '@openlit/'],
    keys: ['gen_ai.sdk.version'],
  },
  fields: {},
  content: {
    keys: [
      'gen_ai.tool.input',
      'gen_ai.tool.output',
      'gen_ai.tool.args',
      'gen_ai.workflow.input',
      'gen_ai.workflow.output',
      'gen_ai.content.reasoning',
    ],
    prefixes: [],
  },
  messages: {
    input: ['gen_ai.tool.input', 'gen_ai.tool.args', 'gen_ai.workflow.input'],
    output: ['gen_ai.tool.output', 'gen_ai.workflow.output'],
  },
  operations: [
    {
      key: 'gen_ai.operation.name',
      own: true,
      values: {
        agent: 'agent',
        task: 'workflow',
        execute_task: 'workflow',
        execution: 'workflow',
        framework: 'workflow',
        graph_execution: 'workflow',
        tool_coordination: 'step',
        user_prompt_processing: 'step',
        model_request: 'step',
        vectordb: 'retriever',
        memory: 'memory',
        speech_to_text_translate: 'audio',
      },
    },
  ],
  conventions: [
    {
      when: {
        scopePrefixes: [`${PYTHON}openai`],
        streaming: true,
        has: ['gen_ai.provider.name'],
        lacks: ['gen_ai.usage.cache_read.input_tokens'],
      },
      estimated: true,
      because: 'counts a stream without usage by itself; with usage it writes cache counts, even of 0',
    },
    {
      // Before it wrote cache counts, and the names of the provider that came with them; and JavaScript, which leaves out zeros.
      when: {
        scopePrefixes: [`${PYTHON}openai`, `${SCRIPT}openai`],
        streaming: true,
        lacks: ['gen_ai.usage.cache_read.input_tokens'],
      },
      estimated: 'perhaps',
      because: 'counts streams without usage by itself, and nothing says of which there was one',
    },
    {
      // Before each of its packages had a scope of its own.
      when: { scopePrefixes: ['openlit.otel'], providers: ['openai', 'azure.ai.openai'], streaming: true },
      estimated: true,
      because: 'counts the tokens of every stream with a tokenizer, also when OpenAI sends its usage',
    },
    {
      when: {
        scopePrefixes: [`${PYTHON}vllm`, `${PYTHON}gpt4all`, `${PYTHON}transformers`],
      },
      estimated: true,
      because: 'the library reports no usage, the instrumentation counts with a tokenizer',
    },
    {
      when: { scopePrefixes: [`${PYTHON}premai`], streaming: true },
      estimated: true,
      because: 'streams are counted with a tokenizer',
    },
    {
      when: {
        scopePrefixes: [`${PYTHON}anthropic`, `${PYTHON}bedrock`, `${SCRIPT}anthropic`, `${SCRIPT}bedrock`],
      },
      inputIncludesCache: false,
      outputIncludesReasoning: true,
      because: 'passes the usage of the API on: cache reads and writes are counted apart',
    },
    {
      when: { scopePrefixes: [`${PYTHON}google_ai_studio`, `${SCRIPT}google-ai`] },
      inputIncludesCache: true,
      outputIncludesReasoning: false,
      because: 'its output is the candidates of the API, and thoughts have a count of their own',
    },
    {
      when: {
        scopePrefixes: [
          `${PYTHON}openai`,
          `${PYTHON}azure_ai_inference`,
          `${PYTHON}groq`,
          `${PYTHON}mistral`,
          `${PYTHON}langchain`,
          `${PYTHON}litellm`,
          `${PYTHON}vertexai`,
          `${SCRIPT}openai`,
        ],
      },
      inputIncludesCache: true,
      because: 'its own cost takes cached tokens out of the prompt tokens before it adds them',
    },
    {
      when: { providers: ['openai', 'azure.ai.openai', 'deepseek', 'groq', 'mistral_ai', 'x_ai'] },
      inputIncludesCache: true,
      because: 'the API of this provider counts cached tokens in its prompt tokens',
    },
  ],
  zeroCostIsUnknown: true,
};
