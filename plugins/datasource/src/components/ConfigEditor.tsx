/** Settings of the data source: where the backend is, and the key that says which projects may be read. */
import type { DataSourcePluginOptionsEditorProps } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import { Alert, Field, Input, SecretInput, Stack, Text } from '@grafana/ui';
import type { ChangeEvent } from 'react';
import { RelatedSources } from './RelatedSources';
import { PLUGIN_ID, type LlmSecrets, type LlmSettings } from '../settings';

type Props = DataSourcePluginOptionsEditorProps<LlmSettings, LlmSecrets>;

const DEFAULT_URL = 'http://127.0.0.1:8080';

export function ConfigEditor({ options, onOptionsChange }: Props) {
  const known = getDataSourceSrv().getInstanceSettings(options.uid);
  const overHttp = known !== undefined && !known.meta.backend;
  const { readOnly = false, secureJsonData, secureJsonFields } = options;
  const setUrl = (url: string) => onOptionsChange({ ...options, url });
  const setKey = (apiKey: string, isConfigured: boolean) =>
    onOptionsChange({
      ...options,
      secureJsonData: { ...secureJsonData, apiKey },
      secureJsonFields: { ...secureJsonFields, apiKey: isConfigured },
    });

  return (
    <Stack direction="column" gap={2}>
      <Field
        noMargin
        label="URL"
        htmlFor="llm-url"
        description="HTTP port of the LLM Observatory backend, as Grafana’s server reaches it."
        disabled={readOnly}
        required
        invalid={Boolean(options.url) && !isHttpUrl(options.url)}
        error="Begins with http:// or https://, such as http://127.0.0.1:8080."
      >
        <Input
          id="llm-url"
          width={50}
          placeholder={DEFAULT_URL}
          value={options.url}
          onChange={(event: ChangeEvent<HTMLInputElement>) => setUrl(event.currentTarget.value.trim())}
          // The routes of the plugin append /api/v1.
          onBlur={() => setUrl(options.url.replace(/\/+$/, ''))}
        />
      </Field>
      <Field
        noMargin
        label="API key"
        htmlFor="llm-api-key"
        description="A key with scope read. Not needed while the backend listens on this machine only."
        disabled={readOnly}
      >
        <SecretInput
          id="llm-api-key"
          width={50}
          isConfigured={Boolean(secureJsonFields?.apiKey)}
          value={secureJsonData?.apiKey ?? ''}
          onChange={(event: ChangeEvent<HTMLInputElement>) => setKey(event.currentTarget.value, false)}
          onReset={() => setKey('', false)}
        />
      </Field>
      {overHttp ? <OverHttp /> : <OverGrpc />}
      <RelatedSources
        related={options.jsonData.related}
        readOnly={readOnly}
        onChange={(related) => onOptionsChange({ ...options, jsonData: { ...options.jsonData, related } })}
      />
    </Stack>
  );
}

const isHttpUrl = (text: string): boolean =>
  /^https?:$/.test(URL.canParse(text) ? new URL(text).protocol : '');

const OverGrpc = () => (
  <Alert severity="info" title="How queries reach the backend">
    <Stack direction="column" gap={1}>
      <Text element="p">
        Queries, alert rules and Test go over gRPC to 127.0.0.1:8081. When the backend is elsewhere, give
        Grafana its address and start Grafana anew:
      </Text>
      <Text element="p">
        <code>GF_PLUGIN_GRPC_ADDRESS=backend:8081</code> in the environment of Grafana, or
      </Text>
      <Text element="p">
        <code>grpc_address = backend:8081</code> below <code>[plugin.{PLUGIN_ID}]</code> in grafana.ini.
      </Text>
      <Text element="p">
        The connection is not encrypted and carries the key: keep it on a private network.
      </Text>
    </Stack>
  </Alert>
);

/** The package without an executable: Grafana's server only passes requests on. */
const OverHttp = () => (
  <Alert severity="info" title="How queries reach the backend">
    Grafana’s server passes them on to the URL above. This package has no executable: alert rules,
    expressions, public dashboards and Live need the one that has.
  </Alert>
);
