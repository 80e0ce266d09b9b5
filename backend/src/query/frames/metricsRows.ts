/** The answer of a metrics plan (see metricsSql) as groups, each with its rows in every period. */
import type { StepResult } from '../../store/engine';
import { decodeColumns } from '../decode';
import type { MetricsPlan } from '../plan/metrics';

/** The group of all that is not kept. */
export const OTHER = 'Other';

export interface FigureRow {
  /** ms since 1970; null: the whole range. */
  bucket: number | null;
  /** One per measure. */
  values: (number | null)[];
}

export interface FigureGroup {
  /** One per dimension; null: the group of all others. */
  names: string[] | null;
  /** Rows of the range, then of the earlier period; in order of time. */
  periods: FigureRow[][];
}

export interface FigureRows {
  /** In order of their place. */
  groups: FigureGroup[];
  /** Groups there are, kept or not. */
  groupCount: number;
}

export function readRows(plan: MetricsPlan, result: StepResult): FigureRows {
  const columns = new Map(decodeColumns(result).map((column) => [column.name, column.values]));
  const at = (name: string, row: number) => columns.get(name)?.[row] ?? null;
  const byPlace = new Map<number, FigureGroup>();
  for (let row = 0; row < result.rows.length; row += 1) {
    const place = Number(at('place', row) ?? 0);
    let group = byPlace.get(place);
    if (!group) {
      const others = plan.foldOthers && place > plan.limit;
      const names = plan.groupBy.map((_, index) => String(at(`d${index}`, row) ?? ''));
      group = { names: others ? null : names, periods: plan.periods.map(() => []) };
      byPlace.set(place, group);
    }
    group.periods[Number(at('period', row) ?? 0)]?.push({
      bucket: at('bucket', row) as number | null,
      // Counts come as int64; one number type for every measure keeps alert expressions simple.
      values: plan.measures.map((_, index) => numberOf(at(`m${index}`, row))),
    });
  }
  return { groups: [...byPlace.values()], groupCount: Number(at('groups', 0) ?? 1) };
}

const numberOf = (value: unknown): number | null => (value === null ? null : Number(value));

export const labelsOf = (plan: MetricsPlan, { names }: FigureGroup): Record<string, string> =>
  Object.fromEntries(plan.groupBy.map((group, index) => [group.id, names ? (names[index] ?? '') : OTHER]));
