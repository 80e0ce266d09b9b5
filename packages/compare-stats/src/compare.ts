/**
 * Models side by side: value, interval and difference to a baseline, for every baseline, matched and unmatched.
 * Method: docs/panels.md#model-compare.
 */
import { resample, type Mode } from './bootstrap';
import type { ComparedCall } from './call';
import { differenceOf, estimateOf, type Estimate, type Side } from './estimate';
import { COMPARED_MEASURES, scoreMeasure, STRIP_MEASURES, type ComparedMeasure } from './measures';
import { isTooLittle, mixDifferences, strataOf, type MixDifference, type Strata } from './strata';
import { supportOf } from './support';

export interface CompareOptions {
  /** Columns in their order; calls of other models are left out. */
  models: readonly string[];
  /** Ids of the figures to compute; default: all, with the scores that most calls have. */
  measures?: readonly string[];
  resamples?: number;
  seed?: number;
  /** Of the intervals; differences are at 1 − (1 − level) ÷ k. */
  level?: number;
  /** Awaited every few milliseconds, so that a server can do other work meanwhile. */
  pause?: () => Promise<void>;
}

/** One baseline, matched or not. */
export interface Comparison {
  baseline: string;
  matched: boolean;
  /** Calls of the matched models in groups that all of them have, and all their calls. */
  matchedCalls: number;
  allCalls: number;
  /** Matched: under 100 calls, or under 10% of all, are in common; or the baseline is left out. */
  tooLittleCommon: boolean;
  /** Matched without these: they share too little work with the others. */
  leftOut: readonly string[];
  resamples: number;
  level: number;
  /** Comparisons that a difference is adjusted for: the other models. */
  k: number;
  /** Why an unmatched comparison may not be fair: the largest differences of the traffic. */
  mix: MixDifference[];
  measures: readonly ComparedMeasure[];
  /** Baseline first, then in the order of `models`. */
  rows: ComparedModel[];
}

export interface ComparedModel {
  model: string;
  /** Calls that enter the figures. */
  calls: number;
  /** By id of the measure. */
  estimates: Readonly<Record<string, Estimate>>;
}

const MAX_SCORES = 5;

/** All ways: the baselines in the order of `models`, each matched first. No calls: no comparison. */
export async function compareModels(
  calls: readonly ComparedCall[],
  {
    models,
    measures: wanted,
    resamples = 2000,
    seed = 1,
    level = 0.95,
    pause = () => new Promise((done) => setTimeout(done)),
  }: CompareOptions,
): Promise<Comparison[]> {
  const shown = calls.filter(({ model }) => models.includes(model));
  const present = models.filter((model) => shown.some((call) => call.model === model));
  const strata = strataOf(shown, present);
  const measures = measuresOf(shown).filter(({ id }) => wanted?.includes(id) ?? true);
  const modes: Mode[] = present.length === 0 ? [] : [null, ...present];
  const resampled = await resample(shown, present, measures, modes, strata, { resamples, seed, pause });
  const k = Math.max(1, present.length - 1);
  const matchedCalls = strata.of.reduce((sum, group) => sum + (group < strata.common ? 1 : 0), 0);
  const { leftOut } = strata;
  const allCalls = shown.filter(({ model }) => !leftOut.includes(model)).length;
  const about = { allCalls, leftOut, resamples, level, k, measures };
  const tooLittle = isTooLittle(matchedCalls, allCalls);

  const comparisons: Comparison[] = [];
  for (const [m, mode] of modes.entries()) {
    await pause();
    const sides = present.map((model, place): Side[] => {
      const support = supportOf(shown, model, mode, measures, strata);
      return measures.map((_, i) => ({
        value: resampled.value(m, place, i),
        resampled: resampled.resampled(m, place, i),
        ...support[i]!,
      }));
    });
    const estimates = sides.map((own) => own.map((side) => estimateOf(side, level)));
    for (const [b, baseline] of present.entries()) {
      if (mode !== null && mode !== baseline) continue;
      await pause();
      const rows = present.map((model, place): ComparedModel => ({
        model,
        calls: callsIn(shown, model, mode, strata),
        estimates: Object.fromEntries(
          measures.map((measure, i) => {
            const compared = place !== b && !STRIP_MEASURES.includes(measure);
            const difference = compared
              ? differenceOf(measure, sides[place]![i]!, sides[b]![i]!, 1 - (1 - level) / k)
              : null;
            return [measure.id, { ...estimates[place]![i]!, difference }];
          }),
        ),
      }));
      comparisons.push({
        ...about,
        baseline,
        matched: mode !== null,
        matchedCalls: leftOut.includes(baseline) ? 0 : matchedCalls,
        tooLittleCommon: mode !== null && (tooLittle || leftOut.includes(baseline)),
        mix: mixDifferences(shown, present, baseline),
        rows: [rows[b]!, ...rows.filter((_, place) => place !== b)],
      });
    }
  }
  const order = (one: Comparison) => present.indexOf(one.baseline) * 2 + (one.matched ? 0 : 1);
  return comparisons.sort((a, b) => order(a) - order(b));
}

const callsIn = (calls: readonly ComparedCall[], model: string, mode: Mode, strata: Strata): number =>
  calls.filter((call, i) => call.model === model && (mode === null || strata.of[i]! < strata.common)).length;

/** Figures that no call knows stay, as unknown; of the scores those that most calls have. */
function measuresOf(calls: readonly ComparedCall[]): ComparedMeasure[] {
  const scores = new Map<string, number>();
  for (const { scores: own } of calls) for (const name in own) scores.set(name, (scores.get(name) ?? 0) + 1);
  const names = [...scores]
    .sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1))
    .slice(0, MAX_SCORES)
    .map(([name]) => name);
  return [...COMPARED_MEASURES, ...STRIP_MEASURES, ...names.map(scoreMeasure)];
}
