/** The counted calls that a query is about. */
import type { LlmQuery } from '@llmobservatory/model';
import { conditionsOf } from './conditions';
import type { ScoresOf } from './scores';
import type { Parameters } from './statement';
import { scoreConditionsSql, whereSql } from './where';

export interface Range {
  /** Inclusive. */
  from: Date;
  /** Exclusive. */
  to: Date;
}

/**
 * "llm_metrics m WHERE …"
 * @param scores joins what scores say of each call; a filter on scores chooses them too
 * @throws ObservatoryError as `conditionsOf` (caller)
 */
export function callsIn(
  query: Pick<LlmQuery, 'filters' | 'adhocFilters'>,
  { from, to }: Range,
  projects: readonly string[],
  params: Parameters,
  scores?: (of: ScoresOf) => string,
): string {
  const conditions = conditionsOf(query, 'metrics');
  const chosen = conditions.filter(({ on }) => on === 'scores');
  const bounds = { owned: params.add([...projects]), from: params.time(from), to: params.time(to) };
  const joined = scores?.({ ...bounds, where: scoreConditionsSql(chosen, params) }) ?? '';
  const where = whereSql(conditions, { target: 'metrics', alias: 'm', from }, params);
  return `llm_metrics m${joined} WHERE m.project = ANY(${bounds.owned}::text[]) AND m.ts >= ${bounds.from} AND m.ts < ${bounds.to}${where}`;
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
