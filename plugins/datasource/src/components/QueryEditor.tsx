/** The query editor: which kind of query, then the controls that its description names. A new kind needs no code here. */
import { CoreApp, type QueryEditorProps } from '@grafana/data';
import { Button, Combobox, InlineSwitch, RadioButtonGroup, Stack } from '@grafana/ui';
import type { QueryType } from '@llmobservatory/model';
import { useCallback, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { changeType } from '../changeType';
import type { LlmDataSource } from '../datasource';
import { kindOf, QUERY_TYPES_SHOWN } from '../kinds';
import type { AnyQuery, LlmDataQuery } from '../query';
import type { LlmSettings } from '../settings';
import { builderSql } from '../sql/builderSql';
import { understand } from '../understand';
import { AnswerLines } from './AnswerLines';
import { Controls } from './Controls';
import { DraftsContext, type ReportDraft } from './drafts';
import { inputId } from './editorProps';
import { FilterRows } from './FilterRows';
import { Header } from './Header';
import { Labelled } from './Labelled';
import { SqlEditor } from './SqlEditor';

export type EditorProps = QueryEditorProps<LlmDataSource, LlmDataQuery, LlmSettings>;

/** Alert rules read numbers: the kinds that give none are not offered there. */
export function QueryEditor(props: EditorProps) {
  const isAlert = props.app === CoreApp.UnifiedAlerting || props.app === CoreApp.CloudAlerting;
  return <EditorOf {...props} offered={isAlert ? GIVE_NUMBERS : QUERY_TYPES_SHOWN} />;
}

/** Annotations have a time and a text. */
export function AnnotationEditor(props: EditorProps) {
  return <EditorOf {...props} offered={HAVE_EVENTS} />;
}

const GIVE_NUMBERS = QUERY_TYPES_SHOWN.filter((type) => kindOf(type).numbers);
const HAVE_EVENTS = QUERY_TYPES_SHOWN.filter((type) => kindOf(type).events);

const MODES = [
  { value: 'builder', label: 'Builder' },
  { value: 'sql', label: 'SQL' },
];

function EditorOf({
  data,
  datasource,
  range,
  query: stored,
  onChange,
  onRunQuery,
  offered,
}: EditorProps & { offered: readonly QueryType[] }) {
  const { query, kind, full } = understand(stored);
  const id = (name: string) => inputId(query, name);
  const [drafts, reportDraft] = useDrafts();
  const { run, runAsIs, onPress } = useRuns(onChange, onRunQuery);
  const toggle = useMode(query, offered, run);
  const problem = data?.errors?.find(({ refId }) => refId === query.refId)?.message;
  const runOnShiftEnter = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && event.shiftKey && !event.defaultPrevented) runAsIs();
  };

  const right = (
    <>
      <RadioButtonGroup
        aria-label="Mode"
        size="sm"
        options={MODES}
        value={query.queryType === 'sql' ? 'sql' : 'builder'}
        onChange={toggle}
      />
      <Button
        size="sm"
        variant={drafts > 0 ? 'primary' : 'secondary'}
        icon="play"
        tooltip="Shift+Enter"
        onMouseDown={onPress}
        onClick={runAsIs}
      >
        Run
      </Button>
    </>
  );
  const header = (first: ReactNode) => (
    <Header right={right}>
      {first}
      <Controls
        id={id}
        controls={kind.controls}
        datasource={datasource}
        queryType={query.queryType}
        range={range}
        full={full}
        onChange={(field, value) => run({ ...query, [field]: value })}
      />
      {kind.live && datasource.hasBackend && (
        <Labelled label="Live" htmlFor={id('live')}>
          <InlineSwitch
            id={id('live')}
            value={query.live === true}
            onChange={(event) => run({ ...query, live: event.currentTarget.checked })}
          />
        </Labelled>
      )}
    </Header>
  );

  return (
    <DraftsContext.Provider value={reportDraft}>
      <div onKeyDown={runOnShiftEnter}>
        <Stack direction="column" gap={1}>
          {query.queryType === 'sql' ? (
            <SqlEditor query={query} problem={problem} onRun={run} header={header} />
          ) : (
            header(
              <Labelled label="Show" htmlFor={id('type')}>
                <Combobox
                  id={id('type')}
                  width={24}
                  options={typeOptions(offered)}
                  value={query.queryType}
                  onChange={({ value }) => run(changeType(query, value))}
                />
              </Labelled>,
            )
          )}
          {kind.filters && (
            <FilterRows
              id={id('filter')}
              datasource={datasource}
              queryType={query.queryType}
              target={kind.filters}
              range={range}
              filters={query.filters ?? []}
              onChange={(filters) => run({ ...query, filters })}
            />
          )}
          <AnswerLines query={query} data={data} isDraft={drafts > 0} />
        </Stack>
      </div>
    </DraftsContext.Provider>
  );
}

const typeOptions = (offered: readonly QueryType[]) =>
  offered
    .filter((type) => type !== 'sql')
    .map((value) => {
      const { label, description, group } = kindOf(value);
      return { value, label, description, group };
    });

/** How many inputs hold a text that is not handed in yet. */
function useDrafts(): [count: number, report: ReportDraft] {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const report = useCallback<ReportDraft>((id, isDraft) => {
    setIds((known) => {
      if (known.has(id) === isDraft) return known;
      const next = new Set(known);
      if (isDraft) next.add(id);
      else next.delete(id);
      return next;
    });
  }, []);
  return [ids.size, report];
}

/**
 * A press of Run takes the focus from an input first, and leaving it has run the query already: then the click that
 * follows runs nothing.
 */
function useRuns(onChange: (query: LlmDataQuery) => void, onRunQuery: () => void) {
  const runs = useRef(0);
  const atPress = useRef(0);
  return {
    run: (changed: AnyQuery) => {
      runs.current += 1;
      onChange(changed);
      onRunQuery();
    },
    onPress: () => {
      atPress.current = runs.current;
    },
    runAsIs: () => {
      if (atPress.current === runs.current) onRunQuery();
      atPress.current = runs.current;
    },
  };
}

/** Builder to SQL takes along what the builder asks, unless there is SQL of the person's own; the way back is to where it came from. */
function useMode(query: AnyQuery, offered: readonly QueryType[], run: (changed: AnyQuery) => void) {
  const builder = useRef<QueryType>(offered[0] ?? 'metrics');
  const generated = useRef<string>(undefined);
  return (mode: string) => {
    if (mode !== 'sql') return run(changeType(query, builder.current));
    builder.current = query.queryType;
    const own = 'rawSql' in query && query.rawSql !== generated.current ? query.rawSql : undefined;
    generated.current = builderSql(query);
    run({ ...query, queryType: 'sql', rawSql: own || generated.current } as AnyQuery);
  };
}
