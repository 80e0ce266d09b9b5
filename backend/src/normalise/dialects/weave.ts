/**
 * W&B Weave's own spans (`weave-genai` of Node, `weave.conversation` of Python) and its plugins for coding agents: plain `gen_ai.*` names. The application hands
 * in the counts, so that what they mean for Anthropic is left to the numbers.
 */
import type { Dialect } from './dialect';

export const weave: Dialect = {
  id: 'weave',
  title: 'W&B Weave',
  reference: 'https://docs.wandb.ai/weave/guides/tracking/otel',
  detect: {
    scopes: ['weave-genai', 'weave.conversation'],
    keys: ['weave.integration.name', 'weave.integration.version'],
  },
  fields: {},
  content: { keys: ['gen_ai.event.content'], prefixes: [] },
  operations: [],
  conventions: [
    {
      when: { scopePrefixes: ['weave.conversation'], providers: ['anthropic'] },
      inputIncludesCache: false,
      because: 'its adapter passes the usage of the API on: cache reads and writes are counted apart',
    },
    {
      when: { providers: ['openai', 'azure.ai.openai', 'deepseek', 'groq', 'mistral_ai', 'x_ai'] },
      inputIncludesCache: true,
      because: 'the API of this provider counts cached tokens in its prompt tokens',
    },
  ],
};
