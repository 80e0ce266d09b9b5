/**
 * Quantiles of weighted values. With equal weights the result is PostgreSQL's percentile_cont, so that an unmatched
 * p95 reads the same here and in every other panel.
 */

/** Value i weighs `times[i] * factor[group[i]]`, which is ≥ 0. Only the first `length` count. */
export interface Weighted {
  length: number;
  /** Ascending. */
  values: Float64Array;
  times: Uint16Array;
  group: Int32Array;
  factor: Float64Array;
}

/**
 * `total`: the sum of all weights; `shares` ascending, 0 to 1. NaN where nothing weighs anything.
 * Value i stands at share (weight before it) ÷ (total − its own weight), which grows with i whatever the weights are.
 * Between two values the quantile is interpolated. The loop adds and compares, nothing else: it runs 2,000 times.
 */
export function weightedQuantiles(
  { length, values, times, group, factor }: Weighted,
  total: number,
  shares: readonly number[],
): number[] {
  const weight = (i: number): number => times[i]! * factor[group[i]!]!;
  const found: number[] = [];
  let before = 0;
  for (let i = 0; i < length; i++) {
    const own = times[i]! * factor[group[i]!]!;
    while (found.length < shares.length && before >= shares[found.length]! * (total - own)) {
      if (own === 0) break;
      found.push(between(previous(i), i, before, own, shares[found.length]!));
    }
    before += own;
  }
  // The last value stands at 1, but for rounding.
  const last = previous(length);
  while (found.length < shares.length) found.push(last < 0 ? NaN : values[last]!);
  return found;

  function previous(i: number): number {
    let found = i - 1;
    while (found >= 0 && weight(found) === 0) found--;
    return found;
  }
  function between(from: number, to: number, before: number, own: number, share: number): number {
    if (from < 0) return values[to]!;
    const fromOwn = weight(from);
    const fromAt = (before - fromOwn) / (total - fromOwn);
    const at = before / (total - own);
    const part = at > fromAt && at < Infinity ? Math.min(1, (share - fromAt) / (at - fromAt)) : 1;
    return values[from]! + (values[to]! - values[from]!) * part;
  }
}

/** Of values that all weigh the same; sorts a copy. NaN are left out. */
export function quantiles(values: ArrayLike<number>, shares: readonly number[]): number[] {
  const sorted = Float64Array.from(values).filter((value) => !Number.isNaN(value));
  sorted.sort();
  const { length } = sorted;
  const weights = { times: new Uint16Array(length).fill(1), group: new Int32Array(length) };
  return weightedQuantiles(
    { length, values: sorted, ...weights, factor: Float64Array.of(1) },
    length,
    shares,
  );
}
