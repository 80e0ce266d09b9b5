import { Stack } from '@grafana/ui';
import { LOGS_DEFAULTS } from '../defaults';
import { CommitInput, LimitInput } from './CommitInput';
import { inputId, type EditorProps } from './editorProps';
import { FilterRows } from './FilterRows';
import { Labelled } from './Labelled';

/** Log records that contain a text, newest first. */
export function LogsEditor({ datasource, query, range, onRun }: EditorProps<'logs'>) {
  const id = (name: string) => inputId(query, name);
  return (
    <Stack direction="column" gap={1}>
      <Stack gap={1} wrap="wrap">
        <Labelled label="Contains" htmlFor={id('search')}>
          <CommitInput
            id={id('search')}
            width={42}
            placeholder="Text in the message, whatever the case"
            value={query.search ?? LOGS_DEFAULTS.search}
            onCommit={(search) => onRun({ ...query, search })}
          />
        </Labelled>
        <Labelled label="Limit" htmlFor={id('limit')}>
          <LimitInput
            id={id('limit')}
            max={5000}
            value={query.limit ?? LOGS_DEFAULTS.limit}
            onCommit={(limit) => onRun({ ...query, limit })}
          />
        </Labelled>
      </Stack>
      <FilterRows
        id={id('filter')}
        datasource={datasource}
        queryType="logs"
        range={range}
        filters={query.filters ?? []}
        onChange={(filters) => onRun({ ...query, filters })}
      />
    </Stack>
  );
}
