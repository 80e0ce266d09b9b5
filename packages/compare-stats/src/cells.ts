/**
 * The calls, made small for being visited 2,000 times: sums per (trace, model, group), and for each model the times that
 * quantiles are made of, sorted once.
 */
import type { ComparedCall } from './call';
import { everyCall, TIMED, type ComparedMeasure, type PerCall, type Timed } from './measures';
import type { Weighted } from './quantile';
import type { Strata } from './strata';

export interface Cells {
  traces: number;
  models: number;
  /** Common groups, and one for all the calls that the models do not have in common, which is the last. */
  groups: number;
  /** `sum`, `per`, `known`: places of sums in a cell; −1: that sum is 0 everywhere. */
  means: { measure: number; sum: number; per: number }[];
  quantiles: { of: Timed; known: number; shares: number[]; measures: number[] }[];
  /** Sums of a cell; the first is the number of its calls. */
  width: number;
  /** Per cell: index of the trace; model · groups + group; its sums, `width` each. */
  trace: Int32Array;
  place: Int32Array;
  sums: Float64Array;
  /** [model][timed] */
  timed: Record<Timed, Sorted>[];
}

export interface Sorted {
  /** Ascending. */
  values: Float64Array;
  trace: Int32Array;
  group: Int32Array;
  /** Room for those of a resample, written over and over. One longer: see `drawnOf`. */
  drawn: Omit<Weighted, 'length' | 'factor'>;
}

export function cellsOf(
  calls: readonly ComparedCall[],
  models: readonly string[],
  measures: readonly ComparedMeasure[],
  strata: Strata,
): Cells {
  // In the order of the ids, not of the calls: the order of the rows must not change what is drawn.
  const traces = new Map([...new Set(calls.map(({ trace }) => trace))].sort().map((id, i) => [id, i]));
  const numbers = new Map(models.map((model, i) => [model, i]));
  const groups = strata.common + 1;
  const trace = calls.map((call) => traces.get(call.trace)!);
  const place = calls.map(({ model }, i) => numbers.get(model)! * groups + strata.of[i]!);

  const sums = sumsOf(measures).filter((sum) => sum === everyCall || calls.some((call) => sum(call) !== 0));
  const cellOf = new Map<number, number>();
  const cell = calls.map((_, i) => {
    const key = trace[i]! * models.length * groups + place[i]!;
    let known = cellOf.get(key);
    if (known === undefined) cellOf.set(key, (known = cellOf.size));
    return known;
  });
  const added = new Float64Array(cellOf.size * sums.length);
  calls.forEach((call, i) => {
    const start = cell[i]! * sums.length;
    for (let j = 0; j < sums.length; j++) added[start + j] = added[start + j]! + sums[j]!(call);
  });
  const keys = [...cellOf.keys()];
  return {
    traces: traces.size,
    models: models.length,
    groups,
    means: measures.flatMap(({ of }, measure) =>
      of.kind === 'mean' ? [{ measure, sum: sums.indexOf(of.sum), per: sums.indexOf(of.per) }] : [],
    ),
    quantiles: quantilesOf(measures, sums),
    width: sums.length,
    trace: Int32Array.from(keys, (key) => Math.floor(key / (models.length * groups))),
    place: Int32Array.from(keys, (key) => key % (models.length * groups)),
    sums: added,
    timed: models.map((model) => {
      const sorted = (of: Timed) =>
        sortedOf(
          calls.flatMap((call, i) =>
            call.model === model && call[of] !== null
              ? [{ value: call[of], trace: trace[i]!, group: strata.of[i]! }]
              : [],
          ),
        );
      return { durationMs: sorted('durationMs'), ttftMs: sorted('ttftMs') };
    }),
  };
}

const KNOWN: Record<Timed, PerCall> = {
  durationMs: ({ durationMs }) => (durationMs === null ? 0 : 1),
  ttftMs: ({ ttftMs }) => (ttftMs === null ? 0 : 1),
};

/** Each sum once: many figures are per call. The number of calls is the first. */
const sumsOf = (measures: readonly ComparedMeasure[]): PerCall[] => [
  ...new Set([
    everyCall,
    ...TIMED.map((of) => KNOWN[of]),
    ...measures.flatMap(({ of }) => (of.kind === 'mean' ? [of.sum, of.per] : [])),
  ]),
];

const quantilesOf = (measures: readonly ComparedMeasure[], sums: readonly PerCall[]): Cells['quantiles'] =>
  TIMED.flatMap((timed) => {
    const wanted = measures
      .flatMap(({ of }, measure) =>
        of.kind === 'quantile' && of.of === timed ? [{ measure, share: of.share }] : [],
      )
      .sort((a, b) => a.share - b.share);
    if (wanted.length === 0) return [];
    return {
      of: timed,
      known: sums.indexOf(KNOWN[timed]),
      shares: wanted.map(({ share }) => share),
      measures: wanted.map(({ measure }) => measure),
    };
  });

function sortedOf(own: { value: number; trace: number; group: number }[]): Sorted {
  own.sort((a, b) => a.value - b.value || a.trace - b.trace || a.group - b.group);
  const { length } = own;
  return {
    values: Float64Array.from(own, ({ value }) => value),
    trace: Int32Array.from(own, ({ trace }) => trace),
    group: Int32Array.from(own, ({ group }) => group),
    drawn: {
      values: new Float64Array(length + 1),
      times: new Uint16Array(length + 1),
      group: new Int32Array(length + 1),
    },
  };
}
