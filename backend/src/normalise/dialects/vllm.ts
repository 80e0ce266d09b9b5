/**
 * vLLM: the server's own span of a request. Under a client's span, or with its response id, it is the same call seen from
 * nearer; alone it is a call of its own. Its times (queue, prefill, decode) stay with the span.
 */
import type { Dialect } from './dialect';

export const vllm: Dialect = {
  id: 'vllm',
  title: 'vLLM',
  reference: 'https://docs.vllm.ai/en/latest/examples/online_serving/opentelemetry.html',
  specifiedBy: 'vllm/tracing and vllm/v1/engine/output_processor.py of vllm-project/vllm, as of 2026',
  billedBy: 'vllm',
  timesEveryAnswer: true,
  detect: { scopePrefixes: ['vllm.'], keys: ['gen_ai.usage.num_sequences'] },
  fields: {},
  ownFields: {
    // The server names its answer to a chat request after the request.
    responseId: ['gen_ai.request.id'],
    ttft: [{ name: 'gen_ai.latency.time_to_first_token', unit: 's' }],
  },
  content: { keys: [], prefixes: [] },
  operations: [
    { key: 'gen_ai.usage.prompt_tokens', own: true, values: {}, otherwise: 'chat' },
    { key: 'gen_ai.usage.completion_tokens', own: true, values: {}, otherwise: 'chat' },
  ],
  conventions: [
    {
      inputIncludesCache: true,
      outputIncludesReasoning: true,
      because: 'counts the tokens of the whole prompt and the whole answer itself',
    },
  ],
};
