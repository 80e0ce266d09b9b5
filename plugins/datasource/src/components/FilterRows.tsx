/** Filters, one a row, all of them must hold. A row that is not finished yet stays here and never reaches a query. */
import type { TimeRange } from '@grafana/data';
import { Button, Combobox, IconButton, MultiCombobox, Stack } from '@grafana/ui';
import { filterKey, type Filter, type FilterOperator, type QueryType } from '@llmobservatory/model';
import { useMemo, useState } from 'react';
import type { LlmDataSource } from '../datasource';
import { keyChoices } from '../filterKeys';
import type { FilterTarget } from '../kinds/kind';
import { OPERATOR_CHOICES, takesList } from '../operators';
import { HiddenLabel } from './HiddenLabel';
import { useKeyOptions } from './useKeyOptions';
import { UNKNOWN, useValueOptions } from './useValueOptions';

export type StoredFilter = Partial<Filter> & { key: string };

interface Props {
  id: string;
  datasource: LlmDataSource;
  queryType: QueryType;
  target: FilterTarget;
  range?: TimeRange;
  filters: readonly StoredFilter[];
  onChange: (filters: StoredFilter[]) => void;
}

export function FilterRows({ filters, onChange, id, ...context }: Props) {
  const [draft, setDraft] = useState<StoredFilter>();
  const isFinished = ({ key, value, values }: StoredFilter) =>
    key !== '' && (value !== undefined || Boolean(values?.length));
  const replace = (index: number, filter: StoredFilter) =>
    onChange(filters.map((old, at) => (at === index ? filter : old)));
  const changeDraft = (filter: StoredFilter) => {
    if (!isFinished(filter)) return setDraft(filter);
    setDraft(undefined);
    onChange([...filters, filter]);
  };

  return (
    <div role="group" aria-label="Filters">
      <Stack direction="column" gap={1}>
        {filters.map((filter, index) => (
          <FilterRow
            {...context}
            key={index}
            id={`${id}-${index}`}
            filter={filter}
            others={filters.filter((_, at) => at !== index)}
            onChange={(changed) => replace(index, changed)}
            onRemove={() => onChange(filters.filter((_, at) => at !== index))}
          />
        ))}
        {draft && (
          <FilterRow
            {...context}
            id={`${id}-new`}
            filter={draft}
            others={filters}
            onChange={changeDraft}
            onRemove={() => setDraft(undefined)}
          />
        )}
        <div>
          <Button
            size="sm"
            variant="secondary"
            icon="plus"
            disabled={draft !== undefined}
            onClick={() => setDraft({ key: '', operator: '=' })}
          >
            Filter
          </Button>
        </div>
      </Stack>
    </div>
  );
}

interface RowProps extends Omit<Props, 'filters' | 'onChange'> {
  filter: StoredFilter;
  others: readonly StoredFilter[];
  onChange: (filter: StoredFilter) => void;
  onRemove: () => void;
}

function FilterRow({ id, filter, others, onChange, onRemove, ...context }: RowProps) {
  const { datasource, queryType, target, range } = context;
  const { key, operator = '=', value, values = [] } = filter;
  const known = useMemo(() => keyChoices(target), [target]);
  const loadKeys = useKeyOptions(datasource, queryType, known, range);
  const loadOptions = useValueOptions(datasource, { key, queryType, range, others });
  return (
    <Stack gap={0.5} wrap="wrap" alignItems="center">
      <HiddenLabel label="Filter key" htmlFor={`${id}-key`}>
        <Combobox
          id={`${id}-key`}
          width={24}
          placeholder="Choose a key"
          createCustomValue
          customValueDescription="An attribute is written attributes.name"
          options={loadKeys}
          value={key ? { value: key, label: filterKey(key)?.label ?? key } : null}
          onChange={(chosen) => onChange({ key: chosen.value, operator })}
        />
      </HiddenLabel>
      <HiddenLabel label="Filter operator" htmlFor={`${id}-operator`}>
        <Combobox
          id={`${id}-operator`}
          width={14}
          options={OPERATOR_CHOICES}
          value={operator}
          onChange={(chosen) => onChange(withOperator(filter, chosen.value))}
        />
      </HiddenLabel>
      {takesList(operator) ? (
        <HiddenLabel label="Filter values" htmlFor={`${id}-values`}>
          <MultiCombobox
            id={`${id}-values`}
            width={36}
            createCustomValue
            disabled={!key}
            placeholder="Choose or type"
            options={loadOptions}
            value={values}
            onChange={(chosen) => onChange({ key, operator, values: chosen.map((option) => option.value) })}
          />
        </HiddenLabel>
      ) : (
        <HiddenLabel label="Filter value" htmlFor={`${id}-value`}>
          <Combobox
            id={`${id}-value`}
            width={36}
            createCustomValue
            disabled={!key}
            placeholder="Choose or type"
            options={loadOptions}
            value={value === undefined ? null : { value, label: value === '' ? UNKNOWN : value }}
            onChange={(chosen) => onChange({ key, operator, value: chosen.value })}
          />
        </HiddenLabel>
      )}
      <IconButton name="times" tooltip="Remove this filter" onClick={onRemove} />
    </Stack>
  );
}

/** The value goes along, as one or as a list. */
function withOperator({ key, value, values }: StoredFilter, operator: FilterOperator): StoredFilter {
  if (takesList(operator)) return { key, operator, values: values ?? (value === undefined ? [] : [value]) };
  return { key, operator, value: value ?? values?.[0] };
}
