/** Budgets of the caller's projects, and the metrics plans that tell what was spent on one of them. */
import { DIMENSION_IDS, type BudgetsQuery, type DimensionId, type Filter, type MetricsQuery } from '@llmobservatory/model'; // prettier-ignore
import { EACH_VALUE, type Budget } from '../../record/budget';
import type { Stretch } from './budgetWindows';
import { planMetrics, type MetricsPlan } from './metrics';
import { Parameters, type Statement } from './statement';

/** Columns of `budgetsSql`, as decoded. */
export interface BudgetRow {
  project: string;
  name: string;
  scope: Budget['scope'];
  time_window: string;
  time_zone: string;
  limit_usd: number;
}

const MAX_BUDGETS = 100;
/** Values of a budget that holds for each of them, the dearest first. */
export const MAX_VALUES = 500;

export function budgetsSql(query: BudgetsQuery, projects: readonly string[]): Statement {
  const params = new Parameters();
  const named = query.budgets.length > 0 ? ` AND name = ANY(${params.add([...query.budgets])}::text[])` : '';
  return {
    sql: `SELECT project, name, scope, time_window, time_zone, limit_usd FROM budgets
WHERE project = ANY(${params.add([...projects])}::text[])${named} ORDER BY project, name LIMIT ${MAX_BUDGETS}`,
    params: params.values,
  };
}

/** The dimension whose values each have the limit for themselves. */
export const eachOf = (scope: Budget['scope']): DimensionId | null =>
  DIMENSION_IDS.find((id) => scope[id] === EACH_VALUE) ?? null;

/** What was spent in a stretch: by value of `eachOf`, if any. Without `stepSeconds` in total. @throws as `planMetrics` */
export function spentPlan(scope: Budget['scope'], { from, to }: Stretch, stepSeconds?: number): MetricsPlan {
  const each = eachOf(scope);
  const query: MetricsQuery = {
    refId: 'A',
    v: 1,
    queryType: 'metrics',
    measures: ['cost', 'unpriced_calls'],
    groupBy: each ? [each] : [],
    filters: filtersOf(scope),
    adhocFilters: [],
    shape: stepSeconds === undefined ? 'total' : 'series',
    limit: MAX_VALUES,
    other: false,
    order: 'value',
    compare: 'none',
    rate: 'none',
    stepSeconds,
  };
  // The buckets are only added up: as many as it takes.
  return planMetrics(query, {
    from: new Date(from),
    to: new Date(to),
    intervalMs: 1,
    maxDataPoints: Number.MAX_SAFE_INTEGER,
  });
}

/** A value that is not known is none that could have a budget. */
const filtersOf = (scope: Budget['scope']): Filter[] =>
  Object.entries(scope).map(([key, value]): Filter =>
    value === EACH_VALUE
      ? { key, operator: '!=', value: '' }
      : { key, operator: 'in', value: '', values: typeof value === 'string' ? [value] : [...value] },
  );
