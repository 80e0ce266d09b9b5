/** Comparisons of models → a table each, the one that was asked for first. */
import { comparisonColumns, type Comparison } from '@llmobservatory/compare-stats';
import type { Field, Frame, ModelsQuery, Notice } from '@llmobservatory/model';
import type { ModelRow } from '../plan/models';
import type { WhatIf } from '../whatIf';
import { answerMeta, emptyFrame, type Answered } from './answer';
import { cutNotice, FILTERABLE, joined } from './table';

export interface Compared {
  /** All that were found, one more than the limit at most. */
  all: readonly ModelRow[];
  models: readonly ModelRow[];
  /** Calls that were compared, and calls of these models. */
  calls: number;
  total: number;
  comparisons: readonly Comparison[];
}

export function modelsFrames(query: ModelsQuery, compared: Compared, answered: Answered): Frame[] {
  const { comparisons, models } = compared;
  if (comparisons.length === 0) return [emptyFrame(answered)];
  const base = models.some(({ model }) => model === query.base) ? query.base : models[0]?.model;
  const matched = comparisons.find((one) => one.baseline === base && one.matched);
  const useMatched = query.matched && matched !== undefined && !matched.tooLittleCommon;
  const asked = comparisons.find((one) => one.baseline === base && one.matched === useMatched);
  const others = comparisons.filter((one) => one !== asked);
  const notices = noticesOf(query, compared, matched);
  // Without intervals there is nothing that another baseline would change but the order.
  return [...(asked ? [asked] : []), ...(query.intervals ? others : [])].map((one, index) => ({
    name: `${one.baseline || '(no model)'}, ${one.matched ? 'matched' : 'all traffic'}`,
    refId: answered.refId,
    meta: {
      ...(index === 0 ? answerMeta({ ...answered, rows: compared.calls }) : {}),
      preferredVisualisationType: 'table',
      uniqueRowIdFields: [0],
      custom: { ...(index === 0 ? answerMeta(answered).custom : {}), comparison: factsOf(one, compared) },
      ...(index === 0 && notices.length > 0 ? { notices } : {}),
    },
    fields: fieldsOf(query, one, models),
  }));
}

/** What the panel says beside the figures. */
const factsOf = ({ rows: _, measures: __, ...facts }: Comparison, { calls, total }: Compared) => ({
  ...facts,
  /** Below 1, a sample of whole traces was compared. */
  sampledShare: total > 0 ? calls / total : 1,
});

const OF_INTERVALS = /_(lo|hi|n|neff|events)$/;

function fieldsOf(query: ModelsQuery, comparison: Comparison, models: readonly ModelRow[]): Field[] {
  const totals = new Map(
    models.map((row) => [row.model, { calls: row.calls, costUsd: row.cost, unpricedCalls: row.unpriced }]),
  );
  const columns = comparisonColumns(comparison, totals);
  const own = comparison.rows.map((row) => models.find(({ model }) => model === row.model));
  return [
    ...columns
      .filter(({ name }) => query.intervals || !OF_INTERVALS.test(name))
      .map(({ name, type, unit, label, doc, values }): Field => ({
        name,
        type,
        config: {
          ...(label ? { displayNameFromDS: label } : {}),
          ...(type === 'string' ? FILTERABLE : {}),
          ...(unit ? { unit } : {}),
          ...(doc ? { description: doc } : {}),
        },
        values,
      })),
    { name: 'providers', type: 'string', config: { displayNameFromDS: 'Providers' }, values: own.map((row) => joined(row?.providers ?? null)) },
    { name: 'firstTime', type: 'time', config: { displayNameFromDS: 'First seen' }, values: own.map((row) => row?.first_at ?? null) },
    { name: 'lastTime', type: 'time', config: { displayNameFromDS: 'Last seen' }, values: own.map((row) => row?.last_at ?? null) },
  ]; // prettier-ignore
}

function noticesOf(query: ModelsQuery, { all, calls, total }: Compared, matched: Comparison | undefined): Notice[] {
  const notices = cutNotice(all.length > query.limit, query.limit, 'models, most calls first');
  if (query.matched && matched?.tooLittleCommon) {
    notices.push({ severity: 'warning', text: `Too little common traffic to compare fairly (${matched.matchedCalls} calls). Showing unmatched values; differences may come from the traffic.` });
  }
  if (calls < total) {
    notices.push({ severity: 'info', text: `Figures and intervals come from ${calls} of ${total} calls, a sample of whole traces; calls and cost are of all.` });
  }
  return notices;
} // prettier-ignore

/** What the calls that were compared would cost at the prices of the other models, as they are at `now`. */
export function whatIfFrame(changes: readonly WhatIf[], now: Date, refId: string): Frame {
  const column = (name: string, label: string, of: (change: WhatIf) => unknown, unit?: string): Field => ({
    name,
    type: name === 'from' || name === 'to' || name === 'reason' ? 'string' : 'number',
    config: { displayNameFromDS: label, ...(unit ? { unit } : {}) },
    values: changes.map(of),
  });
  return {
    name: 'what if',
    refId,
    meta: { preferredVisualisationType: 'table', custom: { whatIf: true } },
    fields: [
      column('from', 'Traffic of', ({ from }) => from),
      column('to', 'At the price of', ({ to }) => to),
      column('calls', 'Calls', ({ calls }) => calls, 'short'),
      column('cost_now', 'Cost now', ({ costNow }) => costNow, 'currencyUSD'),
      column('cost_then', 'Cost then, estimated', ({ costThen }) => costThen, 'currencyUSD'),
      column('unpriced_calls', 'Calls without a price', ({ unpricedCalls }) => unpricedCalls, 'short'),
      column('reason', 'Reason', ({ reason }) => reason),
      {
        name: 'prices_at',
        type: 'time',
        config: { displayNameFromDS: 'Prices of' },
        values: changes.map(() => now.getTime()),
      },
    ],
  };
}
