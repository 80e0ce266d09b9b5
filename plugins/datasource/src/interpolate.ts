/**
 * Puts the values of dashboard variables into a query. Pure: `replace` is the template service. Several values stay a
 * list (`in` with values), and are never joined into a text that the backend would have to take apart again.
 */
import type { AdHocVariableFilter } from '@grafana/data';
import type { Filter, FilterOperator, QueryType } from '@llmobservatory/model';
import { kindOf } from './kinds';
import type { Control } from './kinds/kind';
import { isForeign, migrateQuery } from './migrateQuery';
import type { AnyQuery, LlmDataQuery } from './query';
import { takesList } from './operators';
import { interpolateSql } from './sql/interpolateSql';

/** What the template service hands to a format function: one value, or the chosen ones of a multi-value variable. */
export type Format = (value: unknown) => string;
export type Replace = (text: string, format: Format) => string;

type StoredFilter = Partial<Filter> & { key: string };

export function interpolateQuery(
  stored: LlmDataQuery,
  replace: Replace,
  adhoc: readonly AdHocVariableFilter[] = [],
): AnyQuery {
  // The backend says what it knows; the editor alone shows such a query as figures.
  if (isForeign(stored)) return stored as AnyQuery;
  const query = migrateQuery(stored);
  const common = {
    ...(query.filters && { filters: interpolateFilters(query.filters, replace) }),
    ...(adhoc.length > 0 && {
      adhocFilters: adhoc.map(({ key, operator, value, values }) => ({ key, operator, value, values })),
    }),
  };
  const texts = kindOf(query.queryType).controls.flatMap((control) =>
    interpolateControl(control, query, replace),
  );
  if (query.queryType === 'sql')
    return { ...query, ...common, rawSql: interpolateSql(query.rawSql ?? '', replace) };
  return { ...query, ...common, ...Object.fromEntries(texts) } as AnyQuery;
}

/** Of the fields of a kind, those that a person types may hold a variable. */
function interpolateControl(
  { control, field }: Control<QueryType>,
  query: AnyQuery,
  replace: Replace,
): [field: string, value: unknown][] {
  const value = (query as unknown as Record<string, unknown>)[field];
  if (value === undefined) return [];
  if (control === 'text' || control === 'value') return [[field, one(value as string, replace).trim()]];
  if (control !== 'values') return [];
  const values = (value as string[]).flatMap((item) => expand(item, replace));
  return [[field, values.includes(ALL) ? [] : values]];
}

export const interpolateFilters = (filters: readonly StoredFilter[], replace: Replace): StoredFilter[] =>
  filters.flatMap((filter) => interpolateFilter(filter, replace));

/**
 * Put into a variable as its "Custom all value", All is no filter. Without it All is the list of all known values, which
 * leaves out the rows that have none.
 */
export const ALL = '$__all';

/** None when the filter stands for a variable in which nothing is chosen, or everything. */
function interpolateFilter(filter: StoredFilter, replace: Replace): StoredFilter[] {
  const { key, operator = '=', value = '' } = filter;
  if (takesList(operator)) {
    const values = (filter.values ?? []).flatMap((item) => expand(item, replace));
    return values.length > 0 && !values.includes(ALL) ? [{ ...filter, values }] : [];
  }
  const [first = '', ...more] = expand(value, replace);
  if (first === ALL || (first === '' && value !== '')) return [];
  if (more.length === 0) return [{ ...filter, value: first }];
  const list = LIST_OF[operator];
  if (list) return [{ key, operator: list, values: [first, ...more] }];
  // Patterns are joined as alternatives; "contains" and comparisons can't be asked for several: the first is taken.
  const isPattern = operator === '=~' || operator === '!~';
  return [{ key, operator, value: isPattern ? `(${[first, ...more].join('|')})` : first }];
}

/** What a filter on one value becomes when it is given several. */
const LIST_OF: Partial<Record<FilterOperator, FilterOperator>> = { '=': 'in', '!=': 'not in' };

/** The values of a text: several only when it is nothing but one variable with several values. */
export function expand(text: string, replace: Replace): string[] {
  let list: string[] | undefined;
  const joined = replace(text, (value) => {
    const values = listOf(value);
    list = values;
    return values.join(',');
  });
  return list && isVariable(text) ? list.filter((value) => value !== '') : [joined];
}

const one = (text: string | undefined, replace: Replace): string =>
  replace(text ?? '', (value) => listOf(value).join(','));

const ONLY_A_VARIABLE = /^(\$\w+|\$\{[^{}]+\}|\[\[[^[\]]+\]\])$/;

/** Nothing but one variable. */
export const isVariable = (text: string): boolean => ONLY_A_VARIABLE.test(text.trim());

export const listOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((item) => item !== undefined && item !== null).map(String);
