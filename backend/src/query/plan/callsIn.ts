/** The counted calls that a query is about. */
import type { LlmQuery } from '@llmobservatory/model';
import { conditionsOf } from './conditions';
import type { Parameters } from './statement';
import { whereSql } from './where';

export interface Range {
  /** Inclusive. */
  from: Date;
  /** Exclusive. */
  to: Date;
}

/** "llm_metrics m WHERE …" @throws ObservatoryError as `conditionsOf` (caller) */
export function callsIn(
  query: Pick<LlmQuery, 'filters' | 'adhocFilters'>,
  { from, to }: Range,
  projects: readonly string[],
  params: Parameters,
): string {
  const where = whereSql(conditionsOf(query, 'metrics'), { target: 'metrics', alias: 'm', from }, params);
  return `llm_metrics m WHERE m.project = ANY(${params.add([...projects])}::text[]) AND m.ts >= ${params.time(from)} AND m.ts < ${params.time(to)}${where}`;
}

/** The range, and the earlier one it is compared with, if any: each with its number, 0 and 1. */
export function rangesOf(range: Range, shiftMs: number | null): Range[] {
  if (shiftMs === null) return [range];
  return [
    range,
    { from: new Date(range.from.getTime() - shiftMs), to: new Date(range.to.getTime() - shiftMs) },
  ];
}

/** Different names of a column, ten at most. */
export const namesSql = (column: string): string =>
  `(array_agg(DISTINCT ${column}) FILTER (WHERE ${column} IS NOT NULL))[1:10]`;
