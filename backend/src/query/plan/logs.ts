/** A logs query → SQL, newest first. */
import type { LogsQuery } from '@llmobservatory/model';
import type { Range } from './callsIn';
import { conditionsOf, type Condition } from './conditions';
import { Parameters, type Statement } from './statement';
import { stepSeconds, type StepInput } from './step';
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

/** Columns of `logsVolumeSql`, as decoded. */
export interface LogVolumeRow {
  /** ms since 1970 */
  bucket: number;
  severity_number: number;
  lines: number;
}

/** One row more than the limit, which tells whether there are others. */
export function logsSql(query: LogsQuery, range: Range, projects: readonly string[]): Statement {
  const params = new Parameters();
  const direction = query.order === 'newest' ? 'DESC' : 'ASC';
  const sql = `SELECT l.id, l.time_unix_nano, l.trace_id, l.span_id, l.severity_number, l.severity_text, l.event_name, l.body,
  l.attributes, l.service_name, l.environment
FROM ${linesIn(query, range, projects, params)}
ORDER BY l.ts ${direction}, l.time_unix_nano ${direction}, l.id LIMIT ${query.limit + 1}`;
  return { sql, params: params.values };
}

export interface LogsVolumePlan {
  query: LogsQuery;
  range: Range;
  stepSeconds: number;
  source: 'raw';
  sourceReason: string;
}

export const planLogsVolume = (query: LogsQuery, range: Omit<StepInput, 'stepSeconds'>): LogsVolumePlan => ({
  query,
  range,
  stepSeconds: stepSeconds({ ...range, stepSeconds: query.stepSeconds }),
  source: 'raw',
  sourceReason: 'Read line by line: there is no rollup of logs.',
});

export function logsVolumeSql(plan: LogsVolumePlan, projects: readonly string[]): Statement {
  const params = new Parameters();
  const step = `${params.add(`${plan.stepSeconds} seconds`)}::interval`;
  const sql = `SELECT time_bucket(${step}, l.ts) AS bucket, l.severity_number, count(*) AS lines
FROM ${linesIn(plan.query, plan.range, projects, params)} GROUP BY 1, 2 ORDER BY 1, 2`;
  return { sql, params: params.values };
}

function linesIn(
  query: LogsQuery,
  { from, to }: Range,
  projects: readonly string[],
  params: Parameters,
): string {
  const conditions = [...conditionsOf(query, 'logs'), ...search(query)];
  const where = whereSql(conditions, { target: 'logs', alias: 'l', from }, params);
  return `logs l WHERE l.project = ANY(${params.add([...projects])}::text[]) AND l.ts >= ${params.time(from)} AND l.ts < ${params.time(to)}${where}`;
}

const search = ({ search }: LogsQuery): Condition[] =>
  search ? [{ on: 'logs', name: 'body', kind: 'text', operator: 'contains', values: [search] }] : [];
