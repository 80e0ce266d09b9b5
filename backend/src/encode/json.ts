/**
 * Frame → data frame JSON, the form that Grafana's frontend reads (`dataFrameFromJSON`) and its Go SDK writes. Times are
 * milliseconds with the nanoseconds below them apart; numbers that JSON can't hold are null in `values` and listed in
 * `entities`. An int64 beyond 2^53 loses its last digits here, as it does in every browser.
 */
import type { Field, FieldConfig, FieldType, FieldValue, Frame, FrameMeta } from '@llmobservatory/model';

export interface DataFrameJson {
  schema: { name?: string; refId?: string; meta?: FrameMeta; fields: FieldSchema[] };
  data: DataJson;
}

export interface FieldSchema {
  name: string;
  type: 'time' | 'number' | 'string' | 'boolean' | 'other';
  /** Name of the Go type. */
  typeInfo: { frame: string; nullable?: true };
  labels?: Record<string, string>;
  config?: FieldConfig;
}

export interface DataJson {
  values: FieldValue[][];
  /** By field; only there when a time is finer than a millisecond. */
  nanos?: (number[] | null)[];
  /** By field; only there when a number is none that JSON knows. */
  entities?: (Entities | null)[];
}

/** Rows in which this value stands. */
export type Entities = Partial<Record<'NaN' | 'Inf' | 'NegInf', number[]>>;

const TYPES: Record<FieldType, { type: FieldSchema['type']; frame: string }> = {
  time: { type: 'time', frame: 'time.Time' },
  number: { type: 'number', frame: 'float64' },
  int64: { type: 'number', frame: 'int64' },
  string: { type: 'string', frame: 'string' },
  boolean: { type: 'boolean', frame: 'bool' },
  json: { type: 'other', frame: 'json.RawMessage' },
};

export function frameToJson({ name, refId, meta, fields }: Frame): DataFrameJson {
  const nanos = fields.map(nanosOf);
  const entities = fields.map(entitiesOf);
  return {
    schema: {
      ...(name && { name }),
      ...(refId && { refId }),
      ...(meta && { meta }),
      fields: fields.map(schemaOf),
    },
    data: {
      values: fields.map(valuesOf),
      ...(nanos.some((rows) => rows !== null) && { nanos }),
      ...(entities.some((rows) => rows !== null) && { entities }),
    },
  };
}

export function schemaOf({ name, type, labels, config, values }: Field): FieldSchema {
  const nullable = values.some((value) => value === null || value === undefined);
  return {
    name,
    type: TYPES[type].type,
    typeInfo: { frame: TYPES[type].frame, ...(nullable && { nullable }) },
    ...(labels && { labels }),
    ...(config && { config }),
  };
}

export function valuesOf({ type, values }: Field): FieldValue[] {
  if (type === 'time') return values.map((value) => (isTime(value) ? wholeMs(value) : null));
  if (type === 'int64')
    return values.map((value) => (typeof value === 'bigint' ? Number(value) : (value ?? null)));
  if (type === 'number') return values.map((value) => (Number.isFinite(value) ? value : null));
  return values.map((value) => value ?? null);
}

const isTime = (value: FieldValue): value is number | bigint =>
  typeof value === 'number' || typeof value === 'bigint';

const NANOS_PER_MS = 1_000_000n;

function wholeMs(time: number | bigint): number {
  if (typeof time === 'number') return Math.floor(time);
  return Number((time - nanosBelow(time)) / NANOS_PER_MS);
}

/** Always up from the whole millisecond, before 1970 too. */
const nanosBelow = (time: bigint): bigint => ((time % NANOS_PER_MS) + NANOS_PER_MS) % NANOS_PER_MS;

export function nanosOf({ type, values }: Field): number[] | null {
  if (type !== 'time') return null;
  const nanos = values.map((value) => {
    if (typeof value === 'bigint') return Number(nanosBelow(value));
    return typeof value === 'number' ? Math.min(999_999, Math.round((value - Math.floor(value)) * 1e6)) : 0;
  });
  return nanos.some((rest) => rest !== 0) ? nanos : null;
}

export function entitiesOf({ type, values }: Field): Entities | null {
  if (type !== 'number') return null;
  let entities: Entities | null = null;
  values.forEach((value, row) => {
    if (typeof value !== 'number' || Number.isFinite(value)) return;
    const name = Number.isNaN(value) ? 'NaN' : value > 0 ? 'Inf' : 'NegInf';
    entities ??= {};
    (entities[name] ??= []).push(row);
  });
  return entities;
}
