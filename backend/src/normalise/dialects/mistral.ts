/**
 * The Mistral SDK's own spans: one for each request to the API. Answers of an agent or a conversation are one request with
 * one usage; the `chat` spans below it are written afterwards from its outputs, and are no requests.
 */
import type { Dialect } from './dialect';

export const mistral: Dialect = {
  id: 'mistral_sdk',
  title: 'Mistral SDK',
  reference: 'https://github.com/mistralai/client-python/tree/main/src/mistralai/extra/observability',
  billedBy: 'mistral_ai',
  detect: { scopes: ['mistralai_sdk_tracer'] },
  fields: {},
  content: { keys: [], prefixes: [] },
  operations: [
    {
      key: 'gen_ai.operation.name',
      own: true,
      unless: ['http.request.method', 'http.url', 'server.address'],
      values: { chat: 'step' },
    },
    { key: 'gen_ai.operation.name', own: true, values: { invoke_agent: 'chat' } },
  ],
  conventions: [
    {
      inputIncludesCache: true,
      outputIncludesReasoning: true,
      because: 'the API counts cached tokens in its prompt tokens and reasoning in its completion tokens',
    },
  ],
};
