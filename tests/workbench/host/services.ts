/**
 * The singletons that Grafana gives to @grafana/runtime at its start, as small as plugins allow: what is not here,
 * no plugin of this suite uses.
 */
import {
  EventBusSrv,
  standardEditorsRegistry,
  standardFieldConfigEditorRegistry,
  standardTransformersRegistry,
} from '@grafana/data';
import type { GrafanaTheme2 } from '@grafana/data';
import {
  locationService,
  setAppEvents,
  setBackendSrv,
  setChromeHeaderHeightHook,
  setCurrentUser,
  setDataSourceSrv,
  setEchoSrv,
  setLocationSrv,
  setPluginComponentHook,
  setPluginComponentsHook,
  setPluginFunctionsHook,
  setPluginLinksHook,
  setReturnToPreviousHook,
  setTemplateSrv,
} from '@grafana/runtime';
import type { TemplateSrv } from '@grafana/runtime';
import { setPanelDataErrorView } from 'grafana-runtime/components/PanelDataErrorView';
import { setPluginPage } from 'grafana-runtime/components/PluginPage';
import { backendSrv } from './backendSrv';
import { dataSourceSrv } from './datasources';
import { PanelProblem, PluginPageFrame } from './grafanaParts';

export function startServices(theme: GrafanaTheme2): void {
  setAppEvents(new EventBusSrv());
  setBackendSrv(backendSrv);
  setDataSourceSrv(dataSourceSrv);
  setLocationSrv(locationService);
  setTemplateSrv(templateSrv);
  setEchoSrv({ flush: () => undefined, addBackend: () => undefined, addEvent: () => undefined });
  setCurrentUser({
    login: 'workbench',
    email: '',
    name: 'Workbench',
    orgId: 1,
    orgRole: 'Admin',
    isGrafanaAdmin: true,
    isSignedIn: true,
    timezone: 'browser',
    lightTheme: theme.isLight,
  } as unknown as Parameters<typeof setCurrentUser>[0]);
  setChromeHeaderHeightHook(() => 0);
  setReturnToPreviousHook(() => () => undefined);
  setPluginLinksHook(() => ({ links: [], isLoading: false }));
  setPluginComponentHook(() => ({ component: null, isLoading: false }));
  setPluginComponentsHook(() => ({ components: [], isLoading: false }));
  setPluginFunctionsHook(() => ({ functions: [], isLoading: false }));
  setPanelDataErrorView(PanelProblem);
  setPluginPage(PluginPageFrame);
  standardEditorsRegistry.setInit(() => OPTION_EDITORS.map((id) => ({ id, name: id, editor: () => null })));
  standardFieldConfigEditorRegistry.setInit(() => []);
  standardTransformersRegistry.setInit(() => []);
}

/** Grafana's editors of panel options are not published; panels ask for them when they list their options. */
const OPTION_EDITORS = [
  'boolean',
  'field-name',
  'multi-select',
  'number',
  'radio',
  'select',
  'slider',
  'text',
];

/** No dashboard, so no variables: texts stay as they are. */
const templateSrv: TemplateSrv = {
  replace: (text) => text ?? '',
  getVariables: () => [],
  containsTemplate: () => false,
  updateTimeRange: () => undefined,
};
