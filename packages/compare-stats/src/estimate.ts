/** One figure of one model: its interval, and its difference to the baseline where the data carry one. */
import { newcombe, percentileInterval, wilson, type Interval } from './intervals';
import type { ComparedMeasure } from './measures';
import type { Support } from './support';

/** `null` = unknown. */
export interface Estimate extends Support {
  value: number | null;
  interval: Interval | null;
  /** To the baseline; `null` on the baseline, and where there are too few calls or events for a verdict. */
  difference: Interval | null;
}

/** What is known of a figure of a model. */
export interface Side extends Support {
  /** NaN: unknown. */
  value: number;
  resampled: Float64Array;
}

/** Under these there is no verdict. Docs: docs/panels.md#model-compare */
export const TOO_FEW = {
  /** With a known value, of either model. */
  calls: 30,
  /** The same for a p95. */
  tail: 100,
  /** Of both models together, for a rate. */
  events: 10,
  /** As many independent traces of equal weight, of either model: resampling fewer tells too little about chance. */
  traces: 15,
} as const;

export function estimateOf(side: Side, level: number): Omit<Estimate, 'difference'> {
  const { value, n, effectiveN, events } = side;
  const known = Number.isFinite(value);
  return {
    value: known ? value : null,
    interval: known ? intervalOf(side, level) : null,
    n,
    effectiveN,
    events,
  };
}

function intervalOf(side: Side, level: number): Interval | null {
  if (fewEvents(side)) return wilson(side.value, side.effectiveN, level);
  // One trace can only be drawn as it is.
  return side.effectiveN <= 1 ? null : percentileInterval(side.resampled, level);
}

/** Resamples of few events hardly vary: none of none is none. */
const fewEvents = ({ events, n }: Support): boolean =>
  events !== null && (events < TOO_FEW.events || n - events < TOO_FEW.events);

export function differenceOf(
  measure: ComparedMeasure,
  own: Side,
  baseline: Side,
  level: number,
): Interval | null {
  if (!Number.isFinite(own.value) || !Number.isFinite(baseline.value)) return null;
  if (isTooFew(measure, own, baseline)) return null;
  if (fewEvents(own) || fewEvents(baseline)) {
    const of = (side: Side) => wilson(side.value, side.effectiveN, level);
    return newcombe(own.value, of(own), baseline.value, of(baseline));
  }
  const differences = own.resampled.map((value, i) =>
    measure.difference === 'ratio' ? value / baseline.resampled[i]! : value - baseline.resampled[i]!,
  );
  return percentileInterval(differences, level);
}

function isTooFew({ of }: ComparedMeasure, own: Side, baseline: Side): boolean {
  const least = of.kind === 'quantile' && of.share > 0.9 ? TOO_FEW.tail : TOO_FEW.calls;
  const few = (side: Side) => side.n < least || side.effectiveN < TOO_FEW.traces;
  // Of both: no error in 4,000 calls against 200 in 2,000 is a difference.
  const events = own.events === null ? Infinity : own.events + (baseline.events ?? 0);
  return few(own) || few(baseline) || events < TOO_FEW.events;
}
