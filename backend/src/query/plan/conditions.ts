/** Filters of a query and ad-hoc filters of a dashboard → conditions on known columns. What names nothing is refused. */
import {
  ATTRIBUTE_PREFIX,
  CONTENT_KEY,
  DIMENSIONS,
  filterKey,
  OPERATORS,
  QUANTITIES,
  VIEWS,
  type Filter,
  type FilterOperator,
  type LlmQuery,
} from '@llmobservatory/model';
import { ObservatoryError } from '../../record/errors';

/** What is being filtered. */
export type Target = 'metrics' | 'traces' | 'logs' | 'spans';

/** How the value is compared: `number` columns as numbers, `trace` ids as uuids, `list` one by one, the rest as text. */
export type ValueKind = 'text' | 'number' | 'trace' | 'list';

export interface Condition {
  /**
   * `metrics` and `spans` on rows of another kind: a call or a span of the same trace. `attribute` and `content` on
   * traces: of a span of the trace; on calls: of the call's span. `scores`: of the call, or of any call of the trace.
   */
  on: Target | 'attribute' | 'content' | 'scores';
  /** Column, or key of the attribute. */
  name: string;
  kind: ValueKind;
  operator: FilterOperator;
  /** One value, but for `in` and `not in`. */
  values: string[];
}

/** Grafana's spelling of the operators that take several values. */
const ADHOC_OPERATORS: Record<string, FilterOperator> = { '=|': 'in', '!=|': 'not in' };
const NUMERIC_OPERATORS: ReadonlySet<FilterOperator> = new Set(['>', '<', '>=', '<=']);
const NUMBER_TYPES: ReadonlySet<string> = new Set([
  'integer',
  'smallint',
  'bigint',
  'double precision',
  'numeric',
]);

/** @throws ObservatoryError FILTER_KEY_UNKNOWN, FILTER_OPERATOR_UNKNOWN, FILTER_NOT_A_NUMBER, TRACE_ID_INVALID (caller) */
export function conditionsOf(query: Pick<LlmQuery, 'filters' | 'adhocFilters'>, target: Target): Condition[] {
  return [...query.filters, ...query.adhocFilters.map(readAdhoc)].map((filter) => condition(filter, target));
}

type AdhocFilter = LlmQuery['adhocFilters'][number];

function readAdhoc(filter: AdhocFilter): Filter {
  const operator = ADHOC_OPERATORS[filter.operator] ?? OPERATORS.find((known) => known === filter.operator);
  if (!operator) {
    throw new ObservatoryError(
      'caller',
      'FILTER_OPERATOR_UNKNOWN',
      `The filter on "${filter.key}" has the operator "${filter.operator}". Use one of ${[...OPERATORS, ...Object.keys(ADHOC_OPERATORS)].join(' ')}.`,
    );
  }
  return { ...filter, operator, values: filter.values ?? [filter.value] };
}

function condition(filter: Filter, target: Target): Condition {
  const { operator } = filter;
  const values =
    operator === 'in' || operator === 'not in' ? (filter.values ?? [filter.value]) : [filter.value];
  const found = { ...place(filter.key, target), operator, values };
  checkValues(found, filter.key);
  return found.kind === 'trace' ? { ...found, values: values.map(compactTraceId) } : found;
}

function place(key: string, target: Target): Pick<Condition, 'on' | 'name' | 'kind'> {
  if (key.startsWith(ATTRIBUTE_PREFIX) && key.length > ATTRIBUTE_PREFIX.length) {
    return { on: 'attribute', name: key.slice(ATTRIBUTE_PREFIX.length), kind: 'text' };
  }
  if (key === CONTENT_KEY) return { on: target === 'logs' ? 'logs' : 'content', name: 'body', kind: 'text' };
  const known = filterKey(key);
  const own = known?.[target];
  if (own) return { on: target, name: own, kind: kindOf(key, own) };
  if (known?.attribute) return { on: 'attribute', name: known.attribute, kind: 'text' };
  if (known?.metrics) return { on: 'metrics', name: known.metrics, kind: kindOf(key, known.metrics) };
  if (known?.spans) return { on: 'spans', name: known.spans, kind: kindOf(key, known.spans) };
  if (known?.scores) return { on: 'scores', name: known.scores, kind: kindOf(key, known.scores) };
  throw new ObservatoryError(
    'caller',
    'FILTER_KEY_UNKNOWN',
    `"${key}" is nothing that ${target} can be filtered by. Use one of ${filterKeys(target).join(', ')}, or ${ATTRIBUTE_PREFIX}<key> for an attribute as sent.`,
  );
}

/** Ids of what `target` can be filtered by. */
export const filterKeys = (target: Target): string[] =>
  [...DIMENSIONS, ...QUANTITIES]
    .filter((key) => key[target] ?? key.metrics ?? key.spans ?? key.attribute ?? key.scores)
    .map((key) => key.id)
    .concat(CONTENT_KEY);

const metricsColumns = VIEWS.find((view) => view.name === 'llm_metrics')?.columns ?? [];

function kindOf(key: string, column: string): ValueKind {
  if (column === 'trace_id') return 'trace';
  if (QUANTITIES.some((quantity) => quantity.id === key)) return 'number';
  const type = metricsColumns.find((known) => known.name === column)?.type ?? 'text';
  if (type === 'text[]') return 'list';
  return NUMBER_TYPES.has(type) ? 'number' : 'text';
}

function checkValues({ operator, kind, values }: Condition, key: string): void {
  const exact = operator === '=' || operator === '!=' || operator === 'in' || operator === 'not in';
  for (const value of values) {
    const numeric = NUMERIC_OPERATORS.has(operator) || (kind === 'number' && exact && value !== '');
    if (numeric && (value.trim() === '' || !Number.isFinite(Number(value)))) {
      throw new ObservatoryError(
        'caller',
        'FILTER_NOT_A_NUMBER',
        `The filter ${key} ${operator} "${value}" needs a number such as 0.5 or 200.`,
      );
    }
    if (kind === 'trace' && exact && value !== '') requireTraceId(value);
  }
}

const compactTraceId = (value: string): string => value.trim().toLowerCase().replaceAll('-', '');

/** 32 hex digits; the dashes of a uuid are taken out. @throws ObservatoryError TRACE_ID_INVALID (caller) */
export function requireTraceId(value: string): string {
  const compact = compactTraceId(value);
  if (/^[0-9a-f]{32}$/.test(compact)) return compact;
  throw new ObservatoryError(
    'caller',
    'TRACE_ID_INVALID',
    `"${value}" is no trace id: a trace id has 32 hexadecimal digits, such as 0af7651916cd43dd8448eb211c80319c.`,
  );
}
