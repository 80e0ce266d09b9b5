import { Combobox, MultiCombobox, Stack } from '@grafana/ui';
import type { MeasureId } from '@llmobservatory/model';
import { MEASURES } from '@llmobservatory/model';
import { METRICS_DEFAULTS } from '../defaults';
import { SHAPE_CHOICES } from '../queryTypes';
import { LimitInput } from './CommitInput';
import { inputId, type EditorProps } from './editorProps';
import { groupOptions } from './filterKeys';
import { FilterRows } from './FilterRows';
import { Labelled } from './Labelled';

const MEASURE_OPTIONS = MEASURES.map(({ id, label, doc }) => ({
  value: id as MeasureId,
  label,
  description: doc,
}));
const GROUP_OPTIONS = groupOptions();
const MAX_GROUPS = 5;

/** Figures: measures, groups, filters, over time or as totals. */
export function MetricsEditor({ datasource, query, range, onRun }: EditorProps<'metrics'>) {
  const { measures = [...METRICS_DEFAULTS.measures], groupBy = [], filters = [] } = query;
  const id = (name: string) => inputId(query, name);
  return (
    <Stack direction="column" gap={1}>
      <Stack gap={1} wrap="wrap">
        <Labelled label="Measure" htmlFor={id('measures')}>
          <MultiCombobox
            id={id('measures')}
            width={44}
            placeholder="Choose a measure"
            options={MEASURE_OPTIONS}
            value={measures}
            onChange={(chosen) => onRun({ ...query, measures: chosen.map(({ value }) => value) })}
          />
        </Labelled>
        <Labelled label="Group by" htmlFor={id('group-by')}>
          <MultiCombobox
            id={id('group-by')}
            width={44}
            placeholder="Nothing: one figure"
            options={GROUP_OPTIONS}
            value={groupBy}
            onChange={(chosen) =>
              onRun({ ...query, groupBy: chosen.map(({ value }) => value).slice(0, MAX_GROUPS) })
            }
          />
        </Labelled>
        <Labelled label="As" htmlFor={id('shape')}>
          <Combobox
            id={id('shape')}
            width={18}
            options={SHAPE_CHOICES}
            value={query.shape ?? METRICS_DEFAULTS.shape}
            onChange={({ value }) => onRun({ ...query, shape: value })}
          />
        </Labelled>
        <Labelled label="Top groups" htmlFor={id('limit')}>
          <LimitInput
            id={id('limit')}
            max={500}
            value={query.limit ?? METRICS_DEFAULTS.limit}
            onCommit={(limit) => onRun({ ...query, limit })}
          />
        </Labelled>
      </Stack>
      <FilterRows
        id={id('filter')}
        datasource={datasource}
        queryType="metrics"
        range={range}
        filters={filters}
        onChange={(changed) => onRun({ ...query, filters: changed })}
      />
    </Stack>
  );
}
