/**
 * LiteLLM, SDK and proxy, both generations (`metadata.*` and `litellm.*`). It may write onto the application's own span.
 * `raw_gen_ai_request` repeats the call as text and names no model: no call of its own.
 */
import type { Dialect } from './dialect';

export const litellm: Dialect = {
  id: 'litellm',
  title: 'LiteLLM',
  reference: 'https://docs.litellm.ai/docs/observability/opentelemetry_integration',
  detect: {
    scopes: ['litellm'],
    keys: ['litellm.call_id', 'litellm.provider.model', 'litellm.call_type', 'gen_ai.cost.total_cost'],
  },
  fields: {
    userId: ['litellm.end_user.id', 'metadata.user_api_key_end_user_id'],
    streaming: ['litellm.request.streaming'],
    costTotal: ['litellm.cost.total', 'gen_ai.cost.total_cost'],
    costInput: ['litellm.cost.input'],
    costOutput: ['litellm.cost.output', 'gen_ai.cost.output_cost'],
  },
  ownFields: {
    requestModel: ['gen_ai.request.model', 'litellm.provider.model'],
    // The proxy answers with the name that it was asked for, and names the group of models so.
    responseModel: [{ name: 'gen_ai.response.model', otherThan: 'litellm.model_group' }],
    streaming: ['llm.is_streaming'],
    userId: ['llm.user'],
  },
  content: { keys: [], prefixes: [] },
  operations: [
    {
      key: 'gen_ai.operation.name',
      values: {
        acompletion: 'chat',
        completion: 'chat',
        anthropic_messages: 'chat',
        aresponses: 'chat',
        atext_completion: 'text_completion',
        aembedding: 'embeddings',
        arerank: 'rerank',
        aimage_generation: 'image',
        atranscription: 'audio',
        aspeech: 'audio',
      },
    },
  ],
  conventions: [
    {
      inputIncludesCache: true,
      outputIncludesReasoning: true,
      because: 'it brings the usage of every provider to the totals of OpenAI',
    },
  ],
};
