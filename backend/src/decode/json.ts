/**
 * OTLP/JSON ─▶ protobuf bytes, so that there is one reader and both encodings give the same records.
 * Follows the proto3 JSON mapping with the deviations of OTLP (ids in hexadecimal), and takes what real senders write:
 * int64 as string or number, enums as number or name, camelCase and snake_case, ids in base64. Unknown fields are ignored.
 */
import type { Signal } from '../record/batch';
import { MAX_DEPTH } from './anyValue';
import { JsonReader } from './jsonReader';
import { MESSAGES, REQUESTS, type Message, type Scalar } from './jsonSchema';
import { SPAN_ID_BYTES, TRACE_ID_BYTES } from './ids';
import { WireWriter } from './wireWriter';

/** @throws ObservatoryError OTLP_MALFORMED, with the byte of the JSON where it went wrong */
export function jsonToProtobuf(signal: Signal, bytes: Uint8Array): Uint8Array {
  const json = new JsonReader(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  // JSON is longer than its protobuf twin except for many small numbers, where the writer grows.
  const wire = new WireWriter(bytes.length);
  writeMembers(json, wire, MESSAGES[REQUESTS[signal]], 0);
  json.finish();
  return wire.finish();
}

/** `depth` counts arrays and maps of AnyValues that are open. */
function writeMembers(json: JsonReader, wire: WireWriter, message: Message, depth: number): void {
  json.members((name) => {
    const field = message.get(name);
    if (field === undefined) json.skip();
    else if (json.kind() === 'null') json.word('null');
    else if (field.repeated) json.items(() => writeField(json, wire, field, depth));
    else writeField(json, wire, field, depth);
  });
}

function writeField(
  json: JsonReader,
  wire: WireWriter,
  field: { number: number; type: Scalar | Message; nests: boolean },
  depth: number,
): void {
  if (typeof field.type === 'string') {
    SCALARS[field.type](json, wire, field.number);
    return;
  }
  const mark = wire.open(field.number);
  // One level more than the reader allows is written, empty: the reader then refuses the record as it does in protobuf.
  if (json.kind() === 'null') json.word('null');
  else if (field.nests && depth === MAX_DEPTH) json.skip();
  else writeMembers(json, wire, field.type, field.nests ? depth + 1 : depth);
  wire.close(mark);
}

const INT64_MIN = -(2n ** 63n);
const INT64_MAX = 2n ** 63n - 1n;
const UINT64_MAX = 2n ** 64n - 1n;
const UINT32_MAX = 2n ** 32n - 1n;

const SCALARS: Readonly<Record<Scalar, (json: JsonReader, wire: WireWriter, field: number) => void>> = {
  string: (json, wire, field) => wire.bytes(field, json.utf8()),
  bytes: (json, wire, field) => wire.bytes(field, Buffer.from(json.text(), 'base64')),
  traceId: (json, wire, field) => wire.bytes(field, idBytes(json.text(), TRACE_ID_BYTES)),
  spanId: (json, wire, field) => wire.bytes(field, idBytes(json.text(), SPAN_ID_BYTES)),
  bool: (json, wire, field) => wire.uint32(field, boolean(json) ? 1 : 0),
  int64: (json, wire, field) => wire.int64(field, integer(json, INT64_MIN, INT64_MAX)),
  uint64: (json, wire, field) => wire.int64(field, integer(json, 0n, UINT64_MAX)),
  fixed64: (json, wire, field) => wire.fixed64(field, integer(json, 0n, UINT64_MAX)),
  sfixed64: (json, wire, field) => wire.fixed64(field, integer(json, INT64_MIN, INT64_MAX)),
  uint32: (json, wire, field) => wire.uint32(field, Number(integer(json, 0n, UINT32_MAX))),
  sint32: (json, wire, field) => wire.sint32(field, Number(integer(json, -(2n ** 31n), 2n ** 31n - 1n))),
  double: (json, wire, field) => wire.double(field, double(json)),
  spanKind: (json, wire, field) => wire.uint32(field, enumNumber(json, SPAN_KINDS)),
  statusCode: (json, wire, field) => wire.uint32(field, enumNumber(json, STATUS_CODES)),
  severity: (json, wire, field) => wire.uint32(field, enumNumber(json, SEVERITIES)),
  temporality: (json, wire, field) => wire.uint32(field, enumNumber(json, TEMPORALITIES)),
};

const HEX = /^([0-9a-f]{2})*$/i;
/** What stands for an id that can't be read: one byte, so that the reader refuses the record. */
const UNREADABLE_ID = Buffer.from([0xff]);

function idBytes(text: string, size: number): Uint8Array {
  if (HEX.test(text)) return Buffer.from(text, 'hex');
  const base64 = Buffer.from(text, 'base64');
  return base64.length === size ? base64 : UNREADABLE_ID;
}

function boolean(json: JsonReader): boolean {
  const kind = json.kind();
  if (kind !== 'true' && kind !== 'false') throw json.unexpected('true or false');
  json.word(kind);
  return kind === 'true';
}

/** An integer written as number or string, also as "1.0" or "1e3"; digits are never rounded. */
function integer(json: JsonReader, least: bigint, most: bigint): bigint {
  const kind = json.kind();
  const start = json.at;
  const text = kind === 'string' ? json.text() : kind === 'number' ? json.numberText() : '';
  const value = /^-?\d{1,20}$/.test(text) ? BigInt(text) : integerOf(Number(text === '' ? NaN : text));
  if (value === null || value < least || value > most) {
    json.at = start;
    throw json.unexpected(`an integer from ${least} to ${most}`);
  }
  return value;
}

const integerOf = (value: number): bigint | null => (Number.isInteger(value) ? BigInt(value) : null);

const NON_FINITE = new Map([
  ['NaN', NaN],
  ['Infinity', Infinity],
  ['-Infinity', -Infinity],
]);

function double(json: JsonReader): number {
  const start = json.at;
  if (json.kind() === 'number') return Number(json.numberText());
  const text = json.text();
  const value = NON_FINITE.get(text) ?? (text.trim() === '' ? NaN : Number(text));
  if (Number.isNaN(value) && text !== 'NaN') {
    json.at = start;
    throw json.unexpected('a number, "NaN", "Infinity" or "-Infinity"');
  }
  return value;
}

/** Unknown names are 0, "unspecified", as unknown numbers are for whoever reads them. */
function enumNumber(json: JsonReader, names: ReadonlyMap<string, number>): number {
  if (json.kind() !== 'string') return Number(integer(json, 0n, 2n ** 31n - 1n));
  const text = json.text();
  return names.get(text) ?? (/^\d{1,9}$/.test(text) ? Number(text) : 0);
}

const enumOf = (prefix: string, ...names: string[]): ReadonlyMap<string, number> =>
  new Map(names.map((name, number) => [prefix + name, number]));

const SPAN_KINDS = enumOf(
  'SPAN_KIND_',
  'UNSPECIFIED',
  'INTERNAL',
  'SERVER',
  'CLIENT',
  'PRODUCER',
  'CONSUMER',
);
const STATUS_CODES = enumOf('STATUS_CODE_', 'UNSET', 'OK', 'ERROR');
const TEMPORALITIES = enumOf('AGGREGATION_TEMPORALITY_', 'UNSPECIFIED', 'DELTA', 'CUMULATIVE');
const SEVERITIES = enumOf(
  'SEVERITY_NUMBER_',
  'UNSPECIFIED',
  ...['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'].flatMap((level) => [
    level,
    `${level}2`,
    `${level}3`,
    `${level}4`,
  ]),
);
