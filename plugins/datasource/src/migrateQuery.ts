/**
 * Any stored query, made into one of today's shape. Pure: editor and data source call it on whatever Grafana hands in.
 */
import { isKnown } from './kinds';
import type { AnyQuery, LlmDataQuery } from './query';

/**
 * Fills in type and version. A query of another data source with a text in `query` is a link to a trace: Loki's
 * derived fields and Prometheus's exemplars send the trace id there.
 */
export function migrateQuery(stored: LlmDataQuery | (LlmDataQuery & { query: string })): AnyQuery {
  if (isKnown(stored.queryType)) return { ...stored, v: 1 } as AnyQuery;
  const text = linkedText(stored);
  if (text === undefined) return { ...stored, v: 1, queryType: 'metrics' } as AnyQuery;
  const { query: _, ...rest } = stored as LlmDataQuery & { query: string };
  return { ...rest, v: 1, queryType: 'trace', traceId: text } as AnyQuery;
}

/** Names a kind that is not known, and is no link either: made by a newer version, or misspelt. */
export const isForeign = (stored: LlmDataQuery): boolean =>
  Boolean(stored.queryType) && !isKnown(stored.queryType) && linkedText(stored) === undefined;

const linkedText = (stored: LlmDataQuery | (LlmDataQuery & { query: string })): string | undefined =>
  'query' in stored && typeof stored.query === 'string' && stored.query !== '' ? stored.query : undefined;
