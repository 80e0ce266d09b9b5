/** Which of the comparisons in the answer is shown, and which models of it, in which order. Pure. */
import type { CompareOptions } from '../options';
import { MAX_MODELS } from '../options';
import type { Answer, Comparison, ModelRow } from './fields';

export interface Choice {
  /** What the person chose on screen; `null`: as the options say. */
  baseline: string | null;
  matched: boolean | null;
  /** Models in columns of their own, beyond the first few; and first ones that were taken away. */
  added: readonly string[];
  removed: readonly string[];
}

export const NO_CHOICE: Choice = { baseline: null, matched: null, added: [], removed: [] };

export interface Shown {
  comparison: Comparison;
  /** Baseline first, then by calls. */
  rows: readonly ModelRow[];
  baseline: ModelRow;
  /** All models of the answer, baseline first, then by calls. */
  all: readonly ModelRow[];
  /** Matched was asked for, and there is too little in common: the unmatched comparison is shown. */
  tooLittleCommon: number | null;
  /** Both ways are in the answer. */
  canMatch: boolean;
  /** Differences are to this baseline; a table without them can be read from any. */
  baselines: readonly string[];
}

export function show({ comparisons }: Answer, options: CompareOptions, choice: Choice): Shown {
  const wanted = choice.baseline ?? options.baseline;
  const first = comparisons[0]!;
  const ofBaseline = comparisons.filter(({ facts }) => facts?.baseline === wanted);
  const candidates =
    ofBaseline.length > 0
      ? ofBaseline
      : comparisons.filter(({ facts }) => facts?.baseline === first.facts?.baseline);
  const matchedOne = candidates.find(({ facts }) => facts?.matched === true);
  const unmatchedOne = candidates.find(({ facts }) => facts?.matched !== true);
  const wantsMatched = choice.matched ?? options.matched;
  const tooLittle = wantsMatched && matchedOne?.facts?.tooLittleCommon === true && unmatchedOne !== undefined;
  const comparison = (wantsMatched && !tooLittle ? matchedOne : unmatchedOne) ?? matchedOne ?? first;

  const byCalls = [...comparison.rows].sort((a, b) => (b.calls ?? 0) - (a.calls ?? 0));
  const baselineName = comparison.facts?.baseline ?? wanted;
  const baseline = byCalls.find(({ model }) => model === baselineName) ?? byCalls[0]!;
  const all = [baseline, ...byCalls.filter((row) => row !== baseline)];
  const rows = all.filter(
    (row, place) =>
      row === baseline ||
      choice.added.includes(row.model) ||
      (place < options.maxModels && !choice.removed.includes(row.model)),
  );
  const own = [...new Set(comparisons.flatMap(({ facts }) => (facts ? [facts.baseline] : [])))];
  return {
    comparison,
    rows: rows.slice(0, MAX_MODELS),
    baseline,
    all,
    tooLittleCommon: tooLittle ? (matchedOne?.facts?.matchedCalls ?? 0) : null,
    canMatch: matchedOne !== undefined && unmatchedOne !== undefined && comparison.rows.length > 1,
    baselines: own.length > 0 ? own : all.map(({ model }) => model),
  };
}

/** Adds the model, or takes it away. More than six are refused: the choice stays as it was. */
export function toggled(choice: Choice, model: string, { rows, all }: Shown): Choice {
  const isShown = rows.some((row) => row.model === model);
  if (!isShown && rows.length >= MAX_MODELS) return choice;
  const without = (list: readonly string[]) => list.filter((one) => one !== model);
  if (!all.some((row) => row.model === model)) return choice;
  return isShown
    ? { ...choice, added: without(choice.added), removed: [...without(choice.removed), model] }
    : { ...choice, added: [...without(choice.added), model], removed: without(choice.removed) };
}
