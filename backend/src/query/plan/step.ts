/** Width of the buckets of a time series. */

/** Widths in seconds that people read easily; each divides a day or is whole days. */
const NICE = [
  1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1200, 1800, 3600, 7200, 10_800, 14_400, 21_600, 28_800, 43_200,
  86_400, 2 * 86_400, 7 * 86_400, 14 * 86_400, 30 * 86_400, 90 * 86_400, 365 * 86_400,
] as const; // prettier-ignore

export interface StepInput {
  from: Date;
  to: Date;
  intervalMs: number;
  maxDataPoints: number;
  /** What the query asks for; only made wider, where it would give too many points. */
  stepSeconds?: number;
}

/** Seconds. Buckets are aligned to the epoch, so a range may cut two of them: both count as points. */
export function stepSeconds({ from, to, intervalMs, maxDataPoints, stepSeconds }: StepInput): number {
  const rangeSeconds = (to.getTime() - from.getTime()) / 1000;
  const points = (step: number) => Math.ceil(rangeSeconds / step) + 1;
  const fits = (step: number) => points(step) <= Math.max(2, maxDataPoints);
  if (stepSeconds !== undefined && fits(stepSeconds)) return stepSeconds;
  const atLeast = Math.max(stepSeconds ?? 0, intervalMs / 1000);
  return (
    NICE.find((step) => step >= atLeast && fits(step)) ??
    Math.ceil(rangeSeconds / Math.max(1, maxDataPoints - 1) / 86_400) * 86_400
  );
}
