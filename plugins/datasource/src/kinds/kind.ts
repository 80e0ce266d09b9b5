/**
 * What a kind of query is to a person: its name, the controls of its editor, its words. The editor, the text in query
 * history and the list for alert rules read this description, so that a new kind is one more entry of the table.
 */
import type { Comparison, DimensionId, QueryOfType, QueryType } from '@llmobservatory/model';

export interface Choice<T extends string = string> {
  value: T;
  label: string;
  description?: string;
}

export interface Kind<T extends QueryType> {
  label: string;
  description: string;
  /** Heading in the list of kinds. */
  group: 'Numbers' | 'Lists' | 'One of them' | 'Pictures' | 'Own';
  /** What the query means where it says nothing. The backend's schema decides; a test compares. */
  defaults: Partial<Full<T>>;
  /** In reading order. A control that does not apply vanishes; its value stays for the way back. */
  controls: readonly Control<T>[];
  /** Whose keys its filters have; absent: it has no filters. */
  filters?: FilterTarget;
  /** Can be the query of an alert rule: gives numbers. */
  numbers?: true;
  /** Instead of a list of what was, its rows can be what comes in. */
  live?: true;
  /** Can be an annotation: rows have a time and a text. */
  events?: true;
  /** The query without its filters in words, most important part first. Defaults are filled in. */
  words: (query: Full<T>) => string[];
  /** False while something is missing that only the person can give. */
  complete?: (query: Full<T>) => boolean;
}

/** What is filtered: calls, traces, log records, spans. */
export type FilterTarget = 'metrics' | 'traces' | 'logs' | 'spans';

/** Defaults filled in. */
export type Full<T extends QueryType> = QueryOfType<T>;

export type Control<T extends QueryType> = {
  label: string;
  /** Below "Options", out of the way of those who do not need it. */
  optional?: true;
  /** Absent: always. */
  when?: (query: Full<T>) => boolean;
} & (
  | { control: 'choice'; field: FieldOf<T, string>; choices: readonly Choice[] }
  | {
      control: 'choices';
      field: FieldOf<T, readonly string[]>;
      choices: readonly Choice[];
      /** Attributes that rows have can be chosen too. */
      attributes?: true;
      placeholder: string;
      max?: number;
    }
  | { control: 'number'; field: FieldOf<T, number>; min?: number; max: number; placeholder?: string }
  | {
      control: 'text';
      field: FieldOf<T, string>;
      placeholder: string;
      /** Says what is wrong; such a text is not taken. */
      check?: (text: string) => string | undefined;
    }
  | { control: 'switch'; field: FieldOf<T, boolean> }
  /** One value that rows have, of a dimension; free text too. */
  | { control: 'value'; field: FieldOf<T, string>; dimension: DimensionId; placeholder: string }
  /** Several; without a dimension nothing is suggested. */
  | { control: 'values'; field: FieldOf<T, readonly string[]>; dimension?: DimensionId; placeholder: string }
);

/** Names of the fields of a kind whose value is a `Value`. */
type FieldOf<T extends QueryType, Value> = {
  [Field in keyof Full<T>]-?: NonNullable<Full<T>[Field]> extends Value ? Field : never;
}[keyof Full<T>] &
  string;

/** Choices from a table of words, in its order. */
export const choices = <T extends string>(
  words: Record<T, readonly [label: string, description?: string]>,
): Choice<T>[] =>
  (Object.entries(words) as [T, readonly [string, string?]][]).map(([value, [label, description]]) => ({
    value,
    label,
    description,
  }));

/** One control per field, the same in every kind that has the field. */
export const CONTROLS = {
  compare: {
    control: 'choice',
    field: 'compare',
    label: 'Compare with',
    choices: choices<Comparison>({
      none: ['Nothing'],
      previous: ['Before', 'The period of equal length before'],
      day: ['A day earlier'],
      week: ['A week earlier'],
    }),
  },
  step: {
    control: 'number',
    field: 'stepSeconds',
    label: 'Step in seconds',
    max: 31 * 86_400,
    placeholder: 'from the panel',
    optional: true,
  },
  content: { control: 'switch', field: 'content', label: 'Messages' },
  traceId: {
    control: 'text',
    field: 'traceId',
    label: 'Trace id',
    placeholder: '32 hex digits, or ${traceId}',
    check: (text: string) => (looksLikeTraceId(text) ? undefined : 'A trace id has 32 hex digits.'),
  },
} as const;

/** A variable is checked when its value is known, by the backend. */
const looksLikeTraceId = (text: string) =>
  text.trim() === '' || text.includes('$') || /^[0-9a-f]{32}$/i.test(text.trim());

export const limit = (max: number, label = 'Limit') =>
  ({ control: 'number', field: 'limit', label, max }) as const;

/** "compared with before"; nothing where nothing is compared. */
export const comparedWords = (compare: Comparison): string[] =>
  compare === 'none' ? [] : [`compared with ${labelOf(CONTROLS.compare.choices, compare).toLowerCase()}`];

export const labelOf = (list: readonly Choice[], value: string): string =>
  list.find((choice) => choice.value === value)?.label ?? value;

/** "Newest 50 traces", "50 tools with most runs". */
export function sortedWords(sorts: readonly Choice[], sort: string, count: number, things: string): string {
  const label = labelOf(sorts, sort);
  return label.startsWith('Most ')
    ? `${count} ${things} with ${label.toLowerCase()}`
    : `${label} ${count} ${things}`;
}
