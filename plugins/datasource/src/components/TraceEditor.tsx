import { InlineSwitch, Stack } from '@grafana/ui';
import { TRACE_DEFAULTS } from '../defaults';
import { CommitInput } from './CommitInput';
import { inputId, type EditorProps } from './editorProps';
import { Labelled } from './Labelled';

/** A variable is checked when its value is known, by the backend. */
const looksRight = (text: string) =>
  text.trim() === '' || text.includes('$') || /^[0-9a-f]{32}$/i.test(text.trim());

/** One trace by its id. */
export function TraceEditor({ query, onRun }: EditorProps<'trace'>) {
  const id = (name: string) => inputId(query, name);
  return (
    <Stack gap={1} wrap="wrap">
      <Labelled label="Trace id" htmlFor={id('trace-id')}>
        <CommitInput
          id={id('trace-id')}
          width={42}
          placeholder="32 hex digits, or ${traceId}"
          value={query.traceId ?? TRACE_DEFAULTS.traceId}
          check={(text) => (looksRight(text) ? undefined : 'A trace id has 32 hex digits.')}
          onCommit={(text) => onRun({ ...query, traceId: text.trim() })}
        />
      </Labelled>
      <Labelled label="Messages" htmlFor={id('content')}>
        <InlineSwitch
          id={id('content')}
          value={query.content ?? TRACE_DEFAULTS.content}
          onChange={(event) => onRun({ ...query, content: event.currentTarget.checked })}
        />
      </Labelled>
    </Stack>
  );
}
