/** Ad-hoc filters of a dashboard as filters of the query: Explore shows them in the editor then, and they can be changed. */
import type { AdHocVariableFilter } from '@grafana/data';
import type { Filter, FilterOperator } from '@llmobservatory/model';
import { OPERATORS } from '@llmobservatory/model';

/** Grafana's names for a choice of several. */
const SEVERAL: Record<string, FilterOperator> = { '=|': 'in', '!=|': 'not in' };

export function adhocToFilters(adhoc: readonly AdHocVariableFilter[]): Filter[] {
  return adhoc.map(({ key, operator, value, values }) => {
    const several = SEVERAL[operator];
    if (several) return { key, operator: several, value: '', values: values?.length ? values : [value] };
    return { key, operator: OPERATORS.find((known) => known === operator) ?? '=', value };
  });
}
