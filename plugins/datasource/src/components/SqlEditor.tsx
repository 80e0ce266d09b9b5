/** Raw SQL with completion, and with what is wrong marked at its place. Runs when the editor is left or on Shift+Enter. */
import { CodeEditor, Combobox, Stack, type Monaco, type MonacoEditor } from '@grafana/ui';
import { VIEWS } from '@llmobservatory/model';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { QueryOf } from '../query';
import { EXAMPLES } from '../sql/examples';
import { markOf, placeOf } from '../sql/problem';
import { registerCompletion, SQL_LANGUAGE } from '../sql/registerCompletion';
import { useDraft } from './drafts';
import { inputId } from './editorProps';
import { Labelled } from './Labelled';

interface Props {
  query: QueryOf<'sql'>;
  problem?: string;
  onRun: (query: QueryOf<'sql'>) => void;
  /** What stands above the text, with our tools in it. */
  header: (tools: ReactNode) => ReactNode;
}

interface Mounted {
  editor: MonacoEditor;
  monaco: Monaco;
}

export function SqlEditor({ query, problem, onRun, header }: Props) {
  const id = (name: string) => inputId(query, name);
  const rawSql = query.rawSql ?? '';
  const [draft, setDraft] = useState<string | null>(null);
  const [mounted, setMounted] = useState<Mounted>();
  const completion = useRef<{ dispose: () => void }>(undefined);
  useDraft(id('sql'), draft !== null && draft !== rawSql);
  useMark(mounted, rawSql, draft === null || draft === rawSql ? problem : undefined);

  const run = (changes: Partial<QueryOf<'sql'>>) => {
    setDraft(null);
    onRun({ ...query, ...changes });
  };
  // Monaco keeps the functions it got when it was mounted: they read the newest one from here.
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });

  const mount = (editor: MonacoEditor, monaco: Monaco) => {
    completion.current = registerCompletion(monaco, editor);
    editor.addAction({
      id: 'llm-run-query',
      label: 'Run query',
      keybindings: [monaco.KeyMod.Shift | monaco.KeyCode.Enter, monaco.KeyMod.CtrlCmd | monaco.KeyCode.Enter],
      run: () => latest.current({ rawSql: editor.getValue() }),
    });
    setMounted({ editor, monaco });
  };
  const commit = (text: string) => {
    if (text !== rawSql) run({ rawSql: text });
  };
  const insert = (text: string) => {
    mounted?.editor.trigger('llm', 'type', { text });
    mounted?.editor.focus();
  };

  const tools = (
    <>
      <Labelled label="Example" htmlFor={id('example')}>
        <Combobox
          id={id('example')}
          width={24}
          placeholder="Begin with one"
          options={EXAMPLES.map(({ name, doc }) => ({ value: name, description: doc }))}
          value={null}
          onChange={({ value }) => {
            const example = EXAMPLES.find(({ name }) => name === value);
            if (example) run({ rawSql: example.sql, format: example.format });
          }}
        />
      </Labelled>
      <Labelled label="Column" htmlFor={id('column')}>
        <Combobox
          id={id('column')}
          width={24}
          placeholder="Put in at the cursor"
          options={COLUMNS}
          value={null}
          onChange={({ value }) => insert(value.slice(value.indexOf('.') + 1))}
        />
      </Labelled>
    </>
  );
  return (
    <Stack direction="column" gap={1}>
      {header(tools)}
      <CodeEditor
        language={SQL_LANGUAGE}
        height={180}
        showLineNumbers
        showMiniMap={false}
        value={rawSql}
        monacoOptions={{
          ariaLabel: 'SQL',
          wordWrap: 'on',
          scrollBeyondLastLine: false,
          fixedOverflowWidgets: true,
        }}
        onEditorDidMount={mount}
        onEditorWillUnmount={() => completion.current?.dispose()}
        onChange={setDraft}
        onBlur={commit}
        onSave={commit}
      />
    </Stack>
  );
}

const COLUMNS = VIEWS.flatMap(({ name: view, columns }) =>
  columns.map(({ name, doc }) => ({
    value: `${view}.${name}`,
    label: name,
    description: doc,
    group: view,
  })),
);

const OWNER = 'llm-observatory';

/** Underlines what a refusal points at, until the text changes. */
function useMark(mounted: Mounted | undefined, sql: string, problem: string | undefined): void {
  useEffect(() => {
    const model = mounted?.editor.getModel();
    const place = problem && placeOf(problem);
    if (!mounted || !model || !place) return;
    const { line, from, to } = markOf(sql, place);
    const mark = {
      severity: mounted.monaco.MarkerSeverity.Error,
      message: problem,
      startLineNumber: line,
      endLineNumber: line,
      startColumn: from,
      endColumn: to,
    };
    mounted.monaco.editor.setModelMarkers(model, OWNER, [mark]);
    return () => mounted.monaco.editor.setModelMarkers(model, OWNER, []);
  }, [mounted, sql, problem]);
}
