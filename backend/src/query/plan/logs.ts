/** A logs query → SQL, newest first. */
import type { LogsQuery } from '@llmobservatory/model';
import { conditionsOf, type Condition } from './conditions';
import { Parameters, type Statement } from './statement';
import { whereSql } from './where';

/** Columns of `logsSql`, as decoded. */
export interface LogRow {
  id: number | bigint;
  time_unix_nano: number | bigint;
  trace_id: string | null;
  span_id: string | null;
  severity_number: number;
  severity_text: string | null;
  event_name: string | null;
  body: string | null;
  attributes: Record<string, unknown>;
  service_name: string | null;
  environment: string | null;
}

/** One row more than the limit, which tells whether there are others. */
export function logsSql(
  query: LogsQuery,
  range: { from: Date; to: Date },
  projects: readonly string[],
): Statement {
  const params = new Parameters();
  const conditions = [...conditionsOf(query, 'logs'), ...search(query)];
  const sql = `SELECT l.id, l.time_unix_nano, l.trace_id, l.span_id, l.severity_number, l.severity_text, l.event_name, l.body,
  l.attributes, l.service_name, l.environment
FROM logs l
WHERE l.project = ANY(${params.add([...projects])}::text[]) AND l.ts >= ${params.time(range.from)} AND l.ts < ${params.time(range.to)}${whereSql(conditions, { target: 'logs', alias: 'l', from: range.from }, params)}
ORDER BY l.ts DESC, l.time_unix_nano DESC, l.id LIMIT ${query.limit + 1}`;
  return { sql, params: params.values };
}

const search = ({ search }: LogsQuery): Condition[] =>
  search ? [{ on: 'logs', name: 'body', kind: 'text', operator: 'contains', values: [search] }] : [];
