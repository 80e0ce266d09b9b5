/** Intervals from resamples and from counts. */
import { quantiles } from './quantile';

export interface Interval {
  lo: number;
  hi: number;
}

/** More resamples without a value than this, and there is no interval: too often there was nothing to measure. */
const MAX_UNKNOWN_SHARE = 0.05;

/** The middle `level` of the resampled values (percentile bootstrap); `null` where too many are unknown. */
export function percentileInterval(resampled: Float64Array, level: number): Interval | null {
  const known = resampled.filter((value) => Number.isFinite(value));
  if (known.length === 0 || known.length < resampled.length * (1 - MAX_UNKNOWN_SHARE)) return null;
  const [lo, hi] = quantiles(known, [(1 - level) / 2, (1 + level) / 2]);
  return { lo: lo!, hi: hi! };
}

/**
 * Wilson's score interval of a share: right for few events, where resamples see none or always the same.
 * `share` 0 to 1 of `n` trials; n may be an effective number, not whole.
 */
export function wilson(share: number, n: number, level: number): Interval {
  const z = normalQuantile((1 + level) / 2);
  const z2 = (z * z) / n;
  const middle = (share + z2 / 2) / (1 + z2);
  const half = (z / (1 + z2)) * Math.sqrt((share * (1 - share)) / n + z2 / (4 * n));
  return { lo: Math.max(0, middle - half), hi: Math.min(1, middle + half) };
}

/** Difference a − b of two shares from their Wilson intervals (Newcombe's method 10). */
export function newcombe(a: number, ofA: Interval, b: number, ofB: Interval): Interval {
  const difference = a - b;
  return {
    lo: difference - Math.hypot(a - ofA.lo, ofB.hi - b),
    hi: difference + Math.hypot(ofA.hi - a, b - ofB.lo),
  };
}

/** Inverse of the normal distribution function for `p` in (0.5, 1), to 1e-9: Newton's steps on a series for it. */
export function normalQuantile(p: number): number {
  let z = 1;
  for (let i = 0; i < 50; i++) {
    const step = (normalShare(z) - p) / (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI));
    // A long first step would leave the range where the density says anything.
    z -= Math.max(-0.5, Math.min(0.5, step));
    if (Math.abs(step) < 1e-12) break;
  }
  return z;
}

/** Share of a normal distribution below z ≥ 0: φ(z) · (z + z³/3 + z⁵/15 + …) above the half. */
function normalShare(z: number): number {
  let term = z;
  let sum = z;
  for (let odd = 3; Math.abs(term) > 1e-17 * sum; odd += 2) {
    term *= (z * z) / odd;
    sum += term;
  }
  return 0.5 + (sum * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI);
}
