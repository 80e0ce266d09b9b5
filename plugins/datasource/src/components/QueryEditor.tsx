/** The query editor: which kind of query, then the editor of that kind. A new kind does not compile without its editor. */
import { CoreApp, type QueryEditorProps } from '@grafana/data';
import { Button, Combobox, FieldValidationMessage, Stack, Text } from '@grafana/ui';
import type { QueryType } from '@llmobservatory/model';
import type { ComponentType, KeyboardEvent } from 'react';
import { changeType } from '../changeType';
import type { LlmDataSource } from '../datasource';
import { describeQuery } from '../describeQuery';
import { migrateQuery } from '../migrateQuery';
import type { AnyQuery, LlmDataQuery } from '../query';
import { QUERY_TYPE_CHOICES } from '../queryTypes';
import type { LlmSettings } from '../settings';
import { inputId, type EditorProps } from './editorProps';
import { Labelled } from './Labelled';
import { LogsEditor } from './LogsEditor';
import { MetricsEditor } from './MetricsEditor';
import { SqlEditor } from './SqlEditor';
import { TraceEditor } from './TraceEditor';
import { TracesEditor } from './TracesEditor';

const EDITORS: { [T in QueryType]: ComponentType<EditorProps<T>> } = {
  metrics: MetricsEditor,
  traces: TracesEditor,
  trace: TraceEditor,
  logs: LogsEditor,
  sql: SqlEditor,
};

/** A rule needs numbers: the other kinds give none. */
const FOR_ALERTS: readonly QueryType[] = ['metrics', 'sql'];

type Props = QueryEditorProps<LlmDataSource, LlmDataQuery, LlmSettings>;

export function QueryEditor({ app, data, datasource, range, query: stored, onChange, onRunQuery }: Props) {
  const query = migrateQuery(stored);
  // The record pairs each type with its editor; the compiler does not follow the pair through the index.
  const Editor = EDITORS[query.queryType] as ComponentType<EditorProps<AnyQuery['queryType']>>;
  const isAlert = app === CoreApp.UnifiedAlerting || app === CoreApp.CloudAlerting;
  const typeChoices = isAlert
    ? QUERY_TYPE_CHOICES.filter(({ value }) => FOR_ALERTS.includes(value))
    : QUERY_TYPE_CHOICES;
  const problem = data?.errors?.find(({ refId }) => refId === query.refId)?.message;
  const run = (changed: AnyQuery) => {
    onChange(changed);
    onRunQuery();
  };
  const runOnShiftEnter = (event: KeyboardEvent) => {
    // The inputs have taken the key first and handed in what was typed.
    if (event.key === 'Enter' && event.shiftKey) onRunQuery();
  };

  return (
    <div onKeyDown={runOnShiftEnter}>
      <Stack direction="column" gap={1}>
        <Stack gap={1} wrap="wrap" alignItems="flex-end" justifyContent="space-between">
          <Labelled label="Show" htmlFor={inputId(query, 'type')}>
            <Combobox
              id={inputId(query, 'type')}
              width={24}
              options={typeChoices}
              value={query.queryType}
              onChange={({ value }) => run(changeType(query, value))}
            />
          </Labelled>
          <Button variant="secondary" icon="play" tooltip="Shift+Enter" onClick={() => onRunQuery()}>
            Run
          </Button>
        </Stack>
        <Editor datasource={datasource} query={query} range={range} onRun={run} />
        {query.queryType !== 'sql' && (
          <Text variant="bodySmall" color="secondary">
            {describeQuery(query)}
          </Text>
        )}
        {problem && <FieldValidationMessage>{problem}</FieldValidationMessage>}
      </Stack>
    </div>
  );
}
