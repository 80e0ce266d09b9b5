/**
 * JSON text of attributes, byte by byte from the request into one buffer that is used again and again:
 * a string is made once, of the whole text, not one for each key and value.
 * Valid for jsonb: no NUL, no invalid UTF-8, no NaN. A repeated key stays repeated; jsonb and JSON.parse keep its last value.
 */
import { isUtf8 } from 'node:buffer';
import { ARRAY, BOOL, BYTES, DOUBLE, ENTRY_KEY, ENTRY_VALUE, INT, ITEM, MAP, seek, STRING } from './anyValue';
import type { WireReader } from './wire';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
/** The most bytes that one byte of text becomes: \u00XX. */
const LONGEST_ESCAPE = 6;
/** Longer texts go the slow way: room for the worst case of every byte would be too much for them. */
const LONG_TEXT_BYTES = 64 * 1024;
/** The buffer is kept up to this size. */
const KEPT_BYTES = 1024 * 1024;

/** The text of an object whose members `write` writes. */
export function objectText(wire: WireReader, write: (json: JsonText) => void): string {
  const json = new JsonText(wire, kept);
  const text = json.object(write);
  kept = json.buffer.length <= KEPT_BYTES ? json.buffer : Buffer.allocUnsafe(KEPT_BYTES);
  return text;
}

/** One for the whole process: nothing here waits, so nobody else can be writing into it. */
let kept: Buffer = Buffer.allocUnsafe(16 * 1024);

export class JsonText {
  private at = 0;
  private isFirst = true;
  /** Every byte so far is ASCII: the string can be made without decoding. */
  private ascii = true;

  constructor(
    private readonly wire: WireReader,
    public buffer: Buffer,
  ) {}

  object(write: (json: JsonText) => void): string {
    this.raw(0x7b);
    write(this);
    this.raw(0x7d);
    return this.buffer.toString(this.ascii ? 'latin1' : 'utf8', 0, this.at);
  }

  /** `"key":value` of the key and the AnyValue at these places of the request. */
  member(keyStart: number, keyEnd: number, valueStart: number, valueEnd: number): void {
    if (!this.isFirst) this.raw(COMMA);
    this.text(keyStart, keyEnd);
    this.raw(0x3a);
    this.value(valueStart, valueEnd);
    this.isFirst = false;
  }

  private raw(byte: number): void {
    this.reserve(1);
    this.buffer[this.at++] = byte;
  }

  private value(start: number, end: number): void {
    const wire = this.wire;
    switch (seek(wire, start, end)) {
      case STRING: {
        const stop = wire.delimited(end);
        return this.text(wire.at, stop);
      }
      case INT:
        return this.plain(String(wire.int64(end)));
      case DOUBLE: {
        const value = wire.double(end);
        return this.plain(Number.isFinite(value) ? String(value) : `"${value}"`);
      }
      case BOOL:
        return this.plain(wire.int64(end) === 0 ? 'false' : 'true');
      case BYTES: {
        const stop = wire.delimited(end);
        return this.plain(`"${wire.buffer.toString('base64', wire.at, stop)}"`);
      }
      case ARRAY:
        return this.array(wire.delimited(end));
      case MAP:
        return this.map(wire.delimited(end));
      default:
        return this.plain('null');
    }
  }

  private array(end: number): void {
    const wire = this.wire;
    this.raw(0x5b);
    this.isFirst = true;
    while (wire.at < end) {
      const tag = wire.tag(end);
      if (tag === ITEM) {
        const stop = wire.delimited(end);
        if (!this.isFirst) this.raw(COMMA);
        this.value(wire.at, stop);
        this.isFirst = false;
        wire.at = stop;
      } else wire.skip(tag, end);
    }
    this.raw(0x5d);
  }

  private map(end: number): void {
    const wire = this.wire;
    this.raw(0x7b);
    this.isFirst = true;
    while (wire.at < end) {
      const tag = wire.tag(end);
      if (tag === ITEM) {
        const stop = wire.delimited(end);
        this.entry(stop);
        wire.at = stop;
      } else wire.skip(tag, end);
    }
    this.raw(0x7d);
  }

  private entry(end: number): void {
    const wire = this.wire;
    let keyStart = end;
    let keyEnd = end;
    let valueStart = end;
    let valueEnd = end;
    while (wire.at < end) {
      const tag = wire.tag(end);
      if (tag === ENTRY_KEY) {
        keyEnd = wire.delimited(end);
        keyStart = wire.at;
        wire.at = keyEnd;
      } else if (tag === ENTRY_VALUE) {
        valueEnd = wire.delimited(end);
        valueStart = wire.at;
        wire.at = valueEnd;
      } else wire.skip(tag, end);
    }
    this.member(keyStart, keyEnd, valueStart, valueEnd);
  }

  /** ASCII without anything to escape: numbers, base64, words. */
  private plain(text: string): void {
    this.reserve(text.length);
    this.at += this.buffer.write(text, this.at, 'latin1');
  }

  /** The text at [start, end) of the request, in quotes. */
  private text(start: number, end: number): void {
    if (end - start > LONG_TEXT_BYTES) return this.slowText(start, end);
    this.reserve((end - start) * LONGEST_ESCAPE + 2);
    const from = this.wire.buffer;
    const to = this.buffer;
    let at = this.at;
    let checked = false;
    to[at++] = QUOTE;
    for (let i = start; i < end; i++) {
      const byte = from[i]!;
      if (PLAIN[byte] === 1) to[at++] = byte;
      else if (byte === QUOTE || byte === BACKSLASH) {
        to[at++] = BACKSLASH;
        to[at++] = byte;
      } else if (byte >= 0x80) {
        if (!checked && !isUtf8(from.subarray(start, end))) return this.slowText(start, end);
        checked = true;
        this.ascii = false;
        to[at++] = byte;
      } else if (byte !== 0) at = writeControl(to, at, byte);
    }
    to[at++] = QUOTE;
    this.at = at;
  }

  /** For invalid UTF-8, which has to be repaired, and for long texts. */
  private slowText(start: number, end: number): void {
    const text = JSON.stringify(this.wire.text(start, end));
    this.ascii = false;
    this.reserve(Buffer.byteLength(text));
    this.at += this.buffer.write(text, this.at);
  }

  private reserve(size: number): void {
    if (this.at + size <= this.buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.buffer.length * 2, this.at + size));
    this.buffer.copy(larger, 0, 0, this.at);
    this.buffer = larger;
  }
}

/** 1 for a byte that stands for itself in a JSON string. */
const PLAIN = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x20 && byte < 0x80 && byte !== QUOTE && byte !== BACKSLASH ? 1 : 0,
);

/** As JSON.stringify writes it: short where there is a short form. */
const SHORT = new Map([
  [0x08, 0x62],
  [0x09, 0x74],
  [0x0a, 0x6e],
  [0x0c, 0x66],
  [0x0d, 0x72],
]);
const HEX = Buffer.from('0123456789abcdef');

function writeControl(to: Buffer, start: number, byte: number): number {
  let at = start;
  to[at++] = BACKSLASH;
  const letter = SHORT.get(byte);
  if (letter !== undefined) {
    to[at++] = letter;
    return at;
  }
  to[at++] = 0x75;
  to[at++] = 0x30;
  to[at++] = 0x30;
  to[at++] = HEX[byte >> 4]!;
  to[at++] = HEX[byte & 15]!;
  return at;
}
