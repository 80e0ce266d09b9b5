/**
 * A position in JSON bytes. JSON.parse is not used for OTLP: it rounds integers beyond 2^53 (nanoseconds written as
 * numbers), turns every byte into two, and makes many times as much memory of a body that is full of small objects.
 */
import { malformed } from './wire';

/** Twice what an AnyValue at the depth limit needs; keeps the stack safe. */
const MAX_NESTING = 1000;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;

export type JsonKind = 'object' | 'array' | 'string' | 'number' | 'true' | 'false' | 'null';

export class JsonReader {
  at = 0;
  private nesting = 0;

  constructor(readonly bytes: Buffer) {}

  /** Kind of the value that comes next. */
  kind(): JsonKind {
    switch (this.next()) {
      case OPEN_OBJECT:
        return 'object';
      case OPEN_ARRAY:
        return 'array';
      case QUOTE:
        return 'string';
      case 0x74:
        return 'true';
      case 0x66:
        return 'false';
      case 0x6e:
        return 'null';
      default:
        return 'number';
    }
  }

  /** Calls back with the reader at the value of each member; the callback reads or skips it. */
  members(visit: (key: string) => void): void {
    this.enter(OPEN_OBJECT, 'an object');
    if (this.next() !== CLOSE_OBJECT) {
      for (;;) {
        if (this.next() !== QUOTE) throw this.unexpected('a key in quotes');
        const key = this.text();
        if (this.next() !== COLON) throw this.unexpected('":"');
        this.at++;
        visit(key);
        if (this.next() !== COMMA) break;
        this.at++;
      }
      if (this.next() !== CLOSE_OBJECT) throw this.unexpected('"," or "}"');
    }
    this.leave();
  }

  items(visit: () => void): void {
    this.enter(OPEN_ARRAY, 'an array');
    if (this.next() !== CLOSE_ARRAY) {
      for (;;) {
        visit();
        if (this.next() !== COMMA) break;
        this.at++;
      }
      if (this.next() !== CLOSE_ARRAY) throw this.unexpected('"," or "]"');
    }
    this.leave();
  }

  /** A string as its UTF-8 bytes: those of the body where nothing is escaped. */
  utf8(): Uint8Array {
    const { start, end, escaped } = this.scanString();
    return escaped ? Buffer.from(this.unescape(start, end)) : this.bytes.subarray(start, end);
  }

  text(): string {
    const { start, end, escaped } = this.scanString();
    return escaped ? this.unescape(start, end) : this.bytes.toString('utf8', start, end);
  }

  /** A number with all its digits. */
  numberText(): string {
    this.next();
    const start = this.at;
    while (this.at < this.bytes.length && isNumberByte(this.bytes[this.at]!)) this.at++;
    const text = this.bytes.toString('latin1', start, this.at);
    if (!NUMBER.test(text)) {
      this.at = start;
      throw this.unexpected('a value');
    }
    return text;
  }

  /** true, false or null. */
  word(word: 'true' | 'false' | 'null'): void {
    this.next();
    if (this.bytes.toString('latin1', this.at, this.at + word.length) !== word)
      throw this.unexpected('a value');
    this.at += word.length;
  }

  skip(): void {
    const kind = this.kind();
    if (kind === 'object') this.members(() => this.skip());
    else if (kind === 'array') this.items(() => this.skip());
    else if (kind === 'string') this.text();
    else if (kind === 'number') this.numberText();
    else this.word(kind);
  }

  /** Nothing but white space may follow. */
  finish(): void {
    if (this.next() !== -1) throw this.unexpected('the end');
  }

  unexpected(expected: string): Error {
    const found = this.at < this.bytes.length ? `is ${describeByte(this.bytes[this.at]!)}` : 'the JSON ends';
    return malformed(this.at, `${expected} is expected but there ${found}`);
  }

  /** Next byte that is no white space, -1 at the end. */
  private next(): number {
    const bytes = this.bytes;
    while (this.at < bytes.length) {
      const byte = bytes[this.at]!;
      if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return byte;
      this.at++;
    }
    return -1;
  }

  private enter(open: number, what: string): void {
    if (this.next() !== open) throw this.unexpected(what);
    if (++this.nesting > MAX_NESTING)
      throw malformed(this.at, `JSON is nested deeper than ${MAX_NESTING} levels`);
    this.at++;
  }

  private leave(): void {
    this.nesting--;
    this.at++;
  }

  private scanString(): { start: number; end: number; escaped: boolean } {
    if (this.next() !== QUOTE) throw this.unexpected('a string');
    const bytes = this.bytes;
    const start = this.at + 1;
    let escaped = false;
    for (let at = start; at < bytes.length; at++) {
      const byte = bytes[at]!;
      if (byte === QUOTE) {
        this.at = at + 1;
        return { start, end: at, escaped };
      }
      if (byte === BACKSLASH) {
        escaped = true;
        at++;
      } else if (byte < 0x20) {
        this.at = at;
        throw this.unexpected('an escaped control character');
      }
    }
    throw malformed(this.at, 'a string has no end');
  }

  private unescape(start: number, end: number): string {
    try {
      const text: unknown = JSON.parse(this.bytes.toString('utf8', start - 1, end + 1));
      return String(text);
    } catch (cause) {
      if (cause instanceof SyntaxError)
        throw malformed(start, 'a string has an escape that JSON does not know');
      throw cause;
    }
  }
}

const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;

function isNumberByte(byte: number): boolean {
  return (
    (byte >= 0x30 && byte <= 0x39) ||
    byte === 0x2b ||
    byte === 0x2d ||
    byte === 0x2e ||
    byte === 0x45 ||
    byte === 0x65
  );
}

const describeByte = (byte: number): string =>
  byte > 0x20 && byte < 0x7f
    ? `"${String.fromCharCode(byte)}"`
    : `byte 0x${byte.toString(16).padStart(2, '0')}`;
