/** Conditions → SQL. Values only as parameters; names come from the catalogue; keys of attributes are values too. */
import type { FilterOperator } from '@llmobservatory/model';
import type { Condition, Target } from './conditions';
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
  const own = conditions.filter(
    (c) => c.on === row.target || (c.on === 'attribute' && row.target === 'logs'),
  );
  const elsewhere = conditions.filter((c) => !own.includes(c));
  return [
    ...own.map((c) => comparison(c, expression(c, row, params), params)),
    ...ofTrace(elsewhere, row, params),
  ]
    .map((sql) => ` AND ${sql}`)
    .join('');
}

function expression(condition: Condition, row: Row, params: Parameters): string {
  if (condition.on !== 'attribute') return `${row.alias}.${condition.name}`;
  return `(${row.alias}.attributes ->> ${params.add(condition.name)}::text)`;
}

const POSITIVE: Partial<Record<FilterOperator, FilterOperator>> = { '!=': '=', '!~': '=~', 'not in': 'in' };

/**
 * Conditions on calls or spans of the row's trace. Positive ones on calls hold for one and the same call; "not" means
 * that no call is such: a trace without any call stays.
 */
function ofTrace(conditions: readonly Condition[], row: Row, params: Parameters): string[] {
  const positive = conditions.filter((c) => !POSITIVE[c.operator]);
  const calls = positive.filter((c) => c.on === 'metrics');
  const groups = [
    ...(calls.length > 0 ? [calls] : []),
    ...positive.filter((c) => c.on === 'attribute').map((c) => [c]),
  ];
  const none = conditions.flatMap((c) => {
    const operator = POSITIVE[c.operator];
    return operator ? [[{ ...c, operator }]] : [];
  });
  return [
    ...groups.map((group) => exists(group, row, params)),
    ...none.map((group) => `NOT ${exists(group, row, params)}`),
  ];
}

function exists(conditions: readonly Condition[], row: Row, params: Parameters): string {
  const onCalls = conditions[0]?.on === 'metrics';
  const inner: Row = { ...row, alias: onCalls ? 'c' : 's' };
  // A call's attributes stand on its own span; a trace's on any span.
  const sameSpan =
    row.target === 'metrics' ? ` AND s.span_id = ${row.alias}.span_id AND s.ts = ${row.alias}.ts` : '';
  const compared = conditions
    .map((c) => ` AND ${comparison(c, expression(c, inner, params), params)}`)
    .join('');
  return (
    `EXISTS (SELECT 1 FROM ${onCalls ? 'llm_metrics c' : 'spans s'}` +
    ` WHERE ${inner.alias}.project = ${row.alias}.project AND ${inner.alias}.trace_id = ${row.alias}.trace_id` +
    `${sameSpan || ` AND ${inner.alias}.ts >= ${params.time(row.from)}`}${compared})`
  );
}

const NUMBER = String.raw`'^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$'`;

function comparison(condition: Condition, column: string, params: Parameters): string {
  const { kind, operator, values } = condition;
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
    default: {
      // CASE, because a plain AND does not promise which side is evaluated first.
      const number = kind === 'number' ? column : `(CASE WHEN ${text} ~ ${NUMBER} THEN ${text}::numeric END)`;
      return `${number} ${operator} ${params.add(String(Number(value)))}::numeric`;
    }
  }
}

/** Pattern of ILIKE for texts that contain `part`, which is no pattern itself. */
export const containing = (part: string): string => `%${part.replace(/[\\%_]/g, '\\$&')}%`;
