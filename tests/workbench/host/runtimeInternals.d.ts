/// <reference types="systemjs" />
/** Setters of @grafana/runtime that its package does not export; build.ts says where they are. */
declare module 'grafana-runtime/components/PanelDataErrorView' {
  import type { PanelDataErrorViewProps } from '@grafana/runtime';
  import type { ComponentType } from 'react';
  export function setPanelDataErrorView(component: ComponentType<PanelDataErrorViewProps>): void;
}
declare module 'grafana-runtime/components/PluginPage' {
  import type { PluginPage } from '@grafana/runtime';
  export function setPluginPage(component: typeof PluginPage): void;
}
declare module 'systemjs/dist/system.js';
declare module 'systemjs/dist/extras/amd.js';
declare module 'systemjs/dist/extras/named-register.js';
