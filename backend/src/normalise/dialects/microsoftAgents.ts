/**
 * Microsoft.Extensions.AI and the Agent Framework built on it, .NET and Python. Agent spans sum up the chat spans in
 * them; a chat client that calls functions itself has a span around several calls of its own.
 * Betas of the Python framework wrote Traceloop's names, and are read as such.
 */
import type { Dialect } from './dialect';

export const microsoftAgents: Dialect = {
  id: 'microsoft_agents',
  title: 'Microsoft.Extensions.AI and Agent Framework',
  reference: 'https://learn.microsoft.com/agent-framework/user-guide/observability',
  detect: {
    scopes: ['Experimental.Microsoft.Extensions.AI', 'agent_framework'],
    scopePrefixes: ['Experimental.Microsoft.Agents.AI', 'Microsoft.Agents.AI'],
  },
  fields: {},
  ownFields: {
    cacheReadTokens: ['openai.cached_input_tokens', 'anthropic.cache_read_input_tokens'],
    cacheWriteTokens: ['openai.cache_write_tokens', 'anthropic.cache_creation_input_tokens'],
    reasoningTokens: ['openai.reasoning_tokens'],
  },
  content: { keys: [], prefixes: [] },
  operations: [
    { key: 'gen_ai.operation.name', own: true, values: { orchestrate_tools: 'step' } },
    {
      key: 'workflow.id',
      own: true,
      unless: ['gen_ai.operation.name'],
      values: {},
      otherwise: 'workflow',
    },
    { key: 'executor.id', own: true, unless: ['gen_ai.operation.name'], values: {}, otherwise: 'step' },
  ],
  conventions: [
    {
      when: { scopePrefixes: ['agent_framework'], providers: ['anthropic', 'aws.bedrock'] },
      inputIncludesCache: false,
      outputIncludesReasoning: true,
      because: 'the Python clients pass the usage of the API on: cache reads and writes are counted apart',
    },
    {
      when: { providers: ['openai', 'azure.ai.openai', 'azure.ai.inference'] },
      inputIncludesCache: true,
      outputIncludesReasoning: true,
      because: 'passes the usage of the API on: cached and reasoning tokens are parts',
    },
  ],
};
