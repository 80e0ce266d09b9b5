/**
 * Any stored query, made into one of today's shape. Pure: editor and data source call it on whatever Grafana hands in.
 */
import type { QueryType } from '@llmobservatory/model';
import type { AnyQuery, LlmDataQuery } from './query';

const KNOWN: Record<QueryType, true> = { metrics: true, traces: true, trace: true, logs: true, sql: true };

const isKnown = (type: string | undefined): type is QueryType =>
  type !== undefined && Object.hasOwn(KNOWN, type);

/**
 * Fills in type and version. A query of another data source with a text in `query` is a link to a trace: Loki's
 * derived fields send the trace id there.
 */
export function migrateQuery(stored: LlmDataQuery | (LlmDataQuery & { query: string })): AnyQuery {
  if (isKnown(stored.queryType)) return { ...stored, v: 1 } as AnyQuery;
  if ('query' in stored && typeof stored.query === 'string' && stored.query !== '') {
    const { query, ...rest } = stored;
    return { ...rest, v: 1, queryType: 'trace', traceId: query } as AnyQuery;
  }
  return { ...stored, v: 1, queryType: 'metrics' } as AnyQuery;
}
