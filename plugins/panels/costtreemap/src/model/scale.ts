/**
 * Figures → step of a colour scale. Steps instead of a gradient: a person can name them, and the legend prints them.
 */
import type { ColourMode } from '../options';
import { changeOf, errorRate, pricePer1k } from './figures';
import type { Figures } from './figures';
import type { Area } from '../options';
import type { NumberRole } from './fields';

/** Relative change at which a step begins, both ways. */
export const CHANGE_STEPS = [0.05, 0.2, 0.5] as const;

/** What a tile is filled with. `step` of a change: −3 (less) to 3 (more); of a quantile: 0 (least) to `of` − 1. */
export type Shade =
  | { by: 'change'; step: number; isNew: boolean }
  | { by: 'quantile'; step: number; of: number }
  | { by: 'name'; name: string }
  | { by: 'unknown' };

export type ScaleMode = Exclude<ColourMode, 'auto'>;

export interface Scale {
  mode: ScaleMode;
  area: Area;
  /** Upper ends of all steps but the last, ascending; only of price and errors. */
  ends: readonly number[];
  /** Of changes: something was not there before. */
  hasNew: boolean;
}

/** Fields that a mode cannot do without, in the words of the documentation. */
export const NEEDS: Record<ScaleMode, (area: Area) => NumberRole[]> = {
  change: (area) => [`${area}Before`],
  price: () => ['tokens'],
  errors: () => ['errors', 'calls'],
  name: () => [],
};

export function pickMode(
  wanted: ColourMode,
  area: Area,
  has: Readonly<Record<NumberRole, boolean>>,
): ScaleMode {
  if (wanted !== 'auto') return wanted;
  return has[`${area}Before`] ? 'change' : 'name';
}

/** `leaves`: the whole table's, so that a colour means the same however deep one has gone. */
export function makeScale(mode: ScaleMode, area: Area, leaves: readonly Figures[]): Scale {
  const measure = MEASURES[mode];
  const values = measure ? leaves.map(measure).filter((value) => value !== null) : [];
  const steps = { mode, area, ends: quantileEnds(values) };
  const isNew = (figures: Figures) => {
    const shade = shadeOf(steps, figures, '');
    return shade.by === 'change' && shade.isNew;
  };
  return { ...steps, hasNew: leaves.some(isNew) };
}

export function shadeOf({ mode, area, ends }: Omit<Scale, 'hasNew'>, figures: Figures, name: string): Shade {
  if (mode === 'name') return { by: 'name', name };
  const measure = MEASURES[mode];
  if (measure) {
    const value = measure(figures);
    if (value === null) return { by: 'unknown' };
    const step = ends.findIndex((end) => value <= end);
    return { by: 'quantile', step: step < 0 ? ends.length : step, of: ends.length + 1 };
  }
  const change = changeOf(figures, area);
  if (!change || change.few) return { by: 'unknown' };
  if (change.before === 0) return { by: 'change', step: 0, isNew: change.now !== 0 };
  return {
    by: 'change',
    step: changeStep((change.now - change.before) / Math.abs(change.before)),
    isNew: false,
  };
}

/** 0 within ±5%, then one more from each of 5, 20 and 50%. */
export function changeStep(ratio: number): number {
  const steps = CHANGE_STEPS.filter((from) => Math.abs(ratio) > from).length;
  return ratio < 0 ? -steps || 0 : steps;
}

const MEASURES: Partial<Record<ScaleMode, (figures: Figures) => number | null>> = {
  price: pricePer1k,
  errors: errorRate,
};

const STEPS = 5;

/** Ends of five steps with equally many values each; fewer where values are equal. */
export function quantileEnds(values: readonly number[]): number[] {
  const sorted = [...values].sort((a, b) => a - b);
  const highest = sorted[sorted.length - 1];
  const ends = Array.from(
    { length: STEPS - 1 },
    (_, step) => sorted[Math.ceil(((step + 1) * sorted.length) / STEPS) - 1],
  );
  return [...new Set(ends.filter((end) => end !== undefined && end !== highest))] as number[];
}
