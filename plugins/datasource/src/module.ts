import { DataSourcePlugin } from '@grafana/data';
import { ConfigEditor } from './components/ConfigEditor';
import { QueryEditor } from './components/QueryEditor';
import { LlmDataSource } from './datasource';
import type { LlmDataQuery } from './query';
import type { LlmSecrets, LlmSettings } from './settings';

export const plugin = new DataSourcePlugin<LlmDataSource, LlmDataQuery, LlmSettings, LlmSecrets>(
  LlmDataSource,
)
  .setConfigEditor(ConfigEditor)
  .setQueryEditor(QueryEditor);
