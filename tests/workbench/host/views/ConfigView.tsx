/** The config editor of the data source, and its test. */
import { css } from '@emotion/css';
import type { DataSourceJsonData, DataSourceSettings, GrafanaTheme2 } from '@grafana/data';
import { Alert, Button, useStyles2 } from '@grafana/ui';
import { useState } from 'react';
import { dataSource, DATASOURCE_ID, DATASOURCE_UID } from '../datasources';
import { loadDataSource } from '../loader';
import { useLoaded } from '../useLoaded';

type Settings = DataSourceSettings<DataSourceJsonData>;

const NEW_SETTINGS: Settings = {
  id: 1,
  uid: DATASOURCE_UID,
  orgId: 1,
  name: 'LLM Observatory',
  type: DATASOURCE_ID,
  typeName: 'LLM Observatory',
  typeLogoUrl: '',
  access: 'proxy',
  url: 'http://127.0.0.1:8080',
  user: '',
  database: '',
  basicAuth: false,
  basicAuthUser: '',
  isDefault: true,
  readOnly: false,
  withCredentials: false,
  jsonData: {},
  secureJsonFields: {},
};

interface Result {
  severity: 'success' | 'error';
  message: string;
  details?: string;
}

export function ConfigView() {
  const styles = useStyles2(getStyles);
  const { value: plugin, error } = useLoaded(() => loadDataSource(DATASOURCE_ID), []);
  const [settings, setSettings] = useState(NEW_SETTINGS);
  const [result, setResult] = useState<Result | null>(null);
  if (error) return <p role="alert">{error}</p>;
  const Editor = plugin?.components.ConfigEditor;
  if (!plugin || !Editor) return null;
  return (
    <div className={styles.view}>
      <Editor options={settings} onOptionsChange={setSettings} />
      <Button onClick={() => test().then(setResult)}>Save &amp; test</Button>
      <p className={styles.note}>The workbench saves nothing: it always asks the backend that serves it.</p>
      {result && (
        <Alert severity={result.severity} title={result.message}>
          <span className={styles.details}>{result.details}</span>
        </Alert>
      )}
    </div>
  );
}

async function test(): Promise<Result> {
  try {
    const { message, details } = (await (await dataSource()).testDatasource()) as Said;
    return { severity: 'success', message, details: details?.verboseMessage };
  } catch (error) {
    const { message, error: cause } = error as Said & { error?: Said };
    return { severity: 'error', message, details: cause?.details?.verboseMessage };
  }
}

interface Said {
  message: string;
  details?: { verboseMessage?: string };
}

const getStyles = (theme: GrafanaTheme2) => ({
  view: css({
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    gap: theme.spacing(2),
    maxWidth: 800,
  }),
  note: css({ color: theme.colors.text.secondary, margin: 0 }),
  details: css({ whiteSpace: 'pre-wrap' }),
});
