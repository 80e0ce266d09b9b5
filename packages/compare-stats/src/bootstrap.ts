/**
 * Every figure of every model, once from all calls and once from each resample. A resample draws whole traces with
 * replacement, all models together, because calls of one trace are not independent.
 */
import { cellsOf, type Cells, type Sorted } from './cells';
import type { ComparedCall } from './call';
import type { ComparedMeasure } from './measures';
import { weightedQuantiles, type Weighted } from './quantile';
import { drawWithReplacement, randomOf } from './random';
import type { Strata } from './strata';

/**
 * How the calls are weighed. `null`: each once. A model: calls of common groups only, each group of a model weighted so
 * that the model has the mix of that one, the baseline.
 */
export type Mode = string | null;

/** Figure of (mode, model, measure), by their places in the lists. */
export interface Resampled {
  value(mode: number, model: number, measure: number): number;
  resampled(mode: number, model: number, measure: number): Float64Array;
}

export interface BootstrapOptions {
  resamples: number;
  seed: number;
  /** Awaited every few milliseconds, so that a server can do other work meanwhile. */
  pause: () => Promise<void>;
}

/** Visits between two pauses: some milliseconds. */
const VISITS_PER_PAUSE = 1_000_000;

export async function resample(
  calls: readonly ComparedCall[],
  models: readonly string[],
  measures: readonly ComparedMeasure[],
  modes: readonly Mode[],
  strata: Strata,
  { resamples, seed, pause }: BootstrapOptions,
): Promise<Resampled> {
  const cells = cellsOf(calls, models, measures, strata);
  const baselines = modes.map((mode) => (mode === null ? UNMATCHED : models.indexOf(mode)));
  const figures = new Figures(baselines.length, models.length, measures.length);
  const counts = new Uint16Array(cells.traces).fill(1);
  fill(figures, cells, baselines, counts);
  const values = figures.all.slice();
  const resampled = Array.from(values, () => new Float64Array(resamples));
  const random = randomOf(seed);
  const perPause = Math.max(1, Math.floor(VISITS_PER_PAUSE / visits(cells, baselines)));
  for (let round = 0; round < resamples; round++) {
    if (round % perPause === 0) await pause();
    drawWithReplacement(counts, random);
    fill(figures, cells, baselines, counts);
    for (let i = 0; i < resampled.length; i++) resampled[i]![round] = figures.all[i]!;
  }
  return {
    value: (mode, model, measure) => values[figures.place(mode, model, measure)]!,
    resampled: (mode, model, measure) => resampled[figures.place(mode, model, measure)]!,
  };
}

/** Instead of the index of a baseline. */
const UNMATCHED = -1;

/** Numbers of (mode, model, measure) in one array. */
class Figures {
  readonly all: Float64Array;
  constructor(
    modes: number,
    private readonly models: number,
    private readonly measures: number,
  ) {
    this.all = new Float64Array(modes * models * measures);
  }
  place(mode: number, model: number, measure: number): number {
    return (mode * this.models + model) * this.measures + measure;
  }
}

const visits = ({ sums, timed }: Cells, baselines: readonly number[]): number =>
  sums.length +
  timed.reduce((sum, { durationMs, ttftMs }) => sum + durationMs.values.length + ttftMs.values.length, 1) *
    baselines.length;

/** Every figure when trace t is there `counts[t]` times. */
function fill(figures: Figures, cells: Cells, baselines: readonly number[], counts: Uint16Array): void {
  const totals = totalsOf(cells, counts);
  for (let model = 0; model < cells.models; model++) {
    const factors = baselines.map((baseline) => factorsOf(cells, totals, baseline, model));
    factors.forEach((factor, mode) => {
      for (const { measure, sum, per } of cells.means) {
        figures.all[figures.place(mode, model, measure)] =
          weighted(cells, totals, factor, model, sum) / weighted(cells, totals, factor, model, per);
      }
    });
    for (const { of, known, shares, measures } of cells.quantiles) {
      const drawn = drawnOf(cells.timed[model]![of], counts);
      factors.forEach((factor, mode) => {
        const total = weighted(cells, totals, factor, model, known);
        const found = weightedQuantiles({ ...drawn, factor }, total, shares);
        measures.forEach((measure, i) => (figures.all[figures.place(mode, model, measure)] = found[i]!));
      });
    }
  }
}

function totalsOf({ trace, place, sums, width, models, groups }: Cells, counts: Uint16Array): Float64Array {
  const totals = new Float64Array(models * groups * width);
  for (let i = 0; i < trace.length; i++) {
    const times = counts[trace[i]!]!;
    if (times === 0) continue;
    const to = place[i]! * width;
    const from = i * width;
    for (let j = 0; j < width; j++) totals[to + j] = totals[to + j]! + times * sums[from + j]!;
  }
  return totals;
}

/** What a call of each group weighs. */
function factorsOf(
  { groups, width }: Cells,
  totals: Float64Array,
  baseline: number,
  model: number,
): Float64Array {
  const factors = new Float64Array(groups);
  if (baseline === UNMATCHED) return factors.fill(1);
  for (let group = 0; group < groups - 1; group++) {
    const own = totals[(model * groups + group) * width]!;
    // A resample may hold no call of a group: the group is left out of it.
    factors[group] = own === 0 ? 0 : totals[(baseline * groups + group) * width]! / own;
  }
  return factors;
}

function weighted(
  { groups, width }: Cells,
  totals: Float64Array,
  factor: Float64Array,
  model: number,
  sum: number,
): number {
  if (sum < 0) return 0;
  let result = 0;
  for (let group = 0; group < groups; group++) {
    result += factor[group]! * totals[(model * groups + group) * width + sum]!;
  }
  return result;
}

/** The values of the traces that were drawn, still ascending. */
function drawnOf({ values, trace, group, drawn }: Sorted, counts: Uint16Array): Omit<Weighted, 'factor'> {
  let length = 0;
  for (let i = 0; i < values.length; i++) {
    const times = counts[trace[i]!]!;
    drawn.values[length] = values[i]!;
    drawn.group[length] = group[i]!;
    drawn.times[length] = times;
    // No branch, because whether a trace was drawn can't be foreseen: the next value is written over this one.
    length += Math.min(times, 1);
  }
  return { ...drawn, length };
}
