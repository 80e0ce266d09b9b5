/**
 * Loads built plugins the way Grafana does: SystemJS, an import map of shared packages, module.js as an AMD module
 * loaded by a script tag.
 */
import 'systemjs/dist/system.js';
import 'systemjs/dist/extras/amd.js';
import 'systemjs/dist/extras/named-register.js';
import { AppPlugin, DataSourcePlugin, PanelPlugin } from '@grafana/data';
import type { DataSourceApi, DataSourceJsonData } from '@grafana/data';
import type { DataQuery } from '@grafana/schema';
import { SHARED_MODULES } from './sharedModules';

export type AnyDataSource = DataSourceApi<DataQuery, DataSourceJsonData>;
export type AnyDataSourcePlugin = DataSourcePlugin<AnyDataSource, DataQuery, DataSourceJsonData>;

/** Once, before the first plugin. */
export function shareModules(): void {
  const imports: Record<string, string> = {};
  for (const [name, module] of Object.entries(SHARED_MODULES)) {
    imports[name] = `package:${name}`;
    System.set(`package:${name}`, module);
  }
  System.addImportMap({ imports });
  // Script tags, as Grafana loads local plugins; fetched code would need eval.
  (System.constructor as unknown as { prototype: { shouldFetch: () => boolean } }).prototype.shouldFetch =
    () => false;
}

/** Kind of plugin → class it must be an instance of. */
const CLASSES = { app: AppPlugin, datasource: DataSourcePlugin, panel: PanelPlugin } as const;

const loaded = new Map<string, Promise<AppPlugin | AnyDataSourcePlugin | PanelPlugin>>();

export const loadApp = (id: string) => load(id, 'app') as Promise<AppPlugin>;
export const loadPanel = (id: string) => load(id, 'panel') as Promise<PanelPlugin>;
export const loadDataSource = (id: string) =>
  load(id, 'datasource') as unknown as Promise<AnyDataSourcePlugin>;

function load(id: string, kind: keyof typeof CLASSES) {
  let plugin = loaded.get(id);
  if (!plugin) loaded.set(id, (plugin = loadOnce(id, kind)));
  return plugin;
}

async function loadOnce(id: string, kind: keyof typeof CLASSES) {
  const module = (await System.import(`/workbench/plugins/${id}/module.js`)) as { plugin?: unknown };
  // Grafana awaits it too: a panel may export a promise.
  const plugin = await module.plugin;
  if (!(plugin instanceof CLASSES[kind])) throw new Error(`${id}: module.js exports no ${kind} plugin.`);
  const json = (await (await fetch(`/workbench/plugins/${id}/plugin.json`)).json()) as Record<
    string,
    unknown
  >;
  plugin.meta = {
    ...json,
    id,
    module: '',
    baseUrl: '',
    jsonData: {},
    enabled: true,
  } as unknown as typeof plugin.meta;
  return plugin;
}
