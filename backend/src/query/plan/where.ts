/** Conditions → SQL. Values only as parameters; names come from the catalogue; keys of attributes are values too. */
import type { FilterOperator } from '@llmobservatory/model';
import type { Condition, Target } from './conditions';
import { scoredSql } from './scores';
import type { Parameters } from './statement';

/** The row that is filtered: its alias in the statement. Calls and spans are sought by project and trace. */
export interface Row {
  target: Target;
  alias: string;
  /** Start of the range: no call or span of a listed trace starts before it, which keeps old chunks unread. */
  from: Date;
}

/** " AND …" for each condition, or "". */
export function whereSql(conditions: readonly Condition[], row: Row, params: Parameters): string {
  const own = conditions.filter((c) => isOwn(c, row.target));
  const elsewhere = conditions.filter((c) => !own.includes(c));
  return [
    ...own.map((c) => comparison(c, expression(c, row.alias, params), params)),
    ...ofTrace(elsewhere, row, params),
  ]
    .map((sql) => ` AND ${sql}`)
    .join('');
}

/** Spans and logs carry their attributes themselves. */
const isOwn = ({ on }: Condition, target: Target): boolean =>
  on === target || (on === 'attribute' && (target === 'logs' || target === 'spans'));

function expression({ on, name }: Condition, alias: string, params: Parameters): string {
  if (on === 'attribute') return `(${alias}.attributes ->> ${params.add(name)}::text)`;
  return on === 'content' ? `${alias}.carriers::text` : `${alias}.${name}`;
}

const POSITIVE: Partial<Record<FilterOperator, FilterOperator>> = { '!=': '=', '!~': '=~', 'not in': 'in' };

/**
 * Conditions on calls, spans or scores of the row's trace. Positive ones on calls hold for one and the same call, those on
 * scores for one score; "not" means that none is such: a trace without any call stays.
 */
function ofTrace(conditions: readonly Condition[], row: Row, params: Parameters): string[] {
  const positive = conditions.filter((c) => !POSITIVE[c.operator]);
  const together = TOGETHER.map((on) => positive.filter((c) => c.on === on)).filter(
    (group) => group.length > 0,
  );
  const groups = [...together, ...positive.filter((c) => !TOGETHER.includes(c.on)).map((c) => [c])];
  const none = conditions.flatMap((c) => {
    const operator = POSITIVE[c.operator];
    return operator ? [[{ ...c, operator }]] : [];
  });
  return [
    ...groups.map((group) => exists(group, row, params)),
    ...none.map((group) => `NOT ${exists(group, row, params)}`),
  ];
}

const TOGETHER: readonly Condition['on'][] = ['metrics', 'scores'];

/** Where conditions that are not on the row itself look. */
const ELSEWHERE: Record<Exclude<Condition['on'], 'scores'>, { table: string; alias: string }> = {
  metrics: { table: 'llm_metrics', alias: 'c' },
  traces: { table: 'traces', alias: 't' },
  logs: { table: 'logs', alias: 'l' },
  spans: { table: 'spans', alias: 's' },
  attribute: { table: 'spans', alias: 's' },
  content: { table: 'span_content', alias: 'o' },
};

function exists(conditions: readonly Condition[], row: Row, params: Parameters): string {
  const on = conditions[0]?.on ?? 'metrics';
  if (on === 'scores') return scoredSql(scoreConditionsSql(conditions, params), row, params);
  const { table, alias } = ELSEWHERE[on];
  // Attributes and messages of a call stand on its own span; those of a trace on any.
  const ofSpan =
    (on === 'attribute' || on === 'content') && (row.target === 'metrics' || row.target === 'spans');
  const same = ofSpan
    ? ` AND ${alias}.span_id = ${row.alias}.span_id AND ${alias}.ts = ${row.alias}.ts`
    : ` AND ${alias}.ts >= ${params.time(row.from)}`;
  const compared = conditions
    .map((c) => ` AND ${comparison(c, expression(c, alias, params), params)}`)
    .join('');
  return (
    `EXISTS (SELECT 1 FROM ${table} ${alias}` +
    ` WHERE ${alias}.project = ${row.alias}.project AND ${alias}.trace_id = ${row.alias}.trace_id${same}${compared})`
  );
}

/** " AND …" for each condition on a score `s`. */
export const scoreConditionsSql = (conditions: readonly Condition[], params: Parameters): string =>
  conditions
    .map((c) => ` AND ${comparison(c, c.kind === 'number' ? `s.${c.name}` : `s.${c.name}::text`, params)}`)
    .join('');

const NUMBER = String.raw`'^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$'`;

function comparison(condition: Condition, column: string, params: Parameters): string {
  const { kind, operator, values } = condition;
  if (kind === 'list') return listComparison(condition, column, params);
  const [value = ''] = values;
  const text =
    kind === 'trace' ? `replace(${column}::text, '-', '')` : kind === 'number' ? `${column}::text` : column;
  const cast = { text: 'text', number: 'numeric', trace: 'uuid' }[kind];
  const known = values.filter((item) => item !== '');
  const withUnknown = known.length < values.length;
  const unknown = kind === 'text' ? `coalesce(${column}, '') = ''` : `${column} IS NULL`;
  const any = () => `${column} = ANY(${params.add(known)}::${cast}[])`;
  switch (operator) {
    case '=':
    case 'in':
      return withUnknown ? `(${any()} OR ${unknown})` : any();
    case '!=':
    case 'not in':
      return withUnknown ? `NOT (${any()} OR ${unknown})` : `(${any()}) IS NOT TRUE`;
    case '=~':
      return `${text} ~ ${params.add(value)}::text`;
    case '!~':
      return `(${text} ~ ${params.add(value)}::text) IS NOT TRUE`;
    case 'contains':
      return `${text} ILIKE ${params.add(containing(value))}::text`;
    case 'search':
      return searchSql(text, value, params);
    default: {
      // CASE, because a plain AND does not promise which side is evaluated first.
      const number = kind === 'number' ? column : `(CASE WHEN ${text} ~ ${NUMBER} THEN ${text}::numeric END)`;
      return `${number} ${operator} ${params.add(String(Number(value)))}::numeric`;
    }
  }
}

/** One of the items is such; the empty value is the empty list. */
function listComparison(condition: Condition, column: string, params: Parameters): string {
  const operator = POSITIVE[condition.operator];
  if (operator) return `NOT ${listComparison({ ...condition, operator }, column, params)}`;
  const item = {
    ...condition,
    kind: 'text' as const,
    values: condition.values.filter((value) => value !== ''),
  };
  const unknown = item.values.length < condition.values.length ? [`cardinality(${column}) = 0`] : [];
  const known =
    item.values.length > 0
      ? [`EXISTS (SELECT 1 FROM unnest(${column}) item WHERE ${comparison(item, 'item', params)})`]
      : [];
  return `(${[...known, ...unknown].join(' OR ') || 'false'})`;
}

const MAX_WORDS = 20;

/** All the words, in any order. */
function searchSql(text: string, value: string, params: Parameters): string {
  const words = value
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, MAX_WORDS);
  if (words.length === 0) return 'true';
  return `(${words.map((word) => `${text} ILIKE ${params.add(containing(word))}::text`).join(' AND ')})`;
}

/** Pattern of ILIKE for texts that contain `part`, which is no pattern itself. */
export const containing = (part: string): string => `%${part.replace(/[\\%_]/g, '\\$&')}%`;
