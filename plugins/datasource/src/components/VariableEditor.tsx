/** Editor of a dashboard variable: whose values, in which rows? Filters with other variables chain them. */
import type { QueryEditorProps } from '@grafana/data';
import { Combobox, Stack, Text } from '@grafana/ui';
import { filterKey } from '@llmobservatory/model';
import type { LlmDataSource } from '../datasource';
import { describeFilters } from '../describeQuery';
import { keyChoices, targetOf } from '../filterKeys';
import type { LlmDataQuery } from '../query';
import type { LlmSettings } from '../settings';
import { VARIABLE_DEFAULT_DIMENSION, type VariableQuery } from '../variableQuery';
import { FilterRows } from './FilterRows';
import { Labelled } from './Labelled';
import { useKeyOptions } from './useKeyOptions';

type Props = QueryEditorProps<LlmDataSource, LlmDataQuery, LlmSettings, VariableQuery>;

const KEYS = keyChoices('traces');

export function VariableEditor({ datasource, query, range, onChange }: Props) {
  const { dimension = VARIABLE_DEFAULT_DIMENSION, filters = [] } = query;
  const loadKeys = useKeyOptions(datasource, 'traces', KEYS, range);
  const target = targetOf(dimension);
  const change = (changes: Partial<VariableQuery>) =>
    onChange({ ...query, refId: query.refId ?? 'A', ...changes });
  const label = filterKey(dimension)?.label ?? dimension;

  return (
    <Stack direction="column" gap={1}>
      <Labelled label="Values of" htmlFor="llm-variable-dimension">
        <Combobox
          id="llm-variable-dimension"
          width={40}
          createCustomValue
          customValueDescription="An attribute is written attributes.name"
          options={loadKeys}
          value={{ value: dimension, label }}
          onChange={({ value }) => change({ dimension: value })}
        />
      </Labelled>
      <FilterRows
        id="llm-variable-filter"
        datasource={datasource}
        queryType={target === 'spans' ? 'tools' : target}
        target={target}
        range={range}
        filters={filters}
        onChange={(changed) => change({ filters: changed })}
      />
      <Text variant="bodySmall" color="secondary" element="p">
        {[`Values of ${label.toLowerCase()}`, ...describeFilters(filters)].join(', ')}. With Include All, set
        Custom all value to $__all: then All is no filter.
      </Text>
    </Stack>
  );
}
