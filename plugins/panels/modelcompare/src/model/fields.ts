/**
 * Frames → models with their figures, once, at the edge. Any table with a text field and a number field will do: one row
 * a model, figures found by the names of their fields. `x_lo`, `x_hi`, `x_n`, `x_neff`, `x_events`, `x_diff_lo` and
 * `x_diff_hi` belong to the figure x, `duration_p5` and its kin to the strips. Frame shape: docs/panels.md.
 */
import type { DataFrame, Field } from '@grafana/data';
import { measureOf, orderOf } from './measures';
import type { Measure } from './measures';

/** `null` = unknown. */
export interface Figure {
  value: number | null;
  interval: Range | null;
  /** Model ÷ baseline or model − baseline, as the measure says. */
  difference: Range | null;
  /** Calls with a known value. */
  n: number | null;
  /** As many independent calls would say as much. */
  effectiveN: number | null;
  /** Of a rate. */
  events: number | null;
  /** p5, p25, p50, p75, p95 of what the figure is a quantile of. */
  strip: Strip | null;
}

export interface Range {
  lo: number;
  hi: number;
}

export type Strip = readonly [p5: number, p25: number, p50: number, p75: number, p95: number];

export interface ModelRow {
  model: string;
  /** In the range; null: the table does not say. */
  calls: number | null;
  /** Calls that enter the figures. */
  compared: number | null;
  /** Above 0, costs are lower bounds. */
  unpriced: number;
  figures: ReadonlyMap<string, Figure>;
  /** Row of the frame. */
  row: number;
}

/** One frame: the models against one baseline. */
export interface Comparison {
  frame: DataFrame;
  modelField: Field;
  measures: readonly Measure[];
  rows: readonly ModelRow[];
  /** What the backend says of it; null: the table comes from elsewhere. */
  facts: ComparisonFacts | null;
  /** Some figure has an interval. */
  hasIntervals: boolean;
}

export interface ComparisonFacts {
  baseline: string;
  matched: boolean;
  matchedCalls: number;
  allCalls: number;
  tooLittleCommon: boolean;
  /** Models that are not matched: they share too little work with the others. */
  leftOut: readonly string[];
  resamples: number;
  level: number;
  k: number;
  mix: readonly Mix[];
}

/** Share of the calls of a model that are of this value, against the baseline's. */
export interface Mix {
  model: string;
  dimension: string;
  value: string;
  share: number;
  baselineShare: number;
}

export interface PriceChange {
  from: string;
  to: string;
  /** Of calls that did not fail and have a price. */
  calls: number | null;
  now: number | null;
  then: number | null;
  /** Calls of which a kind of token has no price: `then` is a lower bound. */
  unpriced: number;
  reason: string;
  /** ms since 1970 */
  pricesAt: number | null;
}

export interface Answer {
  /** Those of the backend first; never empty. */
  comparisons: readonly Comparison[];
  priceChanges: readonly PriceChange[];
}

export type ReadResult = { answer: Answer } | { missing: ('text' | 'number')[] };

/** No frame with rows: an answer is missing nothing, and has nothing (`missing` is empty). */
export function readAnswer(frames: readonly DataFrame[]): ReadResult {
  const filled = frames.filter(({ fields }) => fields.length > 0);
  const tables = filled.filter((frame) => !isPriceChanges(frame));
  const comparisons = tables.flatMap((frame) => comparisonOf(frame) ?? []);
  if (comparisons.some(({ rows }) => rows.length > 0)) {
    return {
      answer: {
        comparisons: comparisons.filter(({ rows }) => rows.length > 0),
        priceChanges: filled.filter(isPriceChanges).flatMap(readPriceChanges),
      },
    };
  }
  return { missing: comparisons.length > 0 || tables.length === 0 ? [] : missingOf(tables) };
}

const missingOf = (frames: readonly DataFrame[]): ('text' | 'number')[] => {
  const fields = frames.flatMap((frame) => frame.fields);
  const text = fields.some(isText) ? [] : (['text'] as const);
  const number = fields.some(isNumber) ? [] : (['number'] as const);
  // Both are there, but not in one frame.
  return text.length + number.length === 0 ? ['text', 'number'] : [...text, ...number];
};

const isText = ({ type }: Field): boolean => type === 'string' || type === 'enum';
const isNumber = ({ type }: Field): boolean => type === 'number';

/** "model", "model_name", "gen_ai.request.model", "Model" …; else the first text. */
export const isModelName = (name: string): boolean => /(^|[._ ])model([._ ]?(name|id))?$/i.test(name.trim());

function comparisonOf(frame: DataFrame): Comparison | null {
  const texts = frame.fields.filter(isText);
  const modelField = texts.find(({ name }) => isModelName(name)) ?? texts[0];
  const columns = new Map(frame.fields.filter(isNumber).map((field) => [field.name, field]));
  if (!modelField || columns.size === 0) return null;
  const figures = [...columns.values()].filter(({ name }) => !isPart(name, columns));
  const measures = figures
    .map(({ name, config }) =>
      measureOf(name, {
        label: config.displayName ?? config.displayNameFromDS,
        unit: config.unit,
        doc: config.description,
      }),
    )
    .sort((a, b) => orderOf(a) - orderOf(b));
  const names = modelNames(frame, modelField, texts);
  const at = (name: string, row: number): number | null => finite(columns.get(name)?.values[row]);
  const rows = names.map((model, row): ModelRow => ({
    model,
    calls: at('calls', row),
    compared: at('matched_calls', row) ?? at('calls', row),
    unpriced: at('unpriced_calls', row) ?? 0,
    figures: new Map(measures.map(({ id }) => [id, figureOf(id, row, at)])),
    row,
  }));
  return {
    frame,
    modelField,
    measures,
    rows,
    facts: factsOf(frame),
    hasIntervals: rows.some((row) => [...row.figures.values()].some(({ interval }) => interval !== null)),
  };
}

const PARTS = /^(.+?)_(lo|hi|n|neff|events|diff_lo|diff_hi)$/;
const STRIP_PARTS = /^(duration|ttft)_p(5|25|75)$/;
/** Say something about the row, and are shown with it. */
const ABOUT_ROW: readonly string[] = ['matched_calls', 'unpriced_calls'];

function isPart(name: string, columns: ReadonlyMap<string, Field>): boolean {
  const figure = PARTS.exec(name)?.[1];
  return ABOUT_ROW.includes(name) || STRIP_PARTS.test(name) || (figure !== undefined && columns.has(figure));
}

type At = (name: string, row: number) => number | null;

function figureOf(id: string, row: number, at: At): Figure {
  return {
    value: at(id, row),
    interval: rangeOf(at(`${id}_lo`, row), at(`${id}_hi`, row)),
    difference: rangeOf(at(`${id}_diff_lo`, row), at(`${id}_diff_hi`, row)),
    n: at(`${id}_n`, row),
    effectiveN: at(`${id}_neff`, row),
    events: at(`${id}_events`, row),
    strip: stripOf(id, row, at),
  };
}

const rangeOf = (lo: number | null, hi: number | null): Range | null =>
  lo === null || hi === null ? null : { lo, hi };

function stripOf(id: string, row: number, at: At): Strip | null {
  const timed = /^(duration|ttft)_p(50|95)$/.exec(id)?.[1];
  if (timed === undefined) return null;
  const strip = [5, 25, 50, 75, 95].map((share) => at(`${timed}_p${share}`, row));
  return strip.every((value) => value !== null) ? (strip as unknown as Strip) : null;
}

/** The same model twice is told apart by the other texts of its rows, else by a number. */
function modelNames(frame: DataFrame, modelField: Field, texts: readonly Field[]): string[] {
  const own = Array.from({ length: frame.length }, (_, row) => words(modelField.values[row]) || NO_MODEL);
  const others = texts.filter((field) => field !== modelField);
  const twice = new Set(own.filter((name, row) => own.indexOf(name) !== row));
  const long = own.map((name, row) =>
    twice.has(name)
      ? [name, ...others.map((field) => words(field.values[row]))].filter(Boolean).join(' · ')
      : name,
  );
  const seen = new Map<string, number>();
  return long.map((name) => {
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name} (${count})`;
  });
}

export const NO_MODEL = '(no model)';

/** Our contract is trusted once it has its shape; anything else of that name is left alone. */
function factsOf(frame: DataFrame): ComparisonFacts | null {
  const facts = frame.meta?.custom?.comparison as Partial<ComparisonFacts> | undefined;
  if (typeof facts !== 'object' || facts === null) return null;
  if (typeof facts.baseline !== 'string' || typeof facts.matched !== 'boolean') return null;
  return {
    baseline: facts.baseline || NO_MODEL,
    matched: facts.matched,
    matchedCalls: facts.matchedCalls ?? 0,
    allCalls: facts.allCalls ?? 0,
    tooLittleCommon: facts.tooLittleCommon ?? false,
    leftOut: facts.leftOut ?? [],
    resamples: facts.resamples ?? 0,
    level: facts.level ?? 0.95,
    k: facts.k ?? 1,
    mix: facts.mix ?? [],
  };
}

const isPriceChanges = ({ fields }: DataFrame): boolean =>
  ['from', 'to', 'cost_now', 'cost_then'].every((name) => fields.some((field) => field.name === name));

function readPriceChanges(frame: DataFrame): PriceChange[] {
  const columns = new Map(frame.fields.map((field) => [field.name, field]));
  const at = (name: string, row: number): unknown => columns.get(name)?.values[row];
  return Array.from({ length: frame.length }, (_, row) => ({
    from: words(at('from', row)) || NO_MODEL,
    to: words(at('to', row)) || NO_MODEL,
    calls: finite(at('calls', row)),
    now: finite(at('cost_now', row)),
    then: finite(at('cost_then', row)),
    unpriced: finite(at('unpriced_calls', row)) ?? 0,
    reason: words(at('reason', row)),
    pricesAt: finite(at('prices_at', row)),
  }));
}

const words = (value: unknown): string => (typeof value === 'string' ? value : '');
const finite = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null;
