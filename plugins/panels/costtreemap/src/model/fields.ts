/**
 * Frames of any data source → rows of a treemap. Text fields are the levels; number fields are known by their name,
 * never by their place. Documented in docs/panels.md.
 */
import type { DataFrame, Field } from '@grafana/data';

/** Number fields with a meaning → the names they may have. `value` may have any name when it is the only one left. */
export const NUMBER_FIELDS = {
  value: ['value', 'cost', 'cost_usd', 'total_cost_usd'],
  valueBefore: [
    'previous',
    'value_previous',
    'cost_previous',
    'cost_usd_previous',
    'total_cost_usd_previous',
  ],
  tokens: ['tokens', 'total_tokens'],
  tokensBefore: ['tokens_previous', 'total_tokens_previous'],
  calls: ['calls'],
  callsBefore: ['calls_previous'],
  errors: ['errors'],
  unpricedCalls: ['unpriced_calls'],
} as const;

export type NumberRole = keyof typeof NUMBER_FIELDS;

export interface Level {
  /** Field name: the key of ad-hoc filters. */
  name: string;
  label: string;
  field: Field;
}

export interface Row {
  /** A text for each level; "" = unknown. */
  path: string[];
  /** `null`: unknown, or the table has no such field. */
  numbers: Readonly<Record<NumberRole, number | null>>;
  /** Where it stands, for data links. */
  frame: DataFrame;
  row: number;
}

export interface Table {
  levels: Level[];
  /** The main number, for its name, unit and links. */
  valueField: Field;
  /** Fields that some frame has. */
  has: Readonly<Record<NumberRole, boolean>>;
  rows: Row[];
}

/** No usable frame: which kinds of field the nearest one lacks. */
export type ReadResult = { table: Table } | { missing: ('text' | 'number')[] } | { empty: true };

const ROLES = Object.keys(NUMBER_FIELDS) as NumberRole[];

/** `wanted`: names of the level fields, outermost first; empty, or none of them there: all text fields. */
export function readTable(frames: readonly DataFrame[], wanted: readonly string[] = []): ReadResult {
  const filled = frames.filter((frame) => frame.fields.length > 0);
  if (filled.length === 0) return { empty: true };
  const read = filled.map((frame) => ({ frame, levels: levelsOf(frame, wanted), ...numbersOf(frame) }));
  const usable = read.filter(({ levels, columns }) => levels.length > 0 && columns.value);
  const first = usable[0];
  if (!first?.columns.value) {
    return {
      missing: [
        ...(read.some(({ levels }) => levels.length > 0) ? [] : (['text'] as const)),
        ...(read.some(({ columns }) => columns.value) ? [] : (['number'] as const)),
      ],
    };
  }
  const levels = first.levels;
  return {
    table: {
      levels,
      valueField: first.columns.value,
      has: roles((role) => usable.some(({ columns }) => columns[role] !== undefined)),
      rows: usable.flatMap((one) => rowsOf(one.frame, one.columns, levels)),
    },
  };
}

function rowsOf(frame: DataFrame, columns: Columns, levels: readonly Level[]): Row[] {
  const texts = levels.map(({ name }) => frame.fields.find((field) => field.name === name));
  return Array.from({ length: frame.length }, (_, row) => ({
    path: texts.map((field) => name(field?.values[row])),
    numbers: roles((role) => finite(columns[role]?.values[row])),
    frame,
    row,
  }));
}

function levelsOf(frame: DataFrame, wanted: readonly string[]): Level[] {
  const all = frame.fields
    .filter(({ type }) => type === 'string')
    .map((field) => ({ name: field.name, label: labelOf(field), field }));
  const chosen = wanted.flatMap((one) => all.find(({ name, label }) => name === one || label === one) ?? []);
  return chosen.length > 0 ? chosen : all;
}

/** Names of the fields that can be levels. */
export const textFieldsOf = (frames: readonly DataFrame[]): string[] => [
  ...new Set(frames.flatMap((frame) => levelsOf(frame, []).map(({ name }) => name))),
];

type Columns = Partial<Record<NumberRole, Field>>;

/** A table whose only number has a name of its own is as good: that number is the value. */
function numbersOf(frame: DataFrame): { columns: Columns } {
  const numbers = frame.fields.filter(({ type }) => type === 'number');
  const named = Object.fromEntries(
    ROLES.map((role) => [role, numbers.find((field) => isNamed(field, role))]),
  ) as Columns;
  const taken = new Set(Object.values(named));
  return { columns: { ...named, value: named.value ?? numbers.find((field) => !taken.has(field)) } };
}

/** "Unpriced calls" of a renamed column is `unpriced_calls` too. */
const isNamed = (field: Field, role: NumberRole): boolean =>
  [field.name, labelOf(field)].some((one) =>
    (NUMBER_FIELDS[role] as readonly string[]).includes(one.trim().toLowerCase().replaceAll(' ', '_')),
  );

const labelOf = ({ name, config }: Field): string => config.displayName ?? config.displayNameFromDS ?? name;

const roles = <T>(make: (role: NumberRole) => T): Record<NumberRole, T> =>
  Object.fromEntries(ROLES.map((role) => [role, make(role)])) as Record<NumberRole, T>;

const name = (value: unknown): string => (value === null || value === undefined ? '' : String(value));
const finite = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null;
