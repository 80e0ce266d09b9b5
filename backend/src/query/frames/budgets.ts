/** Budgets as a table, and their figures over time. */
import {
  BUDGET_FIGURES,
  type BudgetsQuery,
  type Field,
  type FieldConfig,
  type Frame,
} from '@llmobservatory/model';
import type { Budget } from '../../record/budget';
import { eachOf } from '../plan/budgets';
import type { BudgetFigures, Stretch } from '../plan/budgetWindows';
import { answerMeta, emptyFrame, type Answered } from './answer';
import { columnsOf, COUNT, SHARE, tableFrame, USD } from './table'; // prettier-ignore

export interface BudgetState {
  budget: Budget;
  /** Of the dimension that each value has the limit for; '' where there is none. */
  value: string;
  window: Stretch;
  figures: BudgetFigures;
  unpricedCalls: number;
}

export interface BudgetSeries {
  budget: Budget;
  value: string;
  /** ms since 1970, one per point. */
  ticks: number[];
  stepMs: number;
  points: BudgetFigures[];
}

type FigureId = (typeof BUDGET_FIGURES)[number];

const FIGURES: Record<FigureId, { label: string; config: FieldConfig }> = {
  used: { label: 'Used', config: USD },
  limit: { label: 'Limit', config: { unit: 'currencyUSD' } },
  share: { label: 'Share used', config: SHARE },
  forecast: {
    label: 'Forecast',
    config: { unit: 'currencyUSD', description: 'USD at the end of the window, as the same hours of earlier weeks went on.' },
  },
  burn_rate: {
    label: 'Burn rate',
    config: { unit: 'suffix: ×', description: '1: at the speed of late, the limit lasts exactly for the window.' },
  },
}; // prettier-ignore

const column = columnsOf<BudgetState>();

const figureColumn = (id: FigureId) =>
  column(id, FIGURES[id].label, 'number', ({ figures }) => figures[id], FIGURES[id].config);

const COLUMNS = [
  column('budget', 'Budget', 'string', ({ budget }) => budget.name, { filterable: true }),
  column('value', 'Of', 'string', ({ value }) => value),
  column('scope', 'Scope', 'string', ({ budget }) => scopeText(budget)),
  column('window', 'Window', 'string', ({ budget }) => budget.window),
  column('from', 'From', 'time', ({ window }) => window.from),
  column('to', 'To', 'time', ({ window }) => window.to),
  ...(['limit', 'used', 'share', 'forecast', 'burn_rate'] as const).map(figureColumn),
  column('state', 'State', 'string', stateOf),
  column('unpriced_calls', 'Calls without a cost', 'number', ({ unpricedCalls }) => unpricedCalls, COUNT),
  column('project', 'Project', 'string', ({ budget }) => budget.project),
];

/** What tells budgets apart, and does not change from one evaluation to the next. */
const LABELS: ReadonlySet<string> = new Set(['project', 'budget', 'value']);

/** The fullest first. An alert rule takes texts for labels: it gets those that stay, and the figures it asks for. */
export function budgetTableFrames(
  query: BudgetsQuery,
  states: readonly BudgetState[],
  answered: Answered,
  fromAlert: boolean,
): Frame[] {
  const rows = [...states].sort((a, b) => b.figures.share - a.figures.share);
  const figures: readonly string[] = query.figures.length > 0 ? query.figures : BUDGET_FIGURES;
  const isFigure = (name: string) => BUDGET_FIGURES.some((id) => id === name);
  const kept = COLUMNS.filter(({ name }) =>
    isFigure(name) ? figures.includes(name) : !fromAlert || LABELS.has(name),
  );
  const frame = tableFrame(kept, rows, answered);
  if (!fromAlert) return [{ ...frame, meta: { ...frame.meta, uniqueRowIdFields: undefined } }];
  return [{ ...frame, meta: { ...frame.meta, type: 'numeric-long', typeVersion: [0, 1], uniqueRowIdFields: undefined } }];
} // prettier-ignore

export function budgetSeriesFrames(
  query: BudgetsQuery,
  series: readonly BudgetSeries[],
  answered: Answered,
): Frame[] {
  if (series.length === 0) return [emptyFrame(answered)];
  const figures: readonly FigureId[] = query.figures.length > 0 ? query.figures : ['used'];
  const frames = series.flatMap((one) => figures.map((id) => seriesFrame(one, id, figures.length > 1)));
  return frames.map((frame, index) => ({
    ...frame,
    refId: answered.refId,
    meta: { ...frame.meta, ...(index === 0 ? answerMeta(answered) : {}) },
  }));
}

function seriesFrame(
  { budget, value, ticks, stepMs, points }: BudgetSeries,
  id: FigureId,
  named: boolean,
): Frame {
  const { label, config } = FIGURES[id];
  const labels = { budget: budget.name, ...(eachOf(budget.scope) ? { value } : {}) };
  const name = [...(named ? [label] : []), ...Object.values(labels)].join(' · ');
  const known = points.map((point) => point[id]);
  const time: Field = { name: 'time', type: 'time', config: { interval: stepMs }, values: ticks };
  return {
    name: label,
    meta: { type: 'timeseries-multi', typeVersion: [0, 1] },
    fields: [
      time,
      { name: id, type: 'number', labels, config: { ...config, displayNameFromDS: name }, values: known },
    ],
  };
}

/** `over` the limit, `near` it: 80 % used, or to be over by the forecast; else `on track`. */
function stateOf({ figures: { share, forecast, limit } }: BudgetState): string {
  if (share >= 1) return 'over';
  return share >= 0.8 || (forecast ?? 0) >= limit ? 'near' : 'on track';
}

/** "app = support-desk, model = gpt-5 or gpt-5-mini" */
const scopeText = ({ scope }: Budget): string =>
  Object.entries(scope)
    .map(([key, value]) => `${key} = ${typeof value === 'string' ? value : value.join(' or ')}`)
    .join(', ') || 'all calls';
