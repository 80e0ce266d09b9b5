/** Get started: what is connected, how fresh it is, what to do next. */
import { config, getDataSourceSrv, locationService, PluginPage } from '@grafana/runtime';
import { Combobox, Field, Stack } from '@grafana/ui';
import { useLocation } from 'react-router';
import { DATASOURCE_ID } from '../links';
import { Connection } from './Connection';
import { NextSteps } from './NextSteps';
import { NoDataSource } from './NoDataSource';
import { Send } from './Send';
import { placeOf, snippetOf } from './snippets';
import { useStatus } from './useStatus';

export function GetStarted() {
  const params = new URLSearchParams(useLocation().search);
  const sources = getDataSourceSrv().getList({ pluginId: DATASOURCE_ID });
  const source = sources.find(({ uid }) => uid === params.get('ds')) ?? sources[0];
  const { status, retry } = useStatus(source?.uid);
  const isAdmin = config.bootData.user.orgRole === 'Admin' || config.bootData.user.isGrafanaAdmin;
  const choose = (choice: Record<string, string | undefined>) => locationService.partial(choice, true);

  return (
    <PluginPage subTitle="From your first model call to a dashboard in a few minutes.">
      <Stack direction="column" gap={2}>
        {sources.length > 1 && (
          <Field noMargin label="Data source" htmlFor="llm-ds">
            <Combobox
              id="llm-ds"
              width={30}
              options={sources.map(({ uid, name }) => ({ value: uid, label: name }))}
              value={source?.uid ?? null}
              onChange={({ value }) => choose({ ds: value })}
            />
          </Field>
        )}
        {source ? (
          <Connection name={source.name} uid={source.uid} status={status} isAdmin={isAdmin} onRetry={retry} />
        ) : (
          <NoDataSource isAdmin={isAdmin} />
        )}
        <Send place={placeOf(params.get('run'))} use={snippetOf(params.get('use'))} onChange={choose} />
        {source && (
          <NextSteps uid={source.uid} newest={status.state === 'connected' ? status.newest : undefined} />
        )}
      </Stack>
    </PluginPage>
  );
}
