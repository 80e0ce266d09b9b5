/** Rows → one table frame, and the columns that tables of calls share. */
import type { Field, FieldConfig, FieldType, Frame, Notice } from '@llmobservatory/model';
import { answerMeta, emptyFrame, type Answered } from './answer';

export interface ColumnOf<Row> {
  name: string;
  type: FieldType;
  config: FieldConfig;
  value: (row: Row) => unknown;
}

/** Writes the columns of a kind of row. */
export const columnsOf =
  <Row>() =>
  (
    name: string,
    displayNameFromDS: string,
    type: FieldType,
    value: (row: Row) => unknown,
    config: FieldConfig = {},
  ): ColumnOf<Row> => ({ name, type, config: { displayNameFromDS, ...config }, value });

export const FILTERABLE: FieldConfig = { filterable: true };
export const COUNT: FieldConfig = { unit: 'short' };
export const MS: FieldConfig = { unit: 'ms' };
export const SHARE: FieldConfig = { unit: 'percentunit' };
export const USD: FieldConfig = {
  unit: 'currencyUSD',
  description: 'USD of the counted calls; a lower bound where the cost state says so.',
};

/** No rows: no fields. The first column tells rows apart. */
export function tableFrame<Row>(
  columns: readonly ColumnOf<Row>[],
  rows: readonly Row[],
  answered: Answered,
  notices: readonly Notice[] = [],
): Frame {
  if (rows.length === 0) return emptyFrame(answered, [...notices]);
  return {
    refId: answered.refId,
    meta: {
      ...answerMeta({ ...answered, rows: rows.length }),
      preferredVisualisationType: 'table',
      uniqueRowIdFields: [0],
      ...(notices.length > 0 ? { notices: [...notices] } : {}),
    },
    fields: columns.map(({ name, type, config, value }): Field => ({
      name,
      type,
      config,
      values: rows.map(value),
    })),
  };
}

/** "Showing the first 50 traces, newest first. …" where there are more; nothing otherwise. */
export const cutNotice = (isCut: boolean, limit: number, what: string): Notice[] =>
  isCut
    ? [
        {
          severity: 'info',
          text: `Showing the first ${limit} ${what}. Narrow the range or the filters to see the others.`,
        },
      ]
    : [];

/** Words of a sort, for notices. */
export const SORTED_BY = {
  newest: 'newest first',
  slowest: 'slowest first',
  longest: 'longest first',
  dearest: 'dearest first',
  most_calls: 'most calls first',
  most_runs: 'most runs first',
  most_turns: 'most turns first',
  most_tokens: 'most tokens first',
  most_errors: 'most errors first',
  lowest_score: 'lowest score first',
} as const;

/** `complete`, `partial` (a lower bound), `unknown`, or `none` where nothing was called. */
export function costState(calls: number, unpriced: number, cost: number | null): string {
  if (calls === 0) return 'none';
  if (cost === null) return 'unknown';
  return unpriced > 0 ? 'partial' : 'complete';
}

/** Names in one cell. */
export const joined = (names: readonly (string | null)[] | null): string =>
  (names ?? []).filter((name) => name !== null).join(', ');
