/**
 * Time → place on the bars, and the ticks of the axis: round steps, as many as there is room for.
 */
export interface Axis {
  startMs: number;
  /** At least 1 ns, so that a trace of one instant has a place to be drawn at. */
  lengthMs: number;
}

export const axisOf = (startMs: number, endMs: number): Axis => ({
  startMs,
  lengthMs: Math.max(endMs - startMs, 1e-6),
});

/** Share of the axis, 0 to 1: where a span begins and how much of it is to be seen. */
export function placeOf(axis: Axis, startMs: number, durationMs: number): { left: number; width: number } {
  const left = shareOf(axis, startMs);
  return { left, width: Math.max(0, shareOf(axis, startMs + Math.max(durationMs, 0)) - left) };
}

/** Place of a moment, 0 to 1. */
export const shareOf = (axis: Axis, ms: number): number => clamp((ms - axis.startMs) / axis.lengthMs);

/** Some of the span lies in what is shown. */
export const isInView = (axis: Axis, startMs: number, durationMs: number): boolean =>
  startMs <= axis.startMs + axis.lengthMs && startMs + Math.max(durationMs, 0) >= axis.startMs;

/** The least that a zoom shows: a hundred-thousandth of the trace. */
const LEAST_SHARE = 1e-5;

/** The axis made longer or shorter around its middle, or moved; never beyond the whole. */
export function zoomed(
  axis: Axis,
  whole: Axis,
  { factor = 1, shift = 0 }: { factor?: number; shift?: number },
): Axis {
  const lengthMs = Math.min(Math.max(axis.lengthMs * factor, whole.lengthMs * LEAST_SHARE), whole.lengthMs);
  const middle = axis.startMs + axis.lengthMs / 2 + axis.lengthMs * shift;
  const last = whole.startMs + whole.lengthMs - lengthMs;
  return { startMs: Math.min(Math.max(middle - lengthMs / 2, whole.startMs), last), lengthMs };
}

const clamp = (share: number): number => Math.min(Math.max(share, 0), 1);

/** Steps people read without thinking, in ms: 1-2-5 below a second, the clock's own above. */
const CLOCK_STEPS_MS = [1, 2, 5, 10, 15, 30]
  .flatMap((n) => [n * 1000, n * 60_000, n * 3_600_000])
  .sort((a, b) => a - b);

/** Room of one label with its gap, in px; a narrow axis still gets a few. */
const LABEL_PX = 72;
const LEAST_LABELS = 3;

/** Ticks in ms from the start of the axis, 0 first; the end is not among them unless a step falls on it. */
export function ticks(axis: Axis, widthPx: number): number[] {
  const step = stepOf(axis.lengthMs, Math.max(LEAST_LABELS, Math.floor(widthPx / LABEL_PX)));
  const result: number[] = [];
  for (let i = 0; i * step <= axis.lengthMs; i++) result.push(i * step);
  return result;
}

function stepOf(lengthMs: number, room: number): number {
  const least = lengthMs / room;
  if (least > 1000) {
    const step = CLOCK_STEPS_MS.find((step) => step >= least);
    if (step !== undefined) return step;
  }
  const power = 10 ** Math.floor(Math.log10(least));
  return power * ([1, 2, 5].find((n) => n * power >= least) ?? 10);
}
