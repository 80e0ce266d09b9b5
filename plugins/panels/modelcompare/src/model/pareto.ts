/**
 * Cost against quality: a dot a model, its area the duration, and the models that none beats on both axes. Pure.
 */
import { TOO_FEW } from '@llmobservatory/compare-stats';
import type { CompareOptions } from '../options';
import { text } from '../text';
import type { Shown } from './choose';
import type { Figure, ModelRow, Range } from './fields';
import type { Measure } from './measures';
import { shapesOf } from './shapes';
import type { Shape } from './shapes';

export interface ParetoPoint {
  row: ModelRow;
  x: number;
  y: number;
  xInterval: Range | null;
  yInterval: Range | null;
  /** ms; null = unknown: the smallest dot. */
  size: number | null;
  /** Under 30 calls of cost or quality: drawn hollow. */
  few: boolean;
  /** Tells it from models of the same colour. */
  shape: Shape;
  /** No other model is cheaper and better. */
  onFrontier: boolean;
}

export interface Pareto {
  x: Measure;
  y: ParetoAxis;
  size: Measure | null;
  points: readonly ParetoPoint[];
  /** Of the frontier, from the cheapest on. */
  frontier: readonly ParetoPoint[];
  /** Models that are not on it, and why. */
  left: readonly { model: string; lacks: string }[];
  /** What stands in for quality, when no quality is known. */
  note: string;
}

export interface ParetoAxis {
  measure: Measure;
  label: string;
  /** −1: less of the measure is better, and it is drawn upside down. */
  better: 1 | -1;
  /** Shares that are counted as failures are shown as successes: 1 − value. */
  flipped: boolean;
}

/** `null`: the table has no cost, or nothing that could be good or bad. */
export function paretoOf(shown: Shown, options: CompareOptions): Pareto | null {
  const { comparison, rows } = shown;
  const known = comparison.measures.filter(({ id }) => rows.some((row) => valueOf(row, id) !== null));
  const x = known.find(({ id }) => id === 'cost_per_call') ?? known.find(({ group }) => group === 'cost');
  const y = axisOf(
    known.filter((measure) => measure !== x),
    options.quality,
  );
  if (!x || !y) return null;
  const size = known.find(({ id }) => id === 'duration_p95') ?? null;
  const shapes = shapesOf(rows);
  const points = rows.flatMap((row): ParetoPoint[] => {
    const cost = row.figures.get(x.id);
    const quality = row.figures.get(y.measure.id);
    if (!cost || !quality || cost.value === null || quality.value === null) return [];
    const flip = (value: number) => (y.flipped ? 1 - value : value);
    return [
      {
        row,
        x: cost.value,
        y: flip(quality.value),
        xInterval: cost.interval,
        yInterval: quality.interval && ordered(flip(quality.interval.lo), flip(quality.interval.hi)),
        size: size ? valueOf(row, size.id) : null,
        few: isFew(cost) || isFew(quality),
        shape: shapes.get(row.model) ?? 'circle',
        onFrontier: false,
      },
    ];
  });
  const frontier = frontierOf(points, y.flipped ? 1 : y.better);
  return {
    x,
    y,
    size,
    points: points.map((point) => ({ ...point, onFrontier: frontier.includes(point) })),
    frontier: frontier.map((point) => ({ ...point, onFrontier: true })),
    left: rows
      .filter((row) => !points.some((point) => point.row === row))
      .map(({ model, figures }) => ({
        model,
        lacks: [x, y.measure]
          .filter(({ id }) => (figures.get(id)?.value ?? null) === null)
          .map(({ label }) => label.charAt(0).toLowerCase() + label.slice(1))
          .join(', '),
      })),
    note: y.measure.group === 'quality' || y.measure.id === options.quality ? '' : noQuality(y),
  };
}

const valueOf = ({ figures }: ModelRow, id: string): number | null => figures.get(id)?.value ?? null;
const isFew = ({ n }: Figure): boolean => n !== null && n < TOO_FEW.calls;
const ordered = (a: number, b: number): Range => ({ lo: Math.min(a, b), hi: Math.max(a, b) });

const noQuality = ({ label }: ParetoAxis): string =>
  text('pareto.no-quality', 'No scores in this data: the vertical axis is {{label}}.', {
    label: label.charAt(0).toLowerCase() + label.slice(1),
  });

/** The chosen field, else the first score, else the success rate, else speed. */
function axisOf(known: readonly Measure[], chosen: string): ParetoAxis | null {
  const measure =
    known.find(({ id }) => id === chosen) ??
    known.find(({ group, id }) => group === 'quality' && id.startsWith('score_')) ??
    known.find(({ group }) => group === 'quality') ??
    known.find(({ id }) => id === 'error_rate') ??
    known.find(({ id }) => id === 'tokens_per_second') ??
    known.find(({ group }) => group === 'speed') ??
    known.find(({ moreIsBetter }) => moreIsBetter === true);
  if (!measure) return null;
  const flipped = measure.id === 'error_rate';
  return {
    measure,
    flipped,
    label: flipped ? text('pareto.success', 'Success rate') : measure.label,
    better: measure.moreIsBetter === false ? -1 : 1,
  };
}

/** From the cheapest on, each better than all that are cheaper. Equal twins are both on it. */
function frontierOf(points: readonly ParetoPoint[], better: 1 | -1): ParetoPoint[] {
  const beats = (a: ParetoPoint, b: ParetoPoint) =>
    a.x <= b.x && better * a.y >= better * b.y && (a.x < b.x || better * a.y > better * b.y);
  return points
    .filter((point) => !points.some((other) => beats(other, point)))
    .sort((a, b) => a.x - b.x || better * (a.y - b.y));
}
