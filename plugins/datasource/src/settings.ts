import type { DataSourceJsonData } from '@grafana/data';

export const PLUGIN_ID = 'llmobservatory-llm-datasource';

/** Nothing of our own yet: the key decides about projects, the URL stands on the data source itself. */
export type LlmSettings = DataSourceJsonData;

export interface LlmSecrets {
  /** API key of the backend with scope read. */
  apiKey?: string;
}
