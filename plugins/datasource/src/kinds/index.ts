/** Every kind of query, in the order of the editor. A query type of the model without an entry does not compile. */
import type { QueryType } from '@llmobservatory/model';
import type { Kind } from './kind';
import { annotations } from './annotations';
import { budgets } from './budgets';
import { conversation, conversations } from './conversations';
import { models, tools, users } from './lists';
import { logs } from './logs';
import { metrics } from './metrics';
import { flamegraph, graph, heatmap } from './pictures';
import { sql } from './sql';
import { trace, traces } from './traces';

export const KINDS: { [T in QueryType]: Kind<T> } = {
  metrics,
  models,
  budgets,
  traces,
  conversations,
  users,
  tools,
  logs,
  annotations,
  trace,
  conversation,
  graph,
  heatmap,
  flamegraph,
  sql,
};

/** A kind whose type is only known when it runs: what stands in the table, used with a query of the same type. */
export type AnyKind = Kind<QueryType>;

// The table pairs each type with its kind; the compiler does not follow the pair through the index.
export const kindOf = (queryType: QueryType): AnyKind => KINDS[queryType] as unknown as AnyKind;

export const isKnown = (queryType: string | undefined): queryType is QueryType =>
  queryType !== undefined && Object.hasOwn(KINDS, queryType);

export const QUERY_TYPES_SHOWN = Object.keys(KINDS) as QueryType[];
