/** Parameters of the questions for filter keys and values. Pure. */
import type { AdHocVariableFilter, TimeRange } from '@grafana/data';
import type { QueryType, TagFilter, TagKeysParams, TagOption, TagValuesParams } from '@llmobservatory/model';
import type { MetricFindValue } from '@grafana/data';
import { adhocToFilters } from './adhocFilters';

export interface ValuesQuestion {
  key: string;
  queryType?: QueryType;
  range?: TimeRange;
  search?: string;
  filters?: readonly (Partial<TagFilter> & { key: string })[];
  limit?: number;
}

export const keysParams = (range?: TimeRange, queryType?: QueryType): TagKeysParams => ({
  ...(queryType && { queryType }),
  ...rangeParams(range),
});

export function valuesParams({
  key,
  queryType,
  range,
  search,
  filters = [],
  limit,
}: ValuesQuestion): TagValuesParams {
  // A filter on the key itself would leave only what is chosen already.
  const others = filters.filter((filter) => filter.key !== key);
  return {
    key,
    ...keysParams(range, queryType),
    ...(search && { search }),
    ...(limit && { limit }),
    ...(others.length > 0 && { filters: JSON.stringify(others) }),
  };
}

export const adhocQuestion = (
  key: string,
  adhoc: readonly AdHocVariableFilter[],
  range?: TimeRange,
): ValuesQuestion => ({
  key,
  range,
  filters: adhocToFilters(adhoc),
});

export const toFindValues = (options: readonly TagOption[]): MetricFindValue[] =>
  options.map(({ text, value, group }) => ({ text, value: value ?? text, ...(group && { group }) }));

const rangeParams = (range?: TimeRange) =>
  range ? { from: range.from.valueOf(), to: range.to.valueOf() } : {};
