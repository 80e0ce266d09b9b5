/**
 * Strands Agents, Python and TypeScript. The agent span sums up what its chat spans say, over every turn since the agent
 * was made. The provider is always `strands-agents`, in TypeScript the name of the service. Cache is beside the input of
 * Anthropic and Bedrock in older versions and in it since; no span names its version, but each sends a total that fits
 * only one reading.
 */
import type { Dialect } from './dialect';

export const strands: Dialect = {
  id: 'strands',
  title: 'Strands Agents',
  reference:
    'https://strandsagents.com/latest/documentation/docs/user-guide/observability-evaluation/traces/',
  detect: {
    scopes: ['strands.telemetry.tracer'],
    // The scope of TypeScript is the name of the service.
    keys: ['gen_ai.event.start_time'],
    values: { 'gen_ai.system': ['strands-agents'], 'gen_ai.provider.name': ['strands-agents'] },
  },
  namesNoProvider: true,
  fields: {},
  ownFields: {
    // Milliseconds, where everybody else writes seconds under this name.
    ttft: ['gen_ai.server.time_to_first_token'],
  },
  content: { keys: [], prefixes: [] },
  operations: [
    {
      key: 'gen_ai.operation.name',
      own: true,
      values: {
        execute_event_loop_cycle: 'step',
        invoke_swarm: 'workflow',
        invoke_graph: 'workflow',
        swarm: 'workflow',
        graph: 'workflow',
      },
    },
  ],
  conventions: [
    {
      when: { providers: ['openai', 'azure.ai.openai', 'deepseek', 'groq', 'mistral_ai', 'x_ai'] },
      inputIncludesCache: true,
      outputIncludesReasoning: true,
      because: 'passes the usage of the API on: cached and reasoning tokens are parts',
    },
  ],
};
