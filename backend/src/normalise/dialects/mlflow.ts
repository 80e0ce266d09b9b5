/** MLflow tracing. Every value is JSON text, plain texts too. The span's own usage only: trace totals are sums. */
import type { Dialect } from './dialect';

const USAGE = 'mlflow.chat.tokenUsage';
const COST = 'mlflow.llm.cost';

export const mlflow: Dialect = {
  id: 'mlflow',
  title: 'MLflow',
  reference: 'https://mlflow.org/docs/latest/genai/tracing/',
  detect: { scopePrefixes: ['mlflow.'], keys: ['mlflow.spanType', 'mlflow.spanInputs'] },
  fields: {
    provider: ['mlflow.llm.provider'],
    requestModel: ['mlflow.llm.model'],
    userId: ['mlflow.trace.user'],
    sessionId: ['mlflow.trace.session'],
  },
  ownFields: {
    requestModel: ['mlflow.spanInputs{model}', 'model', 'mlflow.llm.model'],
    responseModel: ['mlflow.spanOutputs{model}', 'mlflow.llm.model'],
    responseId: ['mlflow.spanOutputs{id}'],
    streaming: ['stream', 'mlflow.spanInputs{stream}'],
    serviceTier: ['mlflow.spanOutputs{service_tier}'],
    inputTokens: [`${USAGE}{input_tokens}`],
    outputTokens: [`${USAGE}{output_tokens}`],
    totalTokens: [`${USAGE}{total_tokens}`],
    cacheReadTokens: [`${USAGE}{cache_read_input_tokens}`],
    cacheWriteTokens: [`${USAGE}{cache_creation_input_tokens}`],
    cacheWrite1hTokens: [`${USAGE}{cache_creation_input_tokens_above_1hr}`],
    reasoningTokens: [
      `${USAGE}{reasoning_tokens}`,
      'mlflow.spanOutputs{usage.completion_tokens_details.reasoning_tokens}',
      'mlflow.spanOutputs{usage.output_tokens_details.reasoning_tokens}',
    ],
    costTotal: [`${COST}{total_cost}`],
    costInput: [`${COST}{input_cost}`],
    costOutput: [`${COST}{output_cost}`],
  },
  content: { keys: ['mlflow.spanInputs', 'mlflow.spanOutputs', 'mlflow.chat.tools'], prefixes: [] },
  messages: {
    input: ['mlflow.spanInputs{messages}', 'mlflow.spanInputs{input}', 'mlflow.spanInputs'],
    output: [
      'mlflow.spanOutputs{choices.0.message}',
      'mlflow.spanOutputs{messages}',
      'mlflow.spanOutputs{output}',
      'mlflow.spanOutputs',
    ],
    tools: ['mlflow.chat.tools', 'mlflow.spanInputs{tools}'],
  },
  operations: [
    {
      key: 'mlflow.spanType',
      values: {
        chat_model: 'chat',
        llm: 'chat',
        embedding: 'embeddings',
        tool: 'tool',
        agent: 'agent',
        retriever: 'retriever',
        reranker: 'rerank',
        chain: 'workflow',
        workflow: 'workflow',
        task: 'workflow',
        memory: 'memory',
        guardrail: 'guardrail',
        evaluator: 'evaluator',
      },
      otherwise: 'other',
    },
  ],
  conventions: [
    {
      inputIncludesCache: true,
      outputIncludesReasoning: true,
      because: 'its token usage is brought to totals, the cache counts are parts of the input',
    },
  ],
};
