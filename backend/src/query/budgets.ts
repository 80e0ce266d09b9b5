/** Budgets: what was used of them, and where that leads; as of the end of the range, or over time. */
import type { BudgetsQuery, Frame } from '@llmobservatory/model';
import type { Budget } from '../record/budget';
import { decodeRows } from './decode';
import { budgetSeriesFrames, budgetTableFrames, type BudgetSeries, type BudgetState } from './frames/budgets';
import { readRows } from './frames/metricsRows';
import { budgetsSql, eachOf, spentPlan, type BudgetRow } from './plan/budgets';
import { budgetFigures, lengthOf, stretchesAt, type Stretch } from './plan/budgetWindows';
import { fetchStepSeconds, spentBefore } from './plan/budgetSeries';
import type { MetricsPlan } from './plan/metrics';
import { metricsSql } from './plan/metricsSql';
import { stepSeconds } from './plan/step';
import { answered, select, type Session } from './session';

/** @throws ObservatoryError FILTER_KEY_UNKNOWN and its kin, where a budget was made by hand with an unknown scope */
export async function runBudgets(query: BudgetsQuery, session: Session): Promise<Frame[]> {
  const { context } = session;
  const statement = budgetsSql(query, context.caller.projects);
  const selected = await select(session, [statement]);
  const budgets = decodeRows<BudgetRow>(selected.results[0]!).map(budgetOf);
  const about = answered(session, statement, selected);
  return query.shape === 'total'
    ? budgetTableFrames(query, await statesOf(budgets, session), about, context.fromAlert ?? false)
    : budgetSeriesFrames(query, await seriesOf(budgets, session, query), about);
}

const budgetOf = ({ time_window, time_zone, limit_usd, ...row }: BudgetRow): Budget => ({
  ...row,
  window: time_window,
  timeZone: time_zone,
  limitUsd: limit_usd,
});

/** Nothing was spent in the future. */
const endOf = ({ context, now }: Session): number => Math.min(context.to.getTime(), now().getTime());

const sqlOf = (plan: MetricsPlan, budget: Budget) => metricsSql(plan, [budget.project]);

async function statesOf(budgets: readonly Budget[], session: Session): Promise<BudgetState[]> {
  const at = endOf(session);
  const asked = budgets.flatMap((budget) => {
    const { used, recent, season } = stretchesAt(budget, at);
    return [used, recent, ...(season ? [season.rest, season.same] : [])]
      .filter((stretch) => lengthOf(stretch) > 0)
      .map((stretch) => ({ budget, stretch, plan: spentPlan(budget.scope, stretch) }));
  });
  if (asked.length === 0) return [];
  const { results } = await select(session, asked.map(({ plan, budget }) => sqlOf(plan, budget)));
  /** Of each budget and stretch, by value. */
  const spent = new Map<Budget, Map<string, Map<string, (number | null)[]>>>();
  for (const [index, { budget, stretch, plan }] of asked.entries()) {
    const values = readRows(plan, results[index]!).groups.map(
      ({ names, periods }) => [names?.[0] ?? '', periods[0]?.[0]?.values ?? []] as const,
    );
    const known = spent.get(budget) ?? new Map<string, Map<string, (number | null)[]>>();
    spent.set(budget, known.set(keyOf(stretch), new Map(values)));
  }
  return budgets.flatMap((budget) => {
    const stretches = stretchesAt(budget, at);
    const of = (stretch: Stretch, value: string) => spent.get(budget)?.get(keyOf(stretch))?.get(value) ?? [];
    const values = eachOf(budget.scope) ? [...(spent.get(budget)?.get(keyOf(stretches.used))?.keys() ?? [])] : [''];
    return values.map((value): BudgetState => ({
      budget,
      value,
      window: stretches.window,
      figures: budgetFigures(budget.limitUsd, stretches, (stretch) => of(stretch, value)[0] ?? 0),
      unpricedCalls: of(stretches.used, value)[1] ?? 0,
    }));
  });
} // prettier-ignore

const keyOf = ({ from, to }: Stretch): string => `${from}/${to}`;

async function seriesOf(budgets: readonly Budget[], session: Session, query: BudgetsQuery): Promise<BudgetSeries[]> {
  const { context } = session;
  const stepMs = stepSeconds({ ...context, stepSeconds: query.stepSeconds }) * 1000;
  const ticks = ticksOf(context.from.getTime(), endOf(session), stepMs);
  const [first, last] = [ticks[0], ticks.at(-1)];
  if (first === undefined || last === undefined || budgets.length === 0) return [];
  const plans = budgets.map((budget) => {
    const { used, recent, season } = stretchesAt(budget, first);
    const from = Math.min(used.from, recent.from, season?.same.from ?? Infinity, season?.rest.from ?? Infinity);
    return { budget, plan: spentPlan(budget.scope, { from, to: last }, fetchStepSeconds(budget, { from, to: last }, stepMs / 1000)) };
  });
  const { results } = await select(session, plans.map(({ plan, budget }) => sqlOf(plan, budget)));
  return plans.flatMap(({ budget, plan }, index) => {
    const { groups } = readRows(plan, results[index]!);
    // A budget that nothing was spent on is at 0.
    const shown = groups.length > 0 || eachOf(budget.scope) ? groups : [{ names: [], periods: [[]] }];
    return shown.map(({ names, periods }): BudgetSeries => {
      const before = spentBefore(periods[0] ?? []);
      const costOf = ({ from, to }: Stretch) => before(to) - before(from);
      const points = ticks.map((at) => budgetFigures(budget.limitUsd, stretchesAt(budget, at), costOf));
      return { budget, value: names?.[0] ?? '', ticks, stepMs, points };
    });
  });
} // prettier-ignore

/** Ends of the steps, and the end of the range. */
function ticksOf(from: number, to: number, stepMs: number): number[] {
  const first = (Math.floor(from / stepMs) + 1) * stepMs;
  const count = Math.max(0, Math.ceil((to - first) / stepMs));
  return [...Array.from({ length: count }, (_, index) => first + index * stepMs), ...(to > from ? [to] : [])];
}
