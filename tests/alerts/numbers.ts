/** Answers of a data source as labelled numbers, the way Grafana's expressions take them in. */
import type { Field, Frame } from '@llmobservatory/model';

export type Labels = Record<string, string>;

/** Null: the number is not known. */
export interface Labelled {
  labels: Labels;
  value: number | null;
}

/** What a step of a rule gives; a query that found nothing is no empty list of numbers. */
export type Numbers = Labelled[] | 'no data';

/** @throws Error where Grafana would answer with an error, or with numbers that can't be told apart */
export function numbersOf(frames: readonly Frame[]): Numbers {
  const [frame, ...others] = frames;
  if (!frame || (others.length === 0 && frame.fields.length === 0)) return 'no data';
  if (others.length > 0) throw new Error(`${frames.length} frames: a rule without a reducer reads one.`);
  const texts = frame.fields.filter(({ type }) => type === 'string');
  const figures = frame.fields.filter(isNumber);
  const [figure] = figures;
  // Typed, each column of numbers becomes a set with the same labels; such sets can't be joined.
  if (!figure || figures.length > 1)
    throw new Error(`${figures.length} columns of numbers: a rule needs exactly one.`);
  if (frame.meta?.type !== 'numeric-long' && texts.length + 1 < frame.fields.length)
    throw new Error('A table with more than texts and one number must be marked as numeric-long.');
  return figure.values.map((value, row) => ({
    labels: Object.fromEntries(texts.map(({ name, values }) => [name, (values[row] as string | null) ?? ''])),
    value: value === null || value === undefined ? null : Number(value),
  }));
}

const isNumber = ({ type }: Field): boolean => type === 'number' || type === 'int64';

/** Order of keys does not matter. */
export const sameLabels = (a: Labels, b: Labels): boolean =>
  Object.keys(a).length === Object.keys(b).length && hasLabels(a, b);

/** Has all of the second's. */
export const hasLabels = (all: Labels, some: Labels): boolean =>
  Object.entries(some).every(([key, value]) => all[key] === value);
