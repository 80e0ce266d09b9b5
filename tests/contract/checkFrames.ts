/**
 * Holds an answer against tests/contract/frames.json. Takes data frame JSON, the form that every way gives: pluginv2
 * after reading the Arrow file, the HTTP twin, Grafana's /api/ds/query.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { DataFrameJson, FieldSchema } from '../../backend/src/encode/json';

export interface ContractCase {
  name: string;
  query: Record<string, unknown>;
  /** `one` exactly, or `some`: one or more that all look like this. Absent with `error`. */
  frames?: 'one' | 'some';
  /** These keys have these values; others may stand beside them. */
  meta?: Record<string, unknown>;
  /** All fields in this order. Absent: they depend on the rows. */
  fields?: ExpectedField[];
  /** Regular expression that the text of a notice fits. */
  notice?: string;
  error?: { status: number; text: string };
}

interface ExpectedField {
  /** Names that may stand here, divided by "|"; "score_*": all fields that begin so, if any. */
  name: string;
  type: FieldSchema['type'];
  /** Names of all labels; one that ends with "?" may be missing. */
  labels?: string[];
  unit?: string;
}

export interface Answer {
  status: number;
  error?: string;
  frames: DataFrameJson[];
}

export const CONTRACT = (
  JSON.parse(readFileSync(join(import.meta.dirname, 'frames.json'), 'utf8')) as { cases: ContractCase[] }
).cases;

/** What does not fit, one sentence each; nothing = the answer keeps the contract. */
export function problemsOf(expected: ContractCase, answer: Answer): string[] {
  if (expected.error) return problemsOfError(expected.error, answer);
  if (answer.status !== 200) return [`status is ${answer.status} (${answer.error}), expected 200`];
  const { frames } = answer;
  return [
    ...problemsOfCount(expected, frames),
    ...frames.flatMap((frame, index) => {
      const problems = [...problemsOfFrame(expected, frame), ...brokenRules(frame)];
      return problems.map((problem) => `frame ${index}: ${problem}`);
    }),
    ...problemsOfInspection(frames),
  ];
}

function problemsOfError({ status, text }: { status: number; text: string }, answer: Answer): string[] {
  const problems: string[] = [];
  if (answer.status !== status) problems.push(`status is ${answer.status}, expected ${status}`);
  if (!new RegExp(text, 's').test(answer.error ?? '')) {
    problems.push(`the error is "${answer.error}", expected one like ${text}`);
  }
  return problems;
}

function problemsOfCount({ frames: expected }: ContractCase, frames: DataFrameJson[]): string[] {
  const fits = expected === 'one' ? frames.length === 1 : frames.length > 0;
  return fits ? [] : [`${frames.length} frames, expected ${expected}`];
}

function problemsOfFrame(expected: ContractCase, { schema }: DataFrameJson): string[] {
  const { meta = {} } = schema;
  return [
    ...Object.entries(expected.meta ?? {})
      .filter(([key, value]) => !contains(meta[key as keyof typeof meta], value))
      .map(
        ([key, value]) =>
          `meta.${key} is ${JSON.stringify(meta[key as keyof typeof meta])}, expected ${JSON.stringify(value)}`,
      ),
    ...(expected.notice !== undefined &&
    !meta.notices?.some(({ text }) => new RegExp(expected.notice ?? '').test(text))
      ? [`no notice like ${expected.notice}`]
      : []),
    ...(expected.fields ? problemsOfFields(expected.fields, schema.fields) : []),
  ];
}

/** Objects may have more keys than expected; everything else is equal. */
function contains(value: unknown, expected: unknown): boolean {
  if (!isRecord(expected)) return isDeepStrictEqual(value, expected);
  return isRecord(value) && Object.entries(expected).every(([key, part]) => contains(value[key], part));
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function problemsOfFields(all: ExpectedField[], fields: FieldSchema[]): string[] {
  const expected = all.flatMap((want) => (want.name.endsWith('*') ? begunAs(want, fields) : [want]));
  const names = (list: { name: string }[]) => list.map(({ name }) => name).join(', ');
  if (expected.length !== fields.length)
    return [`fields are [${names(fields)}], expected [${names(expected)}]`];
  return expected.flatMap((want, index) => {
    const field = fields[index] as FieldSchema;
    const problems: string[] = [];
    if (!want.name.split('|').includes(field.name)) problems.push(`is expected to be ${want.name}`);
    if (field.type !== want.type) problems.push(`is of type ${field.type}, expected ${want.type}`);
    if (want.unit !== undefined && field.config?.unit !== want.unit) {
      problems.push(`has the unit ${field.config?.unit}, expected ${want.unit}`);
    }
    const labels = Object.keys(field.labels ?? {});
    if (!hasLabels(labels, want.labels ?? [])) {
      problems.push(`has the labels [${labels.join(', ')}], expected [${(want.labels ?? []).join(', ')}]`);
    }
    return problems.map((problem) => `field ${field.name} ${problem}`);
  });
}

const begunAs = (want: ExpectedField, fields: FieldSchema[]): ExpectedField[] =>
  fields.filter(({ name }) => name.startsWith(want.name.slice(0, -1))).map(({ name }) => ({ ...want, name }));

function hasLabels(labels: string[], wanted: string[]): boolean {
  const known = wanted.map((label) => label.replace(/\?$/, ''));
  return (
    labels.every((label) => known.includes(label)) &&
    wanted.every((label) => label.endsWith('?') || labels.includes(label))
  );
}

/**
 * What Grafana's alerting and expressions want of a frame type, beyond what a panel needs. They drop or refuse the rest
 * (sdata/timeseries and sdata/numeric of grafana/dataplane).
 */
function brokenRules({ schema, data }: DataFrameJson): string[] {
  const { type } = schema.meta ?? {};
  if (schema.fields.length === 0 || !type?.startsWith('timeseries')) return [];
  const problems: string[] = [];
  const times = schema.fields.filter((field) => field.type === 'time');
  const numbers = schema.fields.filter((field) => field.type === 'number');
  if (times.length !== 1) problems.push(`has ${times.length} time fields; alerting reads one`);
  if (times.some((field) => field.typeInfo.nullable))
    problems.push('has a time without a value; alerting refuses that');
  if (type === 'timeseries-multi' && numbers.length !== 1) {
    problems.push(`has ${numbers.length} number fields; alerting reads the first and drops the others`);
  }
  const time = data.values[schema.fields.findIndex((field) => field.type === 'time')] as number[] | undefined;
  if (time?.some((ms, row) => row > 0 && ms < (time[row - 1] ?? ms)))
    problems.push('is not in order of time');
  return problems;
}

/** The inspector shows what was asked of the database, how much it was and how long it took. */
function problemsOfInspection([first]: DataFrameJson[]): string[] {
  const { executedQueryString, stats } = first?.schema.meta ?? {};
  const problems: string[] = [];
  if (!executedQueryString) problems.push('frame 0: meta.executedQueryString is missing');
  if (!stats?.some(({ displayName }) => displayName === 'Query time'))
    problems.push('frame 0: meta.stats has no query time');
  return problems;
}

export interface Known {
  traceId: string;
  conversationId: string;
}

/** Puts a trace and a conversation that are there into queries that ask for one. */
export const fillIn = (
  query: Record<string, unknown>,
  { traceId, conversationId }: Known,
): Record<string, unknown> =>
  JSON.parse(
    JSON.stringify(query).replaceAll('$traceId', traceId).replaceAll('$conversationId', conversationId),
  ) as Record<string, unknown>;
