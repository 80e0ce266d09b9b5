/**
 * What the data source asks the backend for beside queries: keys and values of filters (pluginv2 resources, and the
 * same below /api/v1), and what the health check says in its details.
 */
import type { FilterOperator } from './operators';
import type { QueryType } from './choices';

export const RESOURCES = {
  /** Answers `TagOption[]`: what can be filtered by. */
  tagKeys: 'tag-keys',
  /** Answers `TagOption[]`, the most frequent first. */
  tagValues: 'tag-values',
} as const;

/** Query string of `tag-keys`; every part is optional. */
export interface TagKeysParams {
  queryType?: QueryType;
  /** Milliseconds since 1970. */
  from?: number;
  to?: number;
}

/** Query string of `tag-values`. */
export interface TagValuesParams extends TagKeysParams {
  /** A dimension of the catalogue, or `attributes.<key>`. */
  key: string;
  /** What was typed so far: values that contain it, whatever the case. */
  search?: string;
  /** JSON of `{key, operator, value, values?}[]`: values of rows that these filters leave. */
  filters?: string;
  limit?: number;
}

export interface TagOption {
  /** What a person reads. */
  text: string;
  /** What a filter sends; absent: the text. */
  value?: string;
  /** Heading the option stands under. */
  group?: string;
}

export type TagFilter = { key: string; operator: FilterOperator; value: string; values?: string[] };

/** `details` of the health check. The message says the same in one sentence. */
export interface HealthDetails {
  /** Of the backend. */
  version: string;
  engine: 'postgres' | 'embedded';
  edition: 'community' | 'apache';
  postgresVersion: string;
  timescaleVersion: string;
  /** Start of the newest span, ISO 8601; null = no span yet. */
  newestSpanAt: string | null;
  /** From the end of that span until it could be queried; null = no span yet. */
  ingestLagMs: number | null;
  /** What does not work and what to do, one sentence each. */
  problems: string[];
  /** The same in words: Grafana shows it below the message. */
  verboseMessage: string;
}
