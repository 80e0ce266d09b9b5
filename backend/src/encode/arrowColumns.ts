/**
 * The values of one field as Arrow buffers, filled by hand: Arrow's own builders take seconds for a million rows, and
 * the one for timestamps refuses nanoseconds. Null slots hold zero bytes, the bitmap says which they are.
 */
import {
  Binary,
  Bool,
  Float64,
  Int64,
  makeData,
  TimestampNanosecond,
  Utf8,
  type Data,
  type DataType,
} from 'apache-arrow';
import type { Field, FieldType, FieldValue } from '@llmobservatory/model';
import { SLICE, type Sliced } from '../query/slices';
import { ObservatoryError } from '../record/errors';

interface Nulls {
  nullCount: number;
  /** One bit a row, lowest first, 1 = known. Absent when nothing is null. */
  nullBitmap?: Uint8Array;
}

/**
 * @throws ObservatoryError FRAME_BAD_VALUE (internal): a value is not of the field's type;
 *         FRAME_OUT_OF_RANGE (caller): a time or integer does not fit into 64 bits
 */
export function* columnOf(field: Field): Sliced<Data<DataType>> {
  return yield* COLUMNS[field.type](field, nullsOf(field.values));
}

const COLUMNS: Record<FieldType, (field: Field, nulls: Nulls) => Sliced<Data<DataType>>> = {
  *time(field, nulls) {
    const { length } = field.values;
    return makeData({
      type: new TimestampNanosecond(),
      length,
      ...nulls,
      data: yield* int64s(field, nanosOf),
    });
  },
  *int64(field, nulls) {
    const { length } = field.values;
    return makeData({ type: new Int64(), length, ...nulls, data: yield* int64s(field, integerOf) });
  },
  *number(field, nulls) {
    const { length } = field.values;
    return makeData({ type: new Float64(), length, ...nulls, data: yield* float64s(field) });
  },
  *boolean(field, nulls) {
    const { length } = field.values;
    return makeData({ type: new Bool(), length, ...nulls, data: yield* bits(field) });
  },
  *string(field, nulls) {
    const { length } = field.values;
    return makeData({ type: new Utf8(), length, ...nulls, ...(yield* texts(field, stringOf)) });
  },
  *json(field, nulls) {
    const { length } = field.values;
    return makeData({ type: new Binary(), length, ...nulls, ...(yield* texts(field, jsonOf)) });
  },
};

const endsSlice = (row: number): boolean => row % SLICE === SLICE - 1;

/** Quick, a few milliseconds for a million rows: in one go. */
function nullsOf(values: readonly FieldValue[]): Nulls {
  let nullCount = 0;
  for (const value of values) if (isNull(value)) nullCount++;
  if (nullCount === 0) return { nullCount };
  const nullBitmap = new Uint8Array((values.length + 7) >> 3);
  for (let row = 0; row < values.length; row++) {
    if (!isNull(values[row])) setBit(nullBitmap, row);
  }
  return { nullCount, nullBitmap };
}

const isNull = (value: FieldValue): value is null | undefined => value === null || value === undefined;

function setBit(bitmap: Uint8Array, row: number): void {
  bitmap[row >> 3] = (bitmap[row >> 3] ?? 0) | (1 << (row & 7));
}

const INT64_MIN = -(2n ** 63n);
const INT64_MAX = 2n ** 63n - 1n;

/** `read` gives undefined for a value that is not of the field's type. */
function* int64s(field: Field, read: (value: FieldValue) => bigint | undefined): Sliced<BigInt64Array> {
  const data = new BigInt64Array(field.values.length);
  for (let row = 0; row < data.length; row++) {
    if (endsSlice(row)) yield;
    const value = field.values[row];
    if (isNull(value)) continue;
    const integer = read(value);
    if (integer === undefined) throw badValue(field, row);
    // A typed array would wrap around in silence.
    if (integer < INT64_MIN || integer > INT64_MAX) throw outOfRange(field, row);
    data[row] = integer;
  }
  return data;
}

/** Whole and fractional milliseconds apart: their product with a million is beyond what a double holds exactly. */
function nanosOf(value: FieldValue): bigint | undefined {
  if (typeof value === 'bigint') return value;
  if (typeof value !== 'number' || !Number.isFinite(value)) return undefined;
  const whole = Math.floor(value);
  const nanos = BigInt(whole) * 1_000_000n;
  return whole === value ? nanos : nanos + BigInt(Math.round((value - whole) * 1e6));
}

function integerOf(value: FieldValue): bigint | undefined {
  if (typeof value === 'bigint') return value;
  return Number.isSafeInteger(value) ? BigInt(value as number) : undefined;
}

function* float64s(field: Field): Sliced<Float64Array> {
  const data = new Float64Array(field.values.length);
  for (let row = 0; row < data.length; row++) {
    if (endsSlice(row)) yield;
    const value = field.values[row];
    if (isNull(value)) continue;
    if (typeof value !== 'number') throw badValue(field, row);
    data[row] = value;
  }
  return data;
}

function* bits(field: Field): Sliced<Uint8Array> {
  const data = new Uint8Array((field.values.length + 7) >> 3);
  for (let row = 0; row < field.values.length; row++) {
    if (endsSlice(row)) yield;
    const value = field.values[row];
    if (isNull(value)) continue;
    if (typeof value !== 'boolean') throw badValue(field, row);
    if (value) setBit(data, row);
  }
  return data;
}

/** Lengths first, so that the bytes are written once, into a buffer of the right size. */
function* texts(
  field: Field,
  read: (value: FieldValue) => string | undefined,
): Sliced<{ valueOffsets: Int32Array; data: Uint8Array }> {
  const length = field.values.length;
  const strings = new Array<string>(length);
  const valueOffsets = new Int32Array(length + 1);
  let bytes = 0;
  for (let row = 0; row < length; row++) {
    if (endsSlice(row)) yield;
    const value = field.values[row];
    const string = isNull(value) ? '' : read(value);
    if (string === undefined) throw badValue(field, row);
    strings[row] = string;
    bytes += Buffer.byteLength(string);
    if (bytes > MAX_TEXT_BYTES) throw tooLarge(field);
    valueOffsets[row + 1] = bytes;
  }
  const data = Buffer.allocUnsafe(bytes);
  for (let row = 0; row < length; row++) {
    if (endsSlice(row)) yield;
    data.write(strings[row] ?? '', valueOffsets[row] ?? 0);
  }
  return { valueOffsets, data };
}

/** Offsets are signed 32-bit integers. */
const MAX_TEXT_BYTES = 2 ** 31 - 1;

const stringOf = (value: FieldValue) => (typeof value === 'string' ? value : undefined);
const jsonOf = (value: FieldValue) => JSON.stringify(value) as string | undefined;

const badValue = (field: Field, row: number) =>
  new ObservatoryError(
    'internal',
    'FRAME_BAD_VALUE',
    `Field "${field.name}", row ${row + 1}: a value of type ${typeof field.values[row]} in a field of type ${field.type}. This is a fault of the backend; please report it with the query.`,
  );

const outOfRange = (field: Field, row: number) =>
  new ObservatoryError(
    'caller',
    'FRAME_OUT_OF_RANGE',
    field.type === 'time'
      ? `Field "${field.name}", row ${row + 1}: this time is outside of what Grafana can show (1677 to 2262). Limit the query to times in between, or cast the column to text.`
      : `Field "${field.name}", row ${row + 1}: ${String(field.values[row])} does not fit into 64 bits. Cast the column to double precision or to text.`,
  );

const tooLarge = (field: Field) =>
  new ObservatoryError(
    'too_large',
    'FRAME_TOO_LARGE',
    `Field "${field.name}" holds more than 2 GiB of text. Ask for fewer rows or columns.`,
  );
