/**
 * LlmQuery: the one query that Grafana panels, alert rules, REST clients and exports send. `v: 1`.
 * Every field is optional: alert rules store raw JSON and never see an editor, so the defaults live here.
 */
import { z } from 'zod';
import { DIMENSION_IDS, MEASURE_IDS } from './catalogue';
import { OPERATORS } from './operators';

export const QUERY_TYPES = ['metrics', 'traces', 'trace', 'logs', 'sql'] as const;

export const filterSchema = z.object({
  /** A dimension or quantity of the catalogue, or `attributes.<key>` for an attribute as sent (traces and logs). */
  key: z.string().min(1).max(200),
  operator: z.enum(OPERATORS).default('='),
  value: z.string().max(4000).default(''),
  /** For `in` and `not in`; `value` is ignored then. */
  values: z.array(z.string().max(4000)).max(1000).optional(),
});

const common = {
  refId: z.string().max(100).default('A'),
  v: z.literal(1).default(1),
  hide: z.boolean().optional(),
  filters: z.array(filterSchema).max(50).default([]),
  /** Ad-hoc filters of dashboards; Grafana's operators `=|` and `!=|` are read too. */
  adhocFilters: z
    .array(
      z.object({
        key: z.string(),
        operator: z.string(),
        value: z.string().default(''),
        values: z.array(z.string()).optional(),
      }),
    )
    .max(50)
    .default([]),
};

/** Whole rows of a list, at most. */
const limit = (standard: number, max: number) => z.number().int().min(1).max(max).default(standard);

export const metricsQuerySchema = z.object({
  ...common,
  queryType: z.literal('metrics'),
  measures: z.array(z.enum(MEASURE_IDS)).min(1).max(20).default(['calls']),
  groupBy: z.array(z.enum(DIMENSION_IDS)).max(5).default([]),
  /** `series`: one point a step. `total`: one row a group over the whole range. */
  shape: z.enum(['series', 'total']).default('series'),
  /** Groups kept, by the first measure, descending; the rest is one group "Other" (only measures that add up). */
  limit: limit(20, 500),
  /** Seconds a step; default from the panel's interval. */
  stepSeconds: z
    .number()
    .int()
    .min(1)
    .max(31 * 86_400)
    .optional(),
});

export const tracesQuerySchema = z.object({
  ...common,
  queryType: z.literal('traces'),
  sort: z.enum(['newest', 'slowest', 'dearest', 'most_tokens', 'most_errors']).default('newest'),
  limit: limit(50, 1000),
});

export const traceQuerySchema = z.object({
  ...common,
  queryType: z.literal('trace'),
  /** 32 hex digits. */
  traceId: z.string().trim().toLowerCase().default(''),
  /** Send messages along. */
  content: z.boolean().default(true),
});

export const logsQuerySchema = z.object({
  ...common,
  queryType: z.literal('logs'),
  /** Text that the body must contain, whatever the case. */
  search: z.string().max(1000).default(''),
  limit: limit(500, 5000),
});

export const sqlQuerySchema = z.object({
  ...common,
  queryType: z.literal('sql'),
  rawSql: z.string().max(100_000).default(''),
  /** How the rows become frames: as they are, or as time series of the first time column. */
  format: z.enum(['table', 'time_series']).default('table'),
});

export const llmQuerySchema = z.preprocess(
  (raw) =>
    typeof raw === 'object' && raw !== null && !(raw as { queryType?: string }).queryType
      ? { ...raw, queryType: 'metrics' }
      : raw,
  z.discriminatedUnion('queryType', [
    metricsQuerySchema,
    tracesQuerySchema,
    traceQuerySchema,
    logsQuerySchema,
    sqlQuerySchema,
  ]),
);

export type QueryType = (typeof QUERY_TYPES)[number];
export type Filter = z.infer<typeof filterSchema>;
export type MetricsQuery = z.infer<typeof metricsQuerySchema>;
export type TracesQuery = z.infer<typeof tracesQuerySchema>;
export type TraceQuery = z.infer<typeof traceQuerySchema>;
export type LogsQuery = z.infer<typeof logsQuerySchema>;
export type SqlQuery = z.infer<typeof sqlQuerySchema>;
/** With all defaults filled in: what the planner sees. */
export type LlmQuery = z.output<typeof llmQuerySchema>;
/** As stored in a dashboard or an alert rule. */
export type StoredLlmQuery =
  | Partial<z.input<typeof metricsQuerySchema>>
  | Partial<z.input<typeof tracesQuerySchema>>
  | Partial<z.input<typeof traceQuerySchema>>
  | Partial<z.input<typeof logsQuerySchema>>
  | Partial<z.input<typeof sqlQuerySchema>>;

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
