/**
 * Which calls can be compared fairly: calls of the same app, the same prompt and about the same input size. Two models
 * that served different work differ by the work.
 */
import type { ComparedCall } from './call';

export const MATCHED_ON = ['app', 'prompt', 'input size'] as const;

export interface Strata {
  /** Per call: 0 … common − 1 for groups in which every matched model has calls, `common` for all the others. */
  of: Int32Array;
  common: number;
  /** Models that share too little work with the others: matched without them. */
  leftOut: readonly string[];
}

/** Under these the common traffic says too little: calls, and their share of the calls of the matched models. */
const LEAST_COMMON = { calls: 100, share: 0.1 } as const;

export const isTooLittle = (commonCalls: number, calls: number): boolean =>
  commonCalls < Math.max(LEAST_COMMON.calls, LEAST_COMMON.share * calls);

export function strataOf(calls: readonly ComparedCall[], models: readonly string[]): Strata {
  const sizes = sizesOf(calls);
  const keys = calls.map(({ app, prompt }, i) => JSON.stringify([app, prompt, sizes[i]]));
  const groups: Groups = new Map();
  calls.forEach(({ model }, i) => {
    const group = groups.get(keys[i]!) ?? new Map<string, number>();
    groups.set(keys[i]!, group.set(model, (group.get(model) ?? 0) + 1));
  });
  const matched = matchedModels(groups, models);
  const common = [...groups]
    .filter(([, group]) => matched.every((model) => group.has(model)))
    .map(([key]) => key);
  // In the order of the keys, not of the calls: the order of the rows must not move the last digit of a sum.
  const numbers = new Map(common.sort().map((key, number) => [key, number]));
  return {
    of: Int32Array.from(keys, (key, i) =>
      matched.includes(calls[i]!.model) ? (numbers.get(key) ?? numbers.size) : numbers.size,
    ),
    common: numbers.size,
    leftOut: models.filter((model) => !matched.includes(model)),
  };
}

/** Group → model → calls. */
type Groups = Map<string, Map<string, number>>;

/**
 * One model that does other work would leave nothing in common. Where all together have too little, each in turn is
 * asked which others share most with it, and the largest company with enough in common is matched, of equal ones that
 * with most calls. Nobody has enough: all stay.
 */
function matchedModels(groups: Groups, models: readonly string[]): readonly string[] {
  if (!isTooLittle(...commonAmong(groups, models))) return models;
  const [best] = models
    .map((model) => companyOf(model, groups, models))
    .filter((company) => company.length > 1)
    .sort((a, b) => b.length - a.length || commonAmong(groups, b)[0] - commonAmong(groups, a)[0]);
  return best ? models.filter((model) => best.includes(model)) : models;
}

/** The model with as many others as have enough in common with it and each other; those that share least go first. */
function companyOf(model: string, groups: Groups, models: readonly string[]): readonly string[] {
  const shared = new Map(models.map((other) => [other, commonAmong(groups, [model, other])[0]]));
  const others = models.filter((other) => other !== model).sort((a, b) => shared.get(b)! - shared.get(a)!);
  let company = [model, ...others];
  while (company.length > 1 && isTooLittle(...commonAmong(groups, company))) company = company.slice(0, -1);
  return company;
}

function commonAmong(groups: Groups, models: readonly string[]): [common: number, all: number] {
  let common = 0;
  let all = 0;
  for (const group of groups.values()) {
    const calls = models.reduce((sum, model) => sum + (group.get(model) ?? 0), 0);
    all += calls;
    if (models.every((model) => group.has(model))) common += calls;
  }
  return [common, all];
}

/**
 * The size class of each call. Failed calls often tell no size, and a group of unknown sizes would hold nothing but
 * failures: within it no model fails more often than another. Calls without a size are therefore spread over the classes
 * of the same model's other calls for that app and prompt, in proportion. `null` where none of those has a size.
 */
function sizesOf(calls: readonly ComparedCall[]): (number | null)[] {
  const sizes = calls.map(({ inputTokens }) => sizeClass(inputTokens));
  const work = new Map<string, { known: number[]; unknown: number[] }>();
  calls.forEach(({ model, app, prompt }, i) => {
    const key = JSON.stringify([model, app, prompt]);
    let of = work.get(key);
    if (!of) work.set(key, (of = { known: [], unknown: [] }));
    const size = sizes[i]!;
    if (size === null) of.unknown.push(i);
    else of.known.push(size);
  });
  for (const { known, unknown } of work.values()) {
    if (known.length === 0) continue;
    known.sort((a, b) => a - b);
    // The order of the rows must not decide which call goes where.
    unknown.sort((a, b) => byTrace(calls[a]!, calls[b]!));
    unknown.forEach((i, place) => {
      sizes[i] = known[Math.floor(((place + 0.5) / unknown.length) * known.length)]!;
    });
  }
  return sizes;
}

const byTrace = (a: ComparedCall, b: ComparedCall): number =>
  a.trace < b.trace ? -1 : a.trace > b.trace ? 1 : (a.durationMs ?? 0) - (b.durationMs ?? 0);

/** Powers of two, by their largest: 513 to 1,024 input tokens are the class 1,024. */
export const sizeClass = (inputTokens: number | null): number | null =>
  inputTokens === null ? null : inputTokens <= 0 ? 0 : 2 ** Math.ceil(Math.log2(inputTokens));

function sizeLabel(to: number | null): string {
  if (to === null) return 'unknown';
  const digits = (tokens: number) => tokens.toLocaleString('en-US');
  return to <= 2 ? `${to} tokens` : `${digits(to / 2 + 1)}–${digits(to)} tokens`;
}

/** "62% of the calls of gpt-5 are of app batch, 11% of those of the baseline." */
export interface MixDifference {
  model: string;
  dimension: (typeof MATCHED_ON)[number];
  /** '' = none. */
  value: string;
  /** Of the model's calls, 0 to 1. */
  share: number;
  baselineShare: number;
}

const MIX_SHOWN = 3;
const LEAST_DISTANCE = 0.05;

/**
 * The largest difference of each model and dimension to the traffic of the baseline, the largest first, at most three.
 * Differences below 5 points are none.
 */
export function mixDifferences(
  calls: readonly ComparedCall[],
  models: readonly string[],
  baseline: string,
): MixDifference[] {
  const found = MATCHED_ON.flatMap((dimension) => {
    const shares = sharesOf(calls, VALUE_OF[dimension]);
    const ofBaseline = shares.get(baseline) ?? new Map<string, number>();
    return models
      .filter((model) => model !== baseline)
      .flatMap((model) => {
        const ofModel = shares.get(model) ?? new Map<string, number>();
        const all = [...new Set([...ofModel.keys(), ...ofBaseline.keys()])].map((value) => ({
          model,
          dimension,
          value: dimension === 'input size' ? sizeLabel(JSON.parse(value) as number | null) : value,
          share: ofModel.get(value) ?? 0,
          baselineShare: ofBaseline.get(value) ?? 0,
        }));
        return all.sort(byDistance).slice(0, 1);
      });
  });
  return found
    .filter((mix) => distance(mix) >= LEAST_DISTANCE)
    .sort(byDistance)
    .slice(0, MIX_SHOWN);
}

/** Model → value → share of the model's calls. */
function sharesOf(
  calls: readonly ComparedCall[],
  valueOf: (call: ComparedCall) => string,
): Map<string, Map<string, number>> {
  const counts = new Map<string, { calls: number; of: Map<string, number> }>();
  for (const call of calls) {
    let own = counts.get(call.model);
    if (!own) counts.set(call.model, (own = { calls: 0, of: new Map() }));
    const value = valueOf(call);
    own.calls++;
    own.of.set(value, (own.of.get(value) ?? 0) + 1);
  }
  return new Map(
    [...counts].map(([model, { calls, of }]) => [
      model,
      new Map([...of].map(([value, count]) => [value, count / calls])),
    ]),
  );
}

const distance = ({ share, baselineShare }: MixDifference): number =>
  Math.round(Math.abs(share - baselineShare) * 1e9) / 1e9;

/** Of equal ones the named value, then that which the model has more of: both say more than an absence. */
const byDistance = (a: MixDifference, b: MixDifference): number =>
  distance(b) - distance(a) ||
  Number(a.value === '') - Number(b.value === '') ||
  b.share - a.share ||
  (a.value < b.value ? -1 : 1);

const VALUE_OF: Record<(typeof MATCHED_ON)[number], (call: ComparedCall) => string> = {
  app: ({ app }) => app,
  prompt: ({ prompt }) => prompt,
  'input size': ({ inputTokens }) => JSON.stringify(sizeClass(inputTokens)),
};
