import type { DataSourceJsonData } from '@grafana/data';

export const PLUGIN_ID = 'llmobservatory-llm-datasource';

/** Where else the same trace is looked at. */
export interface RelatedSource {
  /** Uid of a data source in Grafana. */
  datasourceUid?: string;
  /** In its own language; `${__span.traceId}`, `${__span.spanId}` and `${__span.tags["name"]}` are filled in. Empty: see links. */
  query?: string;
}

export const RELATED = ['logs', 'metrics', 'traces'] as const;
export type RelatedKind = (typeof RELATED)[number];

/** The key decides about projects, the URL stands on the data source itself. */
export interface LlmSettings extends DataSourceJsonData {
  related?: Partial<Record<RelatedKind, RelatedSource>>;
}

export interface LlmSecrets {
  /** API key of the backend with scope read. */
  apiKey?: string;
}
