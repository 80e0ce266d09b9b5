/**
 * OTLP AnyValue: checked once while its record is scanned, read later only if somebody asks.
 * Because of the check, the readers below it never throw and never recurse deeper than MAX_DEPTH.
 * Of several members the last one counts, as with every protobuf oneof.
 */
import type { AnyValue } from './view';
import type { WireReader } from './wire';

/** Arrays and maps inside each other. Deeper records are refused: no instrumentation needs them, jsonb and stacks have limits. */
export const MAX_DEPTH = 64;

/** Members of AnyValue. */
export const STRING = 10;
export const BOOL = 16;
export const INT = 24;
export const DOUBLE = 33;
export const ARRAY = 42;
export const MAP = 50;
export const BYTES = 58;
/** ArrayValue.values and KeyValueList.values. */
export const ITEM = 10;
/** KeyValue.key and KeyValue.value. */
export const ENTRY_KEY = 10;
export const ENTRY_VALUE = 18;

/**
 * Walks everything in the value at [start, end).
 * @returns false when it is nested deeper than MAX_DEPTH
 * @throws ObservatoryError OTLP_MALFORMED
 */
export function checkValue(wire: WireReader, start: number, end: number, depth = 0): boolean {
  let ok = true;
  wire.at = start;
  while (wire.at < end) {
    const tag = wire.tag(end);
    if (tag === ARRAY || tag === MAP) {
      const stop = wire.delimited(end);
      if (depth === MAX_DEPTH) ok = false;
      else if (!checkItems(wire, stop, tag === MAP, depth + 1)) ok = false;
      wire.at = stop;
    } else wire.skip(tag, end);
  }
  return ok;
}

function checkItems(wire: WireReader, end: number, isMap: boolean, depth: number): boolean {
  let ok = true;
  while (wire.at < end) {
    const tag = wire.tag(end);
    if (tag === ITEM) {
      const stop = wire.delimited(end);
      if (!(isMap ? checkEntry(wire, stop, depth) : checkValue(wire, wire.at, stop, depth))) ok = false;
      wire.at = stop;
    } else wire.skip(tag, end);
  }
  return ok;
}

function checkEntry(wire: WireReader, end: number, depth: number): boolean {
  let ok = true;
  while (wire.at < end) {
    const tag = wire.tag(end);
    if (tag === ENTRY_VALUE) {
      const stop = wire.delimited(end);
      if (!checkValue(wire, wire.at, stop, depth)) ok = false;
      wire.at = stop;
    } else wire.skip(tag, end);
  }
  return ok;
}

/** The value at [start, end) as sent; null when it is empty. Bytes are base64 text. */
export function readValue(wire: WireReader, start: number, end: number): AnyValue {
  const tag = seek(wire, start, end);
  switch (tag) {
    case STRING: {
      const stop = wire.delimited(end);
      return wire.text(wire.at, stop);
    }
    case BOOL:
      return isTrue(wire, end);
    case INT:
      return wire.int64(end);
    case DOUBLE:
      return wire.double(end);
    case ARRAY:
      return readArray(wire, wire.delimited(end));
    case MAP:
      return readMap(wire, wire.delimited(end));
    case BYTES: {
      const stop = wire.delimited(end);
      return wire.buffer.toString('base64', wire.at, stop);
    }
    default:
      return null;
  }
}

/** As AttributesView.text. */
export function readText(wire: WireReader, start: number, end: number): string | undefined {
  const value = readValue(wire, start, end);
  if (typeof value === 'string') return value;
  if (value === null) return undefined;
  return typeof value === 'object' ? jsonOf(value) : String(value);
}

/** Decimal numbers as programs print them; hexadecimal, empty text and "NaN" are no numbers. */
const DECIMAL = /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i;

/** As AttributesView.number. */
export function readNumber(wire: WireReader, start: number, end: number): number | undefined {
  const value = readValue(wire, start, end);
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  return typeof value === 'string' && value.length < 400 && DECIMAL.test(value) ? Number(value) : undefined;
}

/** A boolean, or its name as text ("True" comes from Python). */
export function readBoolean(wire: WireReader, start: number, end: number): boolean | undefined {
  const value = readValue(wire, start, end);
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string' || value.length > 5) return undefined;
  const name = value.toLowerCase();
  return name === 'true' ? true : name === 'false' ? false : undefined;
}

/** JSON text, valid for jsonb. NaN and infinities, which JSON lacks, as strings; int64 with all its digits. */
export function jsonOf(value: AnyValue): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value);
    case 'number':
      return Number.isFinite(value) ? String(value) : `"${value}"`;
    case 'bigint':
    case 'boolean':
      return String(value);
    default:
      if (value === null) return 'null';
      if (Array.isArray(value)) return `[${value.map(jsonOf).join(',')}]`;
      return `{${Object.keys(value)
        .map((key) => `${JSON.stringify(key)}:${jsonOf(value[key]!)}`)
        .join(',')}}`;
  }
}

/** Moves to the payload of the member that counts and returns its tag; 0 when the value is empty. */
export function seek(wire: WireReader, start: number, end: number): number {
  let found = 0;
  let payload = end;
  wire.at = start;
  while (wire.at < end) {
    const tag = wire.tag(end);
    if (isMember(tag)) {
      found = tag;
      payload = wire.at;
    }
    wire.skip(tag, end);
  }
  wire.at = payload;
  return found;
}

function isMember(tag: number): boolean {
  return (
    tag === STRING ||
    tag === INT ||
    tag === DOUBLE ||
    tag === BOOL ||
    tag === ARRAY ||
    tag === MAP ||
    tag === BYTES
  );
}

function isTrue(wire: WireReader, end: number): boolean {
  return wire.int64(end) !== 0;
}

function readArray(wire: WireReader, end: number): AnyValue[] {
  const items: AnyValue[] = [];
  while (wire.at < end) {
    const tag = wire.tag(end);
    if (tag === ITEM) {
      const stop = wire.delimited(end);
      items.push(readValue(wire, wire.at, stop));
      wire.at = stop;
    } else wire.skip(tag, end);
  }
  return items;
}

function readMap(wire: WireReader, end: number): { [key: string]: AnyValue } {
  const map: { [key: string]: AnyValue } = {};
  while (wire.at < end) {
    const tag = wire.tag(end);
    if (tag === ITEM) {
      const stop = wire.delimited(end);
      readEntry(wire, stop, map);
      wire.at = stop;
    } else wire.skip(tag, end);
  }
  return map;
}

function readEntry(wire: WireReader, end: number, map: { [key: string]: AnyValue }): void {
  let key = '';
  let value: AnyValue = null;
  while (wire.at < end) {
    const tag = wire.tag(end);
    if (tag === ENTRY_KEY) {
      const stop = wire.delimited(end);
      key = wire.text(wire.at, stop);
      wire.at = stop;
    } else if (tag === ENTRY_VALUE) {
      const stop = wire.delimited(end);
      value = readValue(wire, wire.at, stop);
      wire.at = stop;
    } else wire.skip(tag, end);
  }
  // A plain assignment to "__proto__" would set the prototype instead of the key.
  if (key === '__proto__') {
    Object.defineProperty(map, key, { value, enumerable: true, configurable: true, writable: true });
  } else map[key] = value;
}
