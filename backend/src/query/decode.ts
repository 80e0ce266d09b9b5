/**
 * PostgreSQL's text output → values of a frame, by type OID. Both engines answer in text, so this is the one place
 * where a type becomes a JavaScript value. Types that nobody listed stay text.
 */
import { parse as parseArray } from 'postgres-array';
import type { FieldType, FieldValue } from '@llmobservatory/model';
import type { StepResult } from '../store/engine';

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

export function decodeColumns(result: StepResult): DecodedColumn[] {
  return result.columns.map((column, index) => {
    const reader = READERS[column.oid] ?? text;
    const values = result.rows.map((row) => {
      const value = row[index];
      return value === null || value === undefined ? null : reader.read(value);
    });
    return { name: column.name, type: reader.type, values };
  });
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
  const match = TIME.exec(value);
  if (!match) return null;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', sign, offsetHour = '0', offsetMinute = '0'] = match; // prettier-ignore
  const whole = Date.UTC(+year!, +month! - 1, +day!, +hour, +minute, +second);
  const offset = (+offsetHour * 60 + +offsetMinute) * 60_000 * (sign === '-' ? -1 : 1);
  return whole - offset + (fraction ? Number(`0.${fraction}`) * 1000 : 0);
}
