/**
 * First import of the host: @grafana/runtime reads these globals when it is loaded, and React components read the
 * public path at their first render.
 */
import type { ThemeName } from './address';
import { readAddress } from './address';

declare global {
  interface Window {
    grafanaBootData?: unknown;
    __grafana_public_path__?: string;
  }
}

const theme: ThemeName = readAddress(window.location.search).theme;

window.__grafana_public_path__ = '/workbench/public/';
window.MonacoEnvironment = { getWorker: () => new Worker('/workbench/editor.worker.js') };
window.grafanaBootData = {
  user: {
    orgRole: 'Admin',
    isSignedIn: true,
    permissions: {},
    timezone: 'browser',
    language: 'en-US',
    theme,
  },
  settings: {
    buildInfo: { version: '12.4.0', env: 'production' },
    featureToggles: {},
    datasources: {},
    panels: {},
    apps: {},
    bootData: {},
    exploreEnabled: true,
  },
  navTree: [],
};
