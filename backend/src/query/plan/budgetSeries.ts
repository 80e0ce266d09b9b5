/** Cost in fine buckets, added up once: what was spent in any stretch is then the difference of two sums. */
import { DateTime } from 'luxon';
import { readWindow, type Budget } from '../../record/budget';
import type { Stretch } from './budgetWindows';

const HOUR = 3600;
const QUARTER = 900;
const MAX_BUCKETS = 20_000;

/**
 * Windows must begin where a bucket does: hours where the zone keeps whole hours, which the rollups have, else quarters;
 * for steps below an hour what divides the step.
 */
export function fetchStepSeconds(
  { window, timeZone }: Pick<Budget, 'window' | 'timeZone'>,
  { from, to }: Stretch,
  stepSeconds: number,
): number {
  const wholeHours = [from, to].every((at) => DateTime.fromMillis(at, { zone: timeZone }).offset % 60 === 0);
  const calendar = typeof readWindow(window) !== 'number';
  const fine = stepSeconds % HOUR === 0 ? (calendar && !wholeHours ? QUARTER : HOUR) : greatestDivisor(stepSeconds, QUARTER);
  const least = Math.ceil((to - from) / 1000 / MAX_BUCKETS);
  return least <= fine ? fine : Math.ceil(least / HOUR) * HOUR;
} // prettier-ignore

const greatestDivisor = (a: number, b: number): number => (b === 0 ? a : greatestDivisor(b, a % b));

/** USD spent before a moment, since the first bucket. A moment inside of a bucket counts the whole of it once it is over. */
export function spentBefore(rows: readonly { bucket: number | null; values: (number | null)[] }[]): (at: number) => number {
  const starts = rows.map(({ bucket }) => bucket ?? 0);
  const sums = [0];
  for (const { values } of rows) sums.push((sums.at(-1) ?? 0) + (values[0] ?? 0));
  return (at) => {
    // Buckets that start before the moment: the last one of a range that ends inside of it is not larger than the range.
    let [low, high] = [0, starts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) < at) low = middle + 1;
      else high = middle;
    }
    return sums[low] ?? 0;
  };
} // prettier-ignore
