/** The kinds of query in the order of the editor, with the words a person reads. */
import type { FilterOperator, MetricsQuery, QueryType, SqlQuery, TracesQuery } from '@llmobservatory/model';
import { OPERATOR_DOCS, OPERATORS } from '@llmobservatory/model';

export interface Choice<T extends string> {
  value: T;
  label: string;
  description?: string;
}

const choices = <T extends string>(
  words: Record<T, readonly [label: string, description?: string]>,
): Choice<T>[] =>
  (Object.entries(words) as [T, readonly [string, string?]][]).map(([value, [label, description]]) => ({
    value,
    label,
    description,
  }));

export const QUERY_TYPE_CHOICES = choices<QueryType>({
  metrics: ['Figures', 'Calls, tokens, cost, durations: over time or as totals'],
  traces: ['Traces', 'A list of traces'],
  trace: ['One trace', 'All spans of one trace, with messages'],
  logs: ['Logs', 'Log records and events'],
  sql: ['SQL', 'Your own SELECT on the public views'],
});

export const SHAPE_CHOICES = choices<MetricsQuery['shape']>({
  series: ['Per interval', 'One point a step'],
  total: ['Total', 'One row a group over the whole range'],
});

export const SORT_CHOICES = choices<TracesQuery['sort']>({
  newest: ['Newest'],
  slowest: ['Slowest'],
  dearest: ['Dearest'],
  most_tokens: ['Most tokens'],
  most_errors: ['Most errors'],
});

export const FORMAT_CHOICES = choices<SqlQuery['format']>({
  table: ['Table'],
  time_series: ['Time series'],
});

export const OPERATOR_CHOICES: Choice<FilterOperator>[] = OPERATORS.map((operator) => ({
  value: operator,
  label: operator,
  description: OPERATOR_DOCS[operator],
}));

/** Take a list in `values`; all others take one `value`. */
export const takesList = (operator: FilterOperator): boolean => operator === 'in' || operator === 'not in';

export const labelOf = <T extends string>(list: readonly Choice<T>[], value: T): string =>
  list.find((choice) => choice.value === value)?.label ?? value;
