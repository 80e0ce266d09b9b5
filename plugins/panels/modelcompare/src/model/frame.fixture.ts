/** Frames for the tests of this folder: @grafana/data does not load in Node, so only its types are used. */
import type { DataFrame, Field } from '@grafana/data';
import { readAnswer } from './fields';
import type { Answer, Comparison, ComparisonFacts } from './fields';

export type Columns = Readonly<Record<string, readonly (string | number | null)[]>>;

/** The type of a column is that of its first known value: all unknown is a number. */
export function frameOf(columns: Columns, facts?: Partial<ComparisonFacts>): DataFrame {
  const fields = Object.entries(columns).map(([name, values]): Field => ({
    name,
    type: (typeof values.find((value) => value !== null) === 'string' ? 'string' : 'number') as Field['type'],
    config: {},
    values: [...values],
  }));
  return {
    fields,
    length: Object.values(columns)[0]?.length ?? 0,
    ...(facts && { meta: { custom: { comparison: { ...FACTS, ...facts } } } }),
  };
}

export const FACTS: ComparisonFacts = {
  baseline: 'a',
  matched: true,
  matchedCalls: 8120,
  allCalls: 12_400,
  tooLittleCommon: false,
  leftOut: [],
  resamples: 2000,
  level: 0.95,
  k: 2,
  mix: [],
};

export function answerOf(...frames: DataFrame[]): Answer {
  const read = readAnswer(frames);
  if (!('answer' in read)) throw new Error(`The frames are missing ${read.missing.join(' and ') || 'rows'}.`);
  return read.answer;
}

export const comparisonOf = (columns: Columns, facts?: Partial<ComparisonFacts>): Comparison =>
  answerOf(frameOf(columns, facts)).comparisons[0]!;
