/**
 * What the builder asks, as SQL on the public views: where a person goes on when they switch to SQL. Figures are carried
 * over; other kinds have no SQL of the same meaning, and begin with an example. Pure.
 */
import {
  dimension,
  filterKey,
  type Filter,
  type FilterOperator,
  type MeasureId,
} from '@llmobservatory/model';
import { isVariable } from '../interpolate';
import type { Full } from '../kinds/kind';
import type { AnyQuery } from '../query';
import { understand } from '../understand';
import { STARTER } from './examples';

export function builderSql(query: AnyQuery): string {
  return query.queryType === 'metrics' ? figuresSql(understand(query).full as Full<'metrics'>) : STARTER;
}

const sum = (column: string) => `sum(${column})`;
const percentile = (share: number, column: string) =>
  `percentile_cont(${share}) WITHIN GROUP (ORDER BY ${column})`;

/** A measure that is missing here has no short SQL: the builder's figure stays the better way. */
export const MEASURE_SQL: Partial<Record<MeasureId, string>> = {
  calls: 'count(*)',
  errors: 'count(error_code)',
  error_rate: 'count(error_code)::float8 / count(*)',
  tokens: sum('total_tokens'),
  input_tokens: sum('prompt_tokens'),
  output_tokens: sum('completion_tokens'),
  cache_read_tokens: sum('cache_read_tokens'),
  cache_write_tokens: sum('cache_write_tokens'),
  reasoning_tokens: sum('reasoning_tokens'),
  cost: sum('total_cost_usd'),
  input_cost: sum('prompt_cost_usd'),
  output_cost: sum('completion_cost_usd'),
  cost_per_call: 'avg(total_cost_usd)',
  unpriced_calls: 'count(*) - count(total_cost_usd)',
  duration_avg: 'avg(duration_ms)',
  duration_p50: percentile(0.5, 'duration_ms'),
  duration_p95: percentile(0.95, 'duration_ms'),
  duration_p99: percentile(0.99, 'duration_ms'),
  ttft_p50: percentile(0.5, 'ttft_ms'),
  ttft_p95: percentile(0.95, 'ttft_ms'),
  tokens_per_second: 'avg(tokens_per_second)',
  active_users: 'count(DISTINCT user_id)',
  conversations: 'count(DISTINCT session_id)',
};

function figuresSql({ measures, groupBy, shape, limit, filters }: Full<'metrics'>): string {
  const groups = groupBy.flatMap((id) => dimension(id).metrics ?? []);
  const time = shape === 'series' ? ['$__timeGroupAlias(ts, $__interval)'] : [];
  const figures = measures.flatMap((id) => (MEASURE_SQL[id] ? [`${MEASURE_SQL[id]} AS ${id}`] : []));
  const keys = [...time, ...groups];
  const numbers = keys.map((_, index) => index + 1).join(', ');
  const lines = [
    ...leftOut(measures, groupBy, filters),
    `SELECT ${[...keys, ...(figures.length > 0 ? figures : ['count(*) AS calls'])].join(',\n  ')}`,
    'FROM llm_metrics',
    ['WHERE $__timeFilter(ts)', ...filters.flatMap(conditionSql)].join('\n  AND '),
    ...(keys.length > 0 ? [`GROUP BY ${numbers}`] : []),
    ...(time.length > 0 ? ['ORDER BY 1'] : []),
    ...(time.length === 0 && groups.length > 0
      ? [`ORDER BY ${keys.length + 1} DESC NULLS LAST`, `LIMIT ${limit}`]
      : []),
  ];
  return lines.join('\n');
}

/** What has no column in the view is named, never dropped in silence. */
function leftOut(
  measures: readonly MeasureId[],
  groupBy: Full<'metrics'>['groupBy'],
  filters: readonly Filter[],
): string[] {
  const names = [
    ...measures.filter((id) => !MEASURE_SQL[id]),
    ...groupBy.filter((id) => !dimension(id).metrics),
    ...filters.filter(({ key }) => !filterKey(key)?.metrics).map(({ key }) => key),
  ];
  return names.length > 0 ? [`-- Left out, because it has no column here: ${names.join(', ')}`] : [];
}

function conditionSql(filter: Filter): string[] {
  const column = filterKey(filter.key)?.metrics;
  return column ? [CONDITION[filter.operator](column, filter.value ?? '', filter.values ?? [])] : [];
}

type Condition = (column: string, value: string, values: readonly string[]) => string;

/** A variable is a literal already, several when it has several values. */
const literal = (value: string): string =>
  isVariable(value) ? value.trim() : `'${value.replaceAll("'", "''")}'`;
const number: (operator: string) => Condition = (operator) => (column, value) =>
  `${column} ${operator} ${isVariable(value) ? value.trim() : Number(value) || 0}`;
/** Inside of quotes a variable is escaped. */
const like = (text: string) => `'%${text.replaceAll("'", "''")}%'`;

const CONDITION: Record<FilterOperator, Condition> = {
  '=': (column, value) =>
    value === '' ? `${column} IS NULL` : `${column}${asText(column)} IN (${literal(value)})`,
  '!=': (column, value) =>
    value === ''
      ? `${column} IS NOT NULL`
      : `(${column}${asText(column)} IN (${literal(value)})) IS NOT TRUE`,
  '=~': (column, value) => `${column}${asText(column)} ~ ${literal(value)}`,
  '!~': (column, value) => `(${column}${asText(column)} ~ ${literal(value)}) IS NOT TRUE`,
  '>': number('>'),
  '<': number('<'),
  '>=': number('>='),
  '<=': number('<='),
  in: (column, _, values) => `${column}${asText(column)} IN (${values.map(literal).join(', ')})`,
  'not in': (column, _, values) =>
    `(${column}${asText(column)} IN (${values.map(literal).join(', ')})) IS NOT TRUE`,
  contains: (column, value) => `${column}${asText(column)} ILIKE ${like(value)}`,
  search: (column, value) =>
    value
      .trim()
      .split(/\s+/)
      .map((word) => `${column}${asText(column)} ILIKE ${like(word)}`)
      .join(' AND '),
};

/** Values are texts; these columns are not. */
const asText = (column: string): string => (NOT_TEXT.has(column) ? '::text' : '');
const NOT_TEXT = new Set([
  'http_status_code',
  'duration_ms',
  'ttft_ms',
  'total_cost_usd',
  'prompt_tokens',
  'completion_tokens',
  'tags',
]);
