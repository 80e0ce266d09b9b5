/** Numbers → places, 0 to 1, logarithmic or linear, and the ticks of an axis. Pure. */
export interface Scale {
  kind: 'log' | 'linear';
  lo: number;
  hi: number;
}

/** Holds all values, with some room at both ends. A logarithm needs values above 0: with others the scale is linear. */
export function scaleOf(values: readonly number[], wanted: 'log' | 'linear', room = 0.06): Scale {
  const kind = wanted === 'log' && values.every((value) => value > 0) ? 'log' : 'linear';
  const low = Math.min(...values);
  const high = Math.max(...values);
  if (values.length === 0) return { kind: 'linear', lo: 0, hi: 1 };
  if (isOnePlace(low, high)) {
    const around = low === 0 ? 1 : Math.abs(low) / 2;
    return kind === 'log'
      ? { kind, lo: low / 2, hi: high * 2 }
      : { kind, lo: low - around, hi: high + around };
  }
  if (kind === 'log') {
    const factor = (high / low) ** room;
    return { kind, lo: low / factor, hi: high * factor };
  }
  const margin = (high - low) * room;
  return { kind, lo: low - margin, hi: high + margin };
}

/** Values so close that floating point has no room between them. */
const isOnePlace = (low: number, high: number): boolean =>
  high - low <= Math.max(Math.abs(low), Math.abs(high)) * 1e-9;

export function placeOn({ kind, lo, hi }: Scale, value: number): number {
  if (kind === 'linear') return (value - lo) / (hi - lo);
  return Math.log(value / lo) / Math.log(hi / lo);
}

/** Round numbers inside the scale, at most about `most`. */
export function ticksOf(scale: Scale, most: number): number[] {
  const { kind, lo, hi } = scale;
  if (kind === 'log') {
    const all = logTicks(lo, hi, [1, 2, 5]);
    const fewer = all.length > most ? logTicks(lo, hi, [1]) : all;
    // Within one power of ten the round numbers are too far apart.
    return fewer.length >= 2 ? thinned(fewer, most) : linearTicks(lo, hi, most);
  }
  return linearTicks(lo, hi, most);
}

function logTicks(lo: number, hi: number, digits: readonly number[]): number[] {
  const ticks: number[] = [];
  for (let power = Math.floor(Math.log10(lo)); 10 ** power <= hi; power++) {
    for (const digit of digits) {
      const tick = Number(`${digit}e${power}`);
      if (tick >= lo && tick <= hi) ticks.push(tick);
    }
  }
  return ticks;
}

function linearTicks(lo: number, hi: number, most: number): number[] {
  const least = (hi - lo) / Math.max(1, most);
  const power = 10 ** Math.floor(Math.log10(least));
  const step = power * ([1, 2, 5].find((digit) => digit * power >= least) ?? 10);
  const ticks: number[] = [];
  for (let i = Math.ceil(lo / step); i * step <= hi; i++) ticks.push(Number((i * step).toPrecision(12)));
  return ticks;
}

const thinned = (ticks: number[], most: number): number[] => {
  const every = Math.ceil(ticks.length / Math.max(1, most));
  return ticks.filter((_, i) => i % every === 0);
};
