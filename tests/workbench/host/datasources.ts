/** The one data source of the workbench: ours, with the uid that its address shims know. */
import type { DataSourceInstanceSettings, DataSourceJsonData, DataSourcePluginMeta } from '@grafana/data';
import type { DataSourceSrv } from '@grafana/runtime';
import { loadDataSource } from './loader';
import type { AnyDataSource } from './loader';
import { OVER_HTTP } from './transport';

export const DATASOURCE_UID = 'llm';
export const DATASOURCE_ID = 'llmobservatory-llm-datasource';

const settings = (meta: DataSourcePluginMeta): DataSourceInstanceSettings<DataSourceJsonData> => ({
  id: 1,
  uid: DATASOURCE_UID,
  type: DATASOURCE_ID,
  name: 'LLM Observatory',
  url: `/api/datasources/proxy/uid/${DATASOURCE_UID}`,
  access: 'proxy',
  readOnly: false,
  jsonData: {},
  // The package without an executable is the same code with another plugin.json.
  meta: OVER_HTTP ? { ...meta, backend: false } : meta,
});

let instance: Promise<AnyDataSource> | undefined;
let known: DataSourceInstanceSettings<DataSourceJsonData> | undefined;

/** Loads the plugin on first use; always the same instance, as in Grafana. */
export function dataSource(): Promise<AnyDataSource> {
  instance ??= loadDataSource(DATASOURCE_ID).then((plugin) => {
    known = settings(plugin.meta);
    const made = new plugin.DataSourceClass(known);
    made.meta = plugin.meta;
    made.components = plugin.components;
    return made;
  });
  return instance;
}

export const dataSourceSrv: DataSourceSrv = {
  get: dataSource,
  getList: () => (known ? [known] : []),
  getInstanceSettings: () => known,
  reload: () => undefined,
  registerRuntimeDataSource: () => undefined,
};
