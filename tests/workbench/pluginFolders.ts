/** The plugins that the workbench loads: id → folder of the built plugin, below the repository. */
export const PLUGIN_FOLDERS = {
  'llmobservatory-llm-app': 'plugins/app/dist',
  'llmobservatory-llm-datasource': 'plugins/datasource/dist',
  'llmobservatory-waterfall-panel': 'plugins/panels/waterfall/dist',
  'llmobservatory-costtreemap-panel': 'plugins/panels/costtreemap/dist',
  'llmobservatory-modelcompare-panel': 'plugins/panels/modelcompare/dist',
} as const;
