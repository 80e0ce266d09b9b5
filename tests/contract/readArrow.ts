/** Arrow IPC file → the frame it was made of, and the nullability that Arrow adds. Independent of our encoder. */
import { DataType, tableFromIPC, TimeUnit, type Field as ArrowField, type Vector } from 'apache-arrow';
import type { Field, FieldType, FieldValue, Frame } from '@llmobservatory/model';

export interface ReadField extends Field {
  nullable: boolean;
}

export interface ReadFrame extends Frame {
  fields: ReadField[];
}

export function readArrow(bytes: Uint8Array): ReadFrame {
  const table = tableFromIPC(bytes);
  const { metadata } = table.schema;
  const fields = table.schema.fields.map((field, index) =>
    readField(field, table.getChildAt(index) as Vector, table.numRows),
  );
  const meta = metadata.get('meta');
  return {
    name: metadata.get('name') ?? '',
    refId: metadata.get('refId') ?? '',
    ...(meta !== undefined && { meta: JSON.parse(meta) as Frame['meta'] }),
    fields,
  };
}

function readField(field: ArrowField, column: Vector, rows: number): ReadField {
  const { type, read } = typeOf(field);
  const values = Array.from({ length: rows }, (_, row): FieldValue =>
    column.isValid(row) ? read(column, row) : null,
  );
  const labels = field.metadata.get('labels');
  const config = field.metadata.get('config');
  return {
    name: field.name,
    type,
    nullable: field.nullable,
    ...(labels !== undefined && { labels: JSON.parse(labels) as Field['labels'] }),
    ...(config !== undefined && { config: JSON.parse(config) as Field['config'] }),
    values,
  };
}

type Read = (column: Vector, row: number) => FieldValue;

/** Fails on every type that Grafana's reader refuses (dictionaries, lists, structs, other time units). */
function typeOf({ name, type, metadata }: ArrowField): { type: FieldType; read: Read } {
  const get: Read = (column, row) => column.get(row) as FieldValue;
  const found: { type: FieldType; tstype: string; read: Read } | undefined =
    DataType.isTimestamp(type) && type.unit === TimeUnit.NANOSECOND && !type.timezone
      ? { type: 'time', tstype: 'time', read: nanosAt }
      : DataType.isFloat(type)
        ? { type: 'number', tstype: 'number', read: get }
        : DataType.isInt(type) && type.bitWidth === 64 && type.isSigned
          ? { type: 'int64', tstype: 'number', read: get }
          : DataType.isBool(type)
            ? { type: 'boolean', tstype: 'boolean', read: get }
            : DataType.isUtf8(type)
              ? { type: 'string', tstype: 'string', read: get }
              : DataType.isBinary(type)
                ? { type: 'json', tstype: 'other', read: jsonAt }
                : undefined;
  if (!found)
    throw new Error(`Field "${name}" has the Arrow type ${String(type)}, which Grafana cannot read.`);
  if (metadata.get('tstype') !== found.tstype) {
    throw new Error(`Field "${name}": tstype is ${metadata.get('tstype')}, expected ${found.tstype}.`);
  }
  return found;
}

/** Not `get`: it gives milliseconds as a double. */
function nanosAt(column: Vector, row: number): bigint {
  let before = 0;
  for (const chunk of column.data) {
    if (row < before + chunk.length) return (chunk.values as BigInt64Array)[row - before] as bigint;
    before += chunk.length;
  }
  throw new RangeError(`No row ${row}.`);
}

const jsonAt: Read = (column, row) =>
  JSON.parse(new TextDecoder().decode(column.get(row) as Uint8Array)) as FieldValue;
