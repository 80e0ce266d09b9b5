/** Queries as dashboards and alert rules store them: typed by the schema, only what differs from the defaults. */
import type { StoredLlmQuery } from '@llmobservatory/model';

type Tagged = Extract<StoredLlmQuery, { queryType?: unknown }>;
type QueryType = NonNullable<Tagged['queryType']>;
type Stored<T extends QueryType> = Extract<Tagged, { queryType?: T }>;

export type Query = { [T in QueryType]: Stored<T> & { queryType: T } }[QueryType];
type Rest<T extends QueryType> = Omit<Stored<T>, 'queryType'>;

/** Variables that stand on every dashboard, by the key that they filter. */
const COMMON = { app: '$app', model: '$model', environment: '$environment' } as const;
type CommonKey = keyof typeof COMMON;

/** @param keys those of them that this type of query knows: runs of tools, for example, have no model */
export const commonFilters = (keys: readonly CommonKey[] = ['app', 'model', 'environment']) =>
  keys.map((key) => ({ key, operator: '=' as const, value: COMMON[key] }));

/** Any type of query under the filters of the dashboard. */
export const ask = <T extends QueryType>(
  queryType: T,
  rest: Rest<T> = {} as Rest<T>,
  keys?: readonly CommonKey[],
) => ({ queryType, ...rest, filters: [...commonFilters(keys), ...(rest.filters ?? [])] }) as Query;

/** Figures of calls under the filters of the dashboard. */
export const figures = (
  measures: NonNullable<Rest<'metrics'>['measures']>,
  rest: Omit<Rest<'metrics'>, 'measures'> = {},
) => ask('metrics', { measures, ...rest });

/** SQL takes no filters by itself; the variables are written into it. */
export const sql = (rawSql: string, format: 'table' | 'time_series' = 'table'): Query => ({
  queryType: 'sql',
  rawSql: rawSql.trim(),
  format,
});

/**
 * One figure of all calls, a row a group: alert rules have no variables. As many groups as can be had, because two
 * queries that are joined keep each those that are largest by their own figure.
 */
export const figuresOfAll = (
  measure: NonNullable<Rest<'metrics'>['measures']>[number],
  groupBy: NonNullable<Rest<'metrics'>['groupBy']>,
  filters: Rest<'metrics'>['filters'] = [],
): Query => ({
  queryType: 'metrics',
  measures: [measure],
  groupBy,
  ...(filters.length > 0 && { filters }),
  shape: 'total',
  limit: 500,
  other: false,
});
