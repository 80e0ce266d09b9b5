/** A comparison as columns of a table: one row a model, baseline first. Frame shape: docs/panels.md#model-compare. */
import type { Comparison } from './compare';
import type { Estimate } from './estimate';
import { STRIP_MEASURES, type ComparedMeasure } from './measures';

/** `null` = unknown. */
export interface Column {
  name: string;
  type: 'string' | 'number';
  unit?: string;
  label?: string;
  doc?: string;
  values: (string | number | null)[];
}

/** Of all calls in the range, where the compared calls are a sample of them. */
export interface ModelTotals {
  calls: number;
  /** Of calls with a known cost; null: of none. */
  costUsd: number | null;
  unpricedCalls: number;
}

export function comparisonColumns(
  { rows, measures }: Comparison,
  totals: ReadonlyMap<string, ModelTotals>,
): Column[] {
  const total = (of: (totals: ModelTotals) => number | null) =>
    rows.map(({ model }) => {
      const known = totals.get(model);
      return known ? of(known) : null;
    });
  return [
    { name: 'model', type: 'string', label: 'Model', values: rows.map(({ model }) => model) },
    { ...count('calls', 'Calls', 'All calls in the range.'), values: total(({ calls }) => calls) },
    {
      ...count('matched_calls', 'Calls compared', 'Calls that enter the figures.'),
      values: rows.map(({ calls }) => calls),
    },
    {
      name: 'cost',
      type: 'number',
      unit: 'currencyUSD',
      label: 'Total cost',
      doc: 'Of all calls in the range with a known cost.',
      values: total(({ costUsd }) => costUsd),
    },
    {
      ...count('unpriced_calls', 'Calls without a cost', 'Above 0, the cost is a lower bound.'),
      values: total(({ unpricedCalls }) => unpricedCalls),
    },
    ...measures.flatMap((measure) =>
      measureColumns(
        measure,
        rows.map(({ estimates }) => estimates[measure.id]!),
      ),
    ),
  ];
}

const count = (name: string, label: string, doc: string) => ({
  name,
  type: 'number' as const,
  unit: 'short',
  label,
  doc,
});

function measureColumns(measure: ComparedMeasure, estimates: Estimate[]): Column[] {
  const { id, label, unit, doc } = measure;
  const column = (suffix: string, of: (estimate: Estimate) => number | null): Column => ({
    name: id + suffix,
    type: 'number',
    values: estimates.map(of),
  });
  const value = { ...column('', (estimate) => estimate.value), unit };
  if (STRIP_MEASURES.includes(measure)) return [value];
  return [
    { ...value, label, doc },
    { ...column('_lo', ({ interval }) => interval?.lo ?? null), unit },
    { ...column('_hi', ({ interval }) => interval?.hi ?? null), unit },
    column('_n', ({ n }) => n),
    column('_neff', ({ effectiveN }) => Math.floor(effectiveN)),
    ...(estimates.every(({ events }) => events === null) ? [] : [column('_events', ({ events }) => events)]),
    column('_diff_lo', ({ difference }) => difference?.lo ?? null),
    column('_diff_hi', ({ difference }) => difference?.hi ?? null),
  ];
}
