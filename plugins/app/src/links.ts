/** Addresses of Grafana's own pages. Pure; relative to Grafana's root. */
import type { StoredLlmQuery } from '@llmobservatory/model';

export const DATASOURCE_ID = 'llmobservatory-llm-datasource';

export interface Range {
  from: string;
  to: string;
}

export const LAST_DAY: Range = { from: 'now-24h', to: 'now' };

/** Explore with one query of ours. */
export function exploreUrl(datasourceUid: string, query: StoredLlmQuery, range: Range = LAST_DAY): string {
  const datasource = { uid: datasourceUid, type: DATASOURCE_ID };
  const pane = { datasource: datasourceUid, queries: [{ refId: 'A', datasource, ...query }], range };
  return `/explore?schemaVersion=1&panes=${encodeURIComponent(JSON.stringify({ llm: pane }))}`;
}

export const addDataSourceUrl = `/connections/datasources/${DATASOURCE_ID}`;
export const dataSourceUrl = (uid: string): string =>
  `/connections/datasources/edit/${encodeURIComponent(uid)}`;
export const NEW_DASHBOARD_URL = '/dashboard/new';
export const NEW_ALERT_URL = '/alerting/new/alerting';
