import { CodeEditor, Combobox, Stack, Text, type Monaco, type MonacoEditor } from '@grafana/ui';
import { useEffect, useRef } from 'react';
import { SQL_DEFAULTS } from '../defaults';
import { FORMAT_CHOICES } from '../queryTypes';
import { registerCompletion, SQL_LANGUAGE } from '../sql/registerCompletion';
import { inputId, type EditorProps } from './editorProps';
import { Labelled } from './Labelled';

/** Raw SQL with completion. Runs when the editor is left or on Shift+Enter. */
export function SqlEditor({ query, onRun }: EditorProps<'sql'>) {
  const id = inputId(query, 'format');
  // Monaco keeps the functions it got when it was mounted: they read the newest ones from here.
  const latest = useRef({ query, onRun });
  useEffect(() => {
    latest.current = { query, onRun };
  });
  const completion = useRef<{ dispose: () => void }>(undefined);

  const commit = (rawSql: string) => {
    const { query: current, onRun: run } = latest.current;
    if (rawSql !== current.rawSql) run({ ...current, rawSql });
  };
  const mount = (editor: MonacoEditor, monaco: Monaco) => {
    completion.current = registerCompletion(monaco, editor);
    editor.addAction({
      id: 'llm-run-query',
      label: 'Run query',
      keybindings: [monaco.KeyMod.Shift | monaco.KeyCode.Enter, monaco.KeyMod.CtrlCmd | monaco.KeyCode.Enter],
      run: () => latest.current.onRun({ ...latest.current.query, rawSql: editor.getValue() }),
    });
  };

  return (
    <Stack direction="column" gap={1}>
      <CodeEditor
        language={SQL_LANGUAGE}
        height={180}
        showLineNumbers
        showMiniMap={false}
        value={query.rawSql ?? SQL_DEFAULTS.rawSql}
        monacoOptions={{
          ariaLabel: 'SQL',
          wordWrap: 'on',
          scrollBeyondLastLine: false,
          fixedOverflowWidgets: true,
        }}
        onEditorDidMount={mount}
        onEditorWillUnmount={() => completion.current?.dispose()}
        onBlur={commit}
        onSave={commit}
      />
      <Stack gap={1} wrap="wrap" alignItems="flex-end">
        <Labelled label="Format" htmlFor={id}>
          <Combobox
            id={id}
            width={18}
            options={FORMAT_CHOICES}
            value={query.format ?? SQL_DEFAULTS.format}
            onChange={({ value }) => onRun({ ...query, format: value })}
          />
        </Labelled>
        <Text variant="bodySmall" color="secondary">
          One SELECT on llm_metrics, llm_traces, llm_logs, llm_usage_metrics. Shift+Enter runs it.
        </Text>
      </Stack>
    </Stack>
  );
}
