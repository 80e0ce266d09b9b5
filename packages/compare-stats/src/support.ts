/** How much stands behind the figures of a model: calls, events, and how many independent calls would say as much. */
import type { ComparedCall } from './call';
import type { ComparedMeasure } from './measures';
import type { Mode } from './bootstrap';
import type { Strata } from './strata';

export interface Support {
  /** Calls with a known value. */
  n: number;
  /** Kish's number, by trace: (Σ weight)² ÷ Σ (weight of a trace)². */
  effectiveN: number;
  /** Rates only. */
  events: number | null;
}

/** By place of the measure. */
export function supportOf(
  calls: readonly ComparedCall[],
  model: string,
  mode: Mode,
  measures: readonly ComparedMeasure[],
  strata: Strata,
): Support[] {
  const weights = mode === null ? null : weightsOf(calls, model, mode, strata);
  const own = calls.flatMap((call, i) => {
    const weight = weights === null ? 1 : weights[strata.of[i]!]!;
    return call.model === model && weight > 0 ? [{ call, weight }] : [];
  });
  return measures.map(({ of }) => {
    const known = own.filter(({ call }) => (of.kind === 'mean' ? of.per(call) > 0 : call[of.of] !== null));
    return {
      n: known.length,
      effectiveN: effectiveNumber(known),
      events: of.kind === 'mean' && of.events ? known.reduce((sum, { call }) => sum + of.sum(call), 0) : null,
    };
  });
}

/** Of a call of the model, by group. What is not in common has none. */
function weightsOf(
  calls: readonly ComparedCall[],
  model: string,
  baseline: string,
  strata: Strata,
): Float64Array {
  const own = new Float64Array(strata.common + 1);
  const wanted = new Float64Array(strata.common + 1);
  calls.forEach((call, i) => {
    const group = strata.of[i]!;
    if (group === strata.common) return;
    if (call.model === model) own[group] = own[group]! + 1;
    if (call.model === baseline) wanted[group] = wanted[group]! + 1;
  });
  return own.map((calls, group) => (calls === 0 ? 0 : wanted[group]! / calls));
}

function effectiveNumber(weighted: readonly { call: ComparedCall; weight: number }[]): number {
  const traces = new Map<string, number>();
  for (const { call, weight } of weighted) traces.set(call.trace, (traces.get(call.trace) ?? 0) + weight);
  let sum = 0;
  let squares = 0;
  for (const weight of traces.values()) {
    sum += weight;
    squares += weight * weight;
  }
  return squares === 0 ? 0 : (sum * sum) / squares;
}
