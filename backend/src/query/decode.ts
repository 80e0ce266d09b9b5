/**
 * PostgreSQL's text output → values of a frame, by type OID. Both engines answer in text, so this is the one place
 * where a type becomes a JavaScript value. Types that nobody listed stay text.
 */
import { parse as parseArray } from 'postgres-array';
import type { FieldType, FieldValue } from '@llmobservatory/model';
import type { StepResult } from '../store/engine';
import { atOnce, inSlices, SLICE, type Sliced } from './slices';

interface Reader {
  type: FieldType;
  /** Never called for NULL. */
  read: (text: string) => FieldValue;
}

const text: Reader = { type: 'string', read: (value) => value };
const float: Reader = { type: 'number', read: readFloat };
const json: Reader = { type: 'json', read: (value) => JSON.parse(value) as unknown };
const int64: Reader = { type: 'int64', read: readInt64 };
const time: Reader = { type: 'time', read: readTime };
const uuid: Reader = { type: 'string', read: (value) => value.replaceAll('-', '') };
const array = (element: Reader): Reader => ({
  type: 'json',
  // A bigint has no form in JSON; as text it keeps its digits.
  read: (value) =>
    parseArray(value, (item) => {
      const read = element.read(item);
      return typeof read === 'bigint' ? item : read;
    }),
});

/** OIDs of pg_type: they never change. */
const READERS: Record<number, Reader> = {
  16: { type: 'boolean', read: (value) => value === 't' },
  20: int64,
  21: float,
  23: float,
  114: json,
  199: array(json),
  700: float,
  701: float,
  1000: array({ type: 'boolean', read: (value) => value === 't' }),
  1005: array(float),
  1007: array(float),
  1009: array(text),
  1015: array(text),
  1016: array(int64),
  1021: array(float),
  1022: array(float),
  1082: time,
  1114: time,
  1184: time,
  1185: array(time),
  1231: array(float),
  1700: float,
  2950: uuid,
  2951: array(uuid),
  3802: json,
  3807: array(json),
};

/** A column of an answer; `type` decides what stands in `values` (see Field of the model). */
export interface DecodedColumn {
  name: string;
  type: FieldType;
  values: FieldValue[];
}

export const decodeColumns = (result: StepResult): DecodedColumn[] =>
  decoded.get(result) ?? atOnce(columnsIn(result));

const decoded = new WeakMap<StepResult, DecodedColumn[]>();

/** More values than this take longer than others should wait. */
const MANY_VALUES = 50_000;

/** Large answers in slices: `decodeColumns` then finds them done. */
export async function decodeAhead(results: readonly StepResult[]): Promise<void> {
  for (const result of results) {
    if (result.rows.length * result.columns.length < MANY_VALUES) continue;
    decoded.set(result, await inSlices(columnsIn(result)));
  }
}

function* columnsIn({ columns, rows }: StepResult): Sliced<DecodedColumn[]> {
  const all: DecodedColumn[] = [];
  for (const [index, column] of columns.entries()) {
    const reader = READERS[column.oid] ?? text;
    const values = new Array<FieldValue>(rows.length);
    for (let row = 0; row < rows.length; row += 1) {
      const value = rows[row]?.[index];
      values[row] = value === null || value === undefined ? null : reader.read(value);
      if (row % SLICE === SLICE - 1) yield;
    }
    all.push({ name: column.name, type: reader.type, values });
  }
  return all;
}

/** `Row` is what the statement selects, stated beside the statement. */
export function decodeRows<Row extends object>(result: StepResult): Row[] {
  const columns = decodeColumns(result);
  return result.rows.map(
    (_, row) => Object.fromEntries(columns.map((column) => [column.name, column.values[row]])) as Row,
  );
}

/** NaN and infinities are no numbers that a panel can add up: unknown. */
function readFloat(value: string): number | null {
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}

/** A bigint only beyond 2^53: counts stay plain numbers. */
function readInt64(value: string): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : BigInt(value);
}

const TIME = /^(\d{4,6})-(\d\d)-(\d\d)(?: (\d\d):(\d\d):(\d\d)(?:\.(\d+))?)?(?:([+-])(\d\d)(?::(\d\d))?)?$/;

/**
 * Milliseconds since 1970, with microseconds as fraction. Without an offset it is read as UTC, as the session runs in UTC.
 * "infinity" and years before Christ have no place on a time axis: unknown.
 */
function readTime(value: string): number | null {
  // As both engines print nearly every time: "2026-11-20 10:00:00.123+00". Ten times as fast as the pattern.
  if (value.length >= 22 && value[4] === '-' && value[10] === ' ' && value.endsWith('+00')) {
    const fraction = value.length > 22 ? Number(`0${value.slice(19, -3)}`) * 1000 : 0;
    return Date.parse(`${value.slice(0, 10)}T${value.slice(11, 19)}Z`) + fraction;
  }
  const match = TIME.exec(value);
  if (!match) return null;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', sign, offsetHour = '0', offsetMinute = '0'] = match; // prettier-ignore
  const whole = Date.UTC(+year!, +month! - 1, +day!, +hour, +minute, +second);
  const offset = (+offsetHour * 60 + +offsetMinute) * 60_000 * (sign === '-' ? -1 : 1);
  return whole - offset + (fraction ? Number(`0.${fraction}`) * 1000 : 0);
}
