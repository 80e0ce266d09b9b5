/** Flue. Operations around its agent and its chat spans sum up the usage in them. */
import type { Dialect } from './dialect';

export const flue: Dialect = {
  id: 'flue',
  title: 'Flue',
  reference: 'https://github.com/withastro/flue/tree/main/packages/opentelemetry',
  specifiedBy: 'the source of @flue/opentelemetry (2026)',
  detect: {
    scopes: ['@flue/opentelemetry'],
    keys: ['flue.turn.purpose', 'flue.operation.kind', 'flue.tool.origin', 'flue.compaction.reason'],
  },
  fields: {},
  content: { keys: ['flue.tool.call.arguments', 'flue.tool.call.result'], prefixes: [] },
  messages: { input: ['flue.tool.call.arguments'], output: ['flue.tool.call.result'] },
  operations: [
    {
      key: 'flue.operation.kind',
      own: true,
      values: { prompt: 'agent', skill: 'agent', shell: 'tool' },
      otherwise: 'step',
    },
    { key: 'flue.compaction.reason', own: true, values: {}, otherwise: 'step' },
  ],
  conventions: [
    {
      inputIncludesCache: true,
      because: 'adds cache reads and writes to the input of every provider before it writes it',
    },
  ],
};
