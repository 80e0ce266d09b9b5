/** A query in words: rows of the editor, history, query library. */
import type { DimensionId, Filter, MeasureId, QueryType } from '@llmobservatory/model';
import { dimension, filterKey, measure } from '@llmobservatory/model';
import { LOGS_DEFAULTS, METRICS_DEFAULTS, TRACES_DEFAULTS } from './defaults';
import { migrateQuery } from './migrateQuery';
import type { LlmDataQuery, QueryOf } from './query';
import { labelOf, SORT_CHOICES, takesList } from './queryTypes';

type StoredFilter = Partial<Filter>;

const DESCRIBE: { [T in QueryType]: (query: QueryOf<T>) => string[] } = {
  metrics: ({
    measures = METRICS_DEFAULTS.measures,
    groupBy = [],
    shape,
    limit = METRICS_DEFAULTS.limit,
    filters,
  }) => [
    `${measures.map(measureLabel).join(', ')}${groupBy.length ? ` by ${groupBy.map(dimensionLabel).join(', ')}` : ''}`,
    ...describeFilters(filters),
    ...(groupBy.length ? [`top ${limit}`] : []),
    shape === 'total' ? 'in total' : 'per interval',
  ],
  traces: ({ sort = TRACES_DEFAULTS.sort, limit = TRACES_DEFAULTS.limit, filters }) => [
    `${labelOf(SORT_CHOICES, sort)} ${limit} traces`,
    ...describeFilters(filters),
  ],
  trace: ({ traceId }) => [traceId ? `Trace ${traceId}` : 'One trace, no id yet'],
  logs: ({ search, limit = LOGS_DEFAULTS.limit, filters }) => [
    search ? `Logs with “${search}”` : 'Logs',
    ...describeFilters(filters),
    `at most ${limit}`,
  ],
  sql: ({ rawSql }) => [rawSql?.trim().replace(/\s+/g, ' ') || 'SQL, nothing written yet'],
};

export function describeQuery(stored: LlmDataQuery): string {
  const query = migrateQuery(stored);
  // The table is typed by query type; the call is not, because the compiler does not follow the pair through the index.
  const describe = DESCRIBE[query.queryType] as (query: LlmDataQuery) => string[];
  return describe(query).join(', ');
}

function describeFilters(filters: readonly StoredFilter[] = []): string[] {
  return filters
    .filter(({ key }) => key)
    .map(({ key = '', operator = '=', value = '', values = [] }) =>
      takesList(operator)
        ? `${keyLabel(key)} ${operator} (${values.join(', ')})`
        : `${keyLabel(key)} ${operator} ${value === '' ? 'unknown' : value}`,
    );
}

const measureLabel = (id: MeasureId): string => measure(id).label;
const dimensionLabel = (id: DimensionId): string => dimension(id).label.toLowerCase();
const keyLabel = (key: string): string => filterKey(key)?.label.toLowerCase() ?? key;
