/** A column of a table: its name, its type, and where its value stands in a record. The order in the table does not matter. */
import { picosToUsd, type Picos } from '../../record/money';
import type { CopyBuffer } from './copyBuffer';

interface ValueOf {
  text: string;
  jsonb: string;
  int2: number;
  int4: number;
  int8: bigint | number;
  float8: number;
  bool: boolean;
  /** 32 hex digits. */
  uuid: string;
  /** Nanoseconds since 1970. */
  timestamptz: bigint;
  numeric: Picos;
  textArray: readonly string[];
}
type ColumnType = keyof ValueOf;

/** A NULL is null. */
export type Column<R> = {
  [T in ColumnType]: { name: string; type: T; read: (record: R) => ValueOf[T] | null };
}[ColumnType];

export interface Table<R> {
  name: string;
  columns: readonly Column<R>[];
}

export function writeRow<R>(out: CopyBuffer, { columns }: Table<R>, record: R): void {
  out.startRow(columns.length);
  for (const column of columns) {
    const value = column.read(record);
    if (value === null) out.null();
    // The union can't say that `value` and `column.type` belong together; `Column` has made sure of it.
    else (out[column.type] as (value: unknown) => void).call(out, value);
  }
}

/** What `jsonb_populate_record` reads the same value from. */
export function jsonValue<R>(column: Column<R>, record: R): unknown {
  const value = column.read(record);
  if (value === null) return null;
  if (column.type === 'numeric') return picosToUsd(value as Picos);
  if (column.type === 'jsonb') return JSON.parse(value as string) as unknown;
  if (column.type === 'timestamptz') return isoMicros(value as bigint);
  return typeof value === 'bigint' ? value.toString() : value;
}

/** "2026-03-02T10:00:00.000001Z": a Date ends at milliseconds. */
export function isoMicros(unixNano: bigint): string {
  const micros = unixNano / 1000n;
  const iso = new Date(Number(micros / 1000n)).toISOString();
  return `${iso.slice(0, -1)}${(micros % 1000n).toString().padStart(3, '0')}Z`;
}
