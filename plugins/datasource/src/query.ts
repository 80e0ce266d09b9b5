/**
 * The query as Grafana stores it: LlmQuery of the model with every field optional, plus what Grafana keeps on each query.
 */
import type { DataQuery } from '@grafana/schema';
import type { QueryType, StoredLlmQuery } from '@llmobservatory/model';

export type LlmDataQuery = DataQuery & StoredLlmQuery & OnlyHere;

/** Read by the data source itself; the backend leaves it out. */
interface OnlyHere {
  /** Instead of the list of traces: the newest calls, and those that come in. */
  live?: boolean;
}

/** One kind of query, its type filled in: what an editor gets. */
export type QueryOf<T extends QueryType> = Extract<LlmDataQuery, { queryType?: T }> & { queryType: T };

export type AnyQuery = { [T in QueryType]: QueryOf<T> }[QueryType];
