/** Filters that are clicked together: on a cell of a table, on a field of a log line. Pure. */
import type { QueryFixAction, ToggleFilterAction } from '@grafana/data';
import { ATTRIBUTE_PREFIX, filterKey, type Filter, type FilterOperator } from '@llmobservatory/model';
import type { LlmDataQuery } from './query';
import { understand } from './understand';

export const MODIFICATIONS = ['ADD_FILTER', 'ADD_FILTER_OUT', 'ADD_STRING_FILTER', 'ADD_STRING_FILTER_OUT'];

export function modifyQuery(query: LlmDataQuery, { type, options = {} }: QueryFixAction): LlmDataQuery {
  const { key, value = '' } = options;
  if (type === 'ADD_FILTER' && key) return withFilter(query, key, '=', value);
  if (type === 'ADD_FILTER_OUT' && key) return withFilter(query, key, '!=', value);
  if (type === 'ADD_STRING_FILTER' && understand(query).query.queryType === 'logs')
    return { ...query, search: value } as LlmDataQuery;
  return query;
}

/** A second click takes the filter off again; one for the opposite takes its place. */
export function toggleFilter(query: LlmDataQuery, { type, options }: ToggleFilterAction): LlmDataQuery {
  const { key = '', value = '' } = options;
  const operator = type === 'FILTER_FOR' ? '=' : '!=';
  const isThere = (query.filters ?? []).some((filter) => isSame(filter, key, operator, value));
  return isThere ? withoutFilter(query, key, value) : withFilter(query, key, operator, value);
}

export const hasFilter = (query: LlmDataQuery, { key = '', value = '' }: Record<string, string>): boolean =>
  (query.filters ?? []).some((filter) => isSame(filter, key, '=', value));

type StoredFilter = Partial<Filter> & { key: string };

function withFilter(
  query: LlmDataQuery,
  label: string,
  operator: FilterOperator,
  value: string,
): LlmDataQuery {
  // A query without filters, such as SQL, stays as it is.
  if (!understand(query).kind.filters) return query;
  const { filters = [] } = withoutFilter(query, label, value);
  return { ...query, filters: [...filters, { key: keyOf(label), operator, value }] };
}

const withoutFilter = (query: LlmDataQuery, label: string, value: string): LlmDataQuery => ({
  ...query,
  filters: (query.filters ?? []).filter(
    (filter) => !isSame(filter, label, '=', value) && !isSame(filter, label, '!=', value),
  ),
});

const isSame = (filter: StoredFilter, label: string, operator: FilterOperator, value: string): boolean =>
  filter.key === keyOf(label) && (filter.operator ?? '=') === operator && (filter.value ?? '') === value;

/** Columns of our answers are named as the keys are; all other labels are attributes as sent. */
const NAMES: Record<string, string> = { traceID: 'trace', traceId: 'trace', trace_id: 'trace' };
const keyOf = (label: string): string => {
  const key = NAMES[label] ?? label;
  return filterKey(key) || key.startsWith(ATTRIBUTE_PREFIX) ? key : ATTRIBUTE_PREFIX + key;
};
