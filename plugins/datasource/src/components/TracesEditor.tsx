import { Combobox, Stack } from '@grafana/ui';
import { TRACES_DEFAULTS } from '../defaults';
import { SORT_CHOICES } from '../queryTypes';
import { LimitInput } from './CommitInput';
import { inputId, type EditorProps } from './editorProps';
import { FilterRows } from './FilterRows';
import { Labelled } from './Labelled';

/** A list of traces: which first, how many, which ones. */
export function TracesEditor({ datasource, query, range, onRun }: EditorProps<'traces'>) {
  const id = (name: string) => inputId(query, name);
  return (
    <Stack direction="column" gap={1}>
      <Stack gap={1} wrap="wrap">
        <Labelled label="Sort" htmlFor={id('sort')}>
          <Combobox
            id={id('sort')}
            width={18}
            options={SORT_CHOICES}
            value={query.sort ?? TRACES_DEFAULTS.sort}
            onChange={({ value }) => onRun({ ...query, sort: value })}
          />
        </Labelled>
        <Labelled label="Limit" htmlFor={id('limit')}>
          <LimitInput
            id={id('limit')}
            max={1000}
            value={query.limit ?? TRACES_DEFAULTS.limit}
            onCommit={(limit) => onRun({ ...query, limit })}
          />
        </Labelled>
      </Stack>
      <FilterRows
        id={id('filter')}
        datasource={datasource}
        queryType="traces"
        range={range}
        filters={query.filters ?? []}
        onChange={(filters) => onRun({ ...query, filters })}
      />
    </Stack>
  );
}
