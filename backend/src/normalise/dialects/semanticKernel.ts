/**
 * Semantic Kernel, Python and .NET. Function spans stand around the calls they make and carry no usage; the loop that
 * calls functions by itself names none of its calls. Cache is not exported.
 */
import type { Dialect } from './dialect';

export const semanticKernel: Dialect = {
  id: 'semantic_kernel',
  title: 'Semantic Kernel',
  reference: 'https://learn.microsoft.com/semantic-kernel/concepts/enterprise-readiness/observability/',
  detect: {
    scopePrefixes: ['semantic_kernel.', 'Microsoft.SemanticKernel'],
    keys: ['sk.available_functions'],
  },
  fields: {},
  content: { keys: [], prefixes: [] },
  operations: [{ key: 'sk.available_functions', own: true, values: {}, otherwise: 'step' }],
  conventions: [
    {
      when: { providers: ['openai', 'azure.ai.openai', 'mistral_ai'] },
      inputIncludesCache: true,
      outputIncludesReasoning: true,
      because: 'passes the usage of the API on: cached and reasoning tokens are parts',
    },
  ],
};
