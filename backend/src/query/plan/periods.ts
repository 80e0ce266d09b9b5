/** The earlier period that figures are compared with. */
import type { Comparison } from '@llmobservatory/model';

const DAY_MS = 86_400_000;

/**
 * How far back it lies. With steps a whole number of them, so that the buckets of both periods lie on each other: it may
 * then begin up to a step earlier than asked.
 */
export function shiftMs(
  compare: Exclude<Comparison, 'none'>,
  { from, to }: { from: Date; to: Date },
  stepSeconds: number | null,
): number {
  const asked = { previous: to.getTime() - from.getTime(), day: DAY_MS, week: 7 * DAY_MS }[compare];
  if (stepSeconds === null) return asked;
  const stepMs = stepSeconds * 1000;
  return Math.ceil(asked / stepMs) * stepMs;
}
