/**
 * Telemetry that nobody has written a table for, and that looks like a model call: it names a model and token counts, by
 * the words that everybody uses, whatever stands before them. Last of all, so that it never takes a span from a dialect.
 * Careful: without a model and a count it is no call; what the counts mean is not guessed (see the conventions).
 * Deliberately not read: names of one word other than counts and `model`, and keys that end in "system" or "operation",
 * which databases, queues and RPC have too.
 */
import type { Dialect, OperationSource } from './dialect';

/** Alone, or behind a dot: `prompt_tokens`, `acme.usage.prompt_tokens`. */
const anywhere = (...names: string[]): string[] => names.flatMap((name) => [name, `*.${name}`]);
const behind = (...names: string[]): string[] => names.map((name) => `*.${name}`);

const INPUT = [
  ...anywhere('input_tokens', 'prompt_tokens', 'inputTokens', 'promptTokens', 'input_token_count', 'prompt_token_count'),
  ...behind('tokens.input', 'tokens.prompt', 'token_count.input', 'token_count.prompt', 'input_tokens_count', 'prompt_tokens_count'),
]; // prettier-ignore
const OUTPUT = [
  ...anywhere('output_tokens', 'completion_tokens', 'outputTokens', 'completionTokens', 'output_token_count', 'completion_token_count', 'candidates_token_count'),
  ...behind('tokens.output', 'tokens.completion', 'token_count.output', 'token_count.completion', 'output_tokens_count', 'completion_tokens_count'),
]; // prettier-ignore
const REQUEST_MODEL = [
  ...behind('request.model', 'request_model', 'requested_model'),
  ...anywhere('model', 'model_name', 'model_id', 'modelName', 'modelId'),
  ...behind('model.name', 'model.id'),
];
const RESPONSE_MODEL = behind('response.model', 'response_model');

const KINDS: OperationSource['values'] = {
  chat: 'chat', completion: 'chat', completions: 'chat', generate: 'chat', generation: 'chat', llm: 'chat', model: 'chat',
  text_completion: 'text_completion',
  embedding: 'embeddings', embeddings: 'embeddings', embed: 'embeddings', rerank: 'rerank', reranking: 'rerank',
  agent: 'agent', tool: 'tool', chain: 'workflow', workflow: 'workflow', pipeline: 'workflow', task: 'workflow', step: 'step',
  retriever: 'retriever', retrieval: 'retriever', guardrail: 'guardrail', evaluator: 'evaluator',
}; // prettier-ignore

export const unknown: Dialect = {
  id: 'unknown',
  title: 'Anything else that looks like a model call',
  reference: 'docs/dialects.md',
  careful: true,
  detect: {
    together: [
      [
        [...INPUT, ...OUTPUT],
        [...REQUEST_MODEL, ...RESPONSE_MODEL],
      ],
      [INPUT, OUTPUT],
    ],
  },
  fields: {},
  ownFields: {
    provider: behind('provider', 'provider_name', 'provider.name', 'vendor', 'llm_provider'),
    serverAddress: ['server.address', 'net.peer.name'],
    requestModel: REQUEST_MODEL,
    responseModel: RESPONSE_MODEL,
    responseId: behind('response.id', 'response_id'),
    sessionId: behind('session_id', 'session.id', 'conversation_id', 'conversation.id', 'thread_id'),
    userId: behind('user_id', 'user.id'),
    streaming: behind('stream', 'streaming', 'is_streaming'),
    finishReasons: behind('finish_reason', 'finish_reasons', 'stop_reason', 'finishReason'),
    inputTokens: INPUT,
    outputTokens: OUTPUT,
    totalTokens: [
      ...anywhere('total_tokens', 'totalTokens', 'total_token_count'),
      ...behind('tokens.total', 'token_count.total'),
    ],
    cacheReadTokens: [
      ...anywhere('cache_read_input_tokens', 'cache_read_tokens', 'cached_tokens', 'cached_input_tokens', 'cachedInputTokens', 'cacheReadTokens'),
      ...behind('tokens.cached', 'tokens.cache_read', 'cached_content_token_count'),
    ],
    cacheWriteTokens: [
      ...anywhere('cache_creation_input_tokens', 'cache_creation_tokens', 'cache_write_tokens', 'cacheWriteTokens'),
      ...behind('tokens.cache_write'),
    ],
    reasoningTokens: [
      ...anywhere('reasoning_tokens', 'reasoningTokens', 'thoughts_token_count'),
      ...behind('tokens.reasoning'),
    ],
    costTotal: behind('cost_usd', 'total_cost_usd', 'cost.usd'),
  },
  content: { keys: [], prefixes: [] },
  operations: behind('request.type', 'request_type', 'span.kind', 'span_kind', 'span.type', 'span_type').map(
    (key) => ({ key, values: KINDS, own: true as const }),
  ),
  conventions: [
    {
      cacheIsUnclear: true,
      because: 'no table says what this instrumentation means by its numbers',
    },
  ],
}; // prettier-ignore
