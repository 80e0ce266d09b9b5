/**
 * LlmQuery: the one query that Grafana panels, alert rules, REST clients and exports send. `v: 1`.
 * Every field is optional: alert rules store raw JSON and never see an editor, so the defaults live here.
 */
import { z } from 'zod';
import { QUERY_TYPES, type QueryType } from './choices';
import {
  budgetsQuerySchema,
  flamegraphQuerySchema,
  heatmapQuerySchema,
  metricsQuerySchema,
} from './queries/figures';
import {
  annotationsQuerySchema,
  conversationsQuerySchema,
  modelsQuerySchema,
  toolsQuerySchema,
  tracesQuerySchema,
  usersQuerySchema,
} from './queries/lists';
import {
  conversationQuerySchema,
  graphQuerySchema,
  logsQuerySchema,
  sqlQuerySchema,
  traceQuerySchema,
} from './queries/records';
import type { filterSchema } from './queries/common';

export { filterSchema } from './queries/common';
export * from './queries/figures';
export * from './queries/lists';
export * from './queries/records';

const typedQuerySchema = z.discriminatedUnion('queryType', [
  metricsQuerySchema,
  tracesQuerySchema,
  traceQuerySchema,
  conversationsQuerySchema,
  conversationQuerySchema,
  usersQuerySchema,
  toolsQuerySchema,
  modelsQuerySchema,
  logsQuerySchema,
  graphQuerySchema,
  flamegraphQuerySchema,
  heatmapQuerySchema,
  annotationsQuerySchema,
  budgetsQuerySchema,
  sqlQuerySchema,
]);

export const llmQuerySchema = z.preprocess(
  (raw) =>
    typeof raw === 'object' && raw !== null && !(raw as { queryType?: string }).queryType
      ? { ...raw, queryType: 'metrics' }
      : raw,
  typedQuerySchema,
);

export type Filter = z.infer<typeof filterSchema>;
/** With all defaults filled in: what the planner sees. */
export type LlmQuery = z.output<typeof typedQuerySchema>;
export type QueryOfType<T extends QueryType> = Extract<LlmQuery, { queryType: T }>;
export type MetricsQuery = QueryOfType<'metrics'>;
export type TracesQuery = QueryOfType<'traces'>;
export type TraceQuery = QueryOfType<'trace'>;
export type ConversationsQuery = QueryOfType<'conversations'>;
export type ConversationQuery = QueryOfType<'conversation'>;
export type UsersQuery = QueryOfType<'users'>;
export type ToolsQuery = QueryOfType<'tools'>;
export type ModelsQuery = QueryOfType<'models'>;
export type LogsQuery = QueryOfType<'logs'>;
export type GraphQuery = QueryOfType<'graph'>;
export type FlamegraphQuery = QueryOfType<'flamegraph'>;
export type HeatmapQuery = QueryOfType<'heatmap'>;
export type AnnotationsQuery = QueryOfType<'annotations'>;
export type BudgetsQuery = QueryOfType<'budgets'>;
export type SqlQuery = QueryOfType<'sql'>;
export type Comparison = MetricsQuery['compare'];
type Stored<T> = T extends unknown ? Partial<T> : never;
/** As stored in a dashboard or an alert rule. */
export type StoredLlmQuery = Stored<z.input<typeof typedQuerySchema>>;

/**
 * Fills in the defaults, or says in one sentence what is wrong: `measures[0]: …; limit: …`.
 * Unknown fields are left out: Grafana adds its own.
 */
export function readQuery(raw: unknown): { query: LlmQuery } | { problem: string } {
  const result = llmQuerySchema.safeParse(raw);
  if (result.success) return { query: result.data };
  return { problem: result.error.issues.map(sentence).join('; ') };
}

function sentence(issue: z.core.$ZodIssue): string {
  const path = issue.path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
  // zod says only "Invalid input" for an unknown tag of the union.
  const text =
    issue.code === 'invalid_union' && path === 'queryType'
      ? `expected one of ${QUERY_TYPES.join(', ')}`
      : issue.message;
  return path ? `${path}: ${text}` : text;
}
