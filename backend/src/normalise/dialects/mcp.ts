/** Model Context Protocol: client and server each write a span for one call of a tool. No model is called. */
import type { Dialect } from './dialect';

export const mcp: Dialect = {
  id: 'mcp',
  title: 'Model Context Protocol',
  reference: 'https://opentelemetry.io/docs/specs/semconv/gen-ai/mcp/',
  specifiedBy: 'the MCP conventions of OpenTelemetry, as of 1.42',
  detect: { keys: ['mcp.method.name'] },
  fields: {},
  content: { keys: [], prefixes: [] },
  operations: [
    {
      key: 'mcp.method.name',
      own: true,
      values: { 'tools/call': 'tool', 'prompts/get': 'prompt', 'resources/read': 'retriever' },
      otherwise: 'other',
    },
  ],
  conventions: [],
};
