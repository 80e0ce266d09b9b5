/** Where else a trace is looked at: a link on every span to its logs, its metrics, the same trace elsewhere. */
import { DataSourcePicker } from '@grafana/runtime';
import { Field, Input, Stack, Text } from '@grafana/ui';
import type { ChangeEvent } from 'react';
import { STANDARD_QUERIES } from '../links';
import { RELATED, type LlmSettings, type RelatedKind, type RelatedSource } from '../settings';

interface Props {
  related: LlmSettings['related'];
  readOnly: boolean;
  onChange: (related: LlmSettings['related']) => void;
}

const WORDS: Record<RelatedKind, { label: string; description: string }> = {
  logs: { label: 'Logs', description: 'Such as Loki.' },
  metrics: { label: 'Metrics', description: 'Such as Prometheus or Mimir.' },
  traces: { label: 'Traces', description: 'Such as Tempo, when spans go there too.' },
};

export function RelatedSources({ related = {}, readOnly, onChange }: Props) {
  const change = (kind: RelatedKind, changes: RelatedSource) =>
    onChange({ ...related, [kind]: { ...related[kind], ...changes } });
  return (
    <Stack direction="column" gap={2}>
      <div>
        <Text element="h3">Links of a span</Text>
        <Text element="p" color="secondary">
          Each span of a trace gets a button that leads there. Leave a query empty for the one that is shown.
        </Text>
      </div>
      {RELATED.map((kind) => (
        <Stack key={kind} gap={1} wrap="wrap" alignItems="flex-end">
          <Field
            noMargin
            label={WORDS[kind].label}
            description={WORDS[kind].description}
            htmlFor={`llm-related-${kind}`}
          >
            <DataSourcePicker
              inputId={`llm-related-${kind}`}
              width={32}
              noDefault
              placeholder="None"
              disabled={readOnly}
              current={related[kind]?.datasourceUid ?? null}
              onChange={({ uid }) => change(kind, { datasourceUid: uid })}
              onClear={() => onChange({ ...related, [kind]: undefined })}
            />
          </Field>
          <Field
            noMargin
            label={`Query in ${WORDS[kind].label.toLowerCase()}`}
            htmlFor={`llm-related-${kind}-query`}
          >
            <Input
              id={`llm-related-${kind}-query`}
              width={64}
              disabled={readOnly || !related[kind]?.datasourceUid}
              placeholder={STANDARD_QUERIES[kind]}
              value={related[kind]?.query ?? ''}
              onChange={(event: ChangeEvent<HTMLInputElement>) =>
                change(kind, { query: event.currentTarget.value })
              }
            />
          </Field>
        </Stack>
      ))}
    </Stack>
  );
}
