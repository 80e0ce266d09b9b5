/**
 * What a query means where it says nothing. The backend's schema decides; this repeats it for the editor, so that the
 * schema's parser stays out of the bundle. A test compares the two.
 */
import type { LogsQuery, MetricsQuery, SqlQuery, TraceQuery, TracesQuery } from '@llmobservatory/model';
import type { LlmDataQuery } from './query';

export const METRICS_DEFAULTS = {
  measures: ['calls'],
  groupBy: [],
  shape: 'series',
  limit: 20,
} as const satisfies Partial<MetricsQuery>;
export const TRACES_DEFAULTS = { sort: 'newest', limit: 50 } as const satisfies Partial<TracesQuery>;
export const TRACE_DEFAULTS = { traceId: '', content: true } as const satisfies Partial<TraceQuery>;
export const LOGS_DEFAULTS = { search: '', limit: 500 } as const satisfies Partial<LogsQuery>;
export const SQL_DEFAULTS = { rawSql: '', format: 'table' } as const satisfies Partial<SqlQuery>;

/**
 * Explore begins with traces, a rule with one number over time, a panel with calls and cost.
 * `app` is Grafana's CoreApp, as text: its module does not load outside of a browser.
 */
export function defaultQuery(app: string): Partial<LlmDataQuery> {
  if (app === 'explore') return { v: 1, queryType: 'traces' };
  if (app === 'unified-alerting' || app === 'cloud-alerting')
    return { v: 1, queryType: 'metrics', measures: ['error_rate'], shape: 'series' };
  return { v: 1, queryType: 'metrics', measures: ['calls', 'cost'], shape: 'series' };
}
