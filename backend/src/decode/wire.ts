/**
 * A position in protobuf bytes. Every read checks its bounds once, against the end of the message it is in;
 * what breaks them makes the whole request malformed, because nothing after it can be trusted.
 * A tag is kept as it stands in the bytes: field number × 8 + wire type (0 varint, 1 fixed64, 2 length, 5 fixed32).
 */
import { ObservatoryError } from '../record/errors';

/** Groups inside groups; nobody sends them, so a low limit is enough to keep the stack safe. */
const MAX_GROUP_DEPTH = 64;

export class WireReader {
  readonly buffer: Buffer;
  at = 0;
  private readonly view: DataView;

  constructor(bytes: Uint8Array) {
    this.buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Next tag of the message that ends at `end`. */
  tag(end: number): number {
    const start = this.at;
    const tag = this.strict32(end);
    if (tag < 8) throw malformed(start, 'there is no field 0');
    return tag;
  }

  /** A varint of at most 32 bits; higher bits (a negative enum has them) are dropped. */
  uint32(end: number): number {
    const buffer = this.buffer;
    const start = this.at;
    // Nearly all tags and lengths are one byte.
    if (start < end && buffer[start]! < 0x80) {
      this.at = start + 1;
      return buffer[start]!;
    }
    let value = 0;
    for (let i = 0; i < 10; i++) {
      if (start + i >= end) throw malformed(start, 'a number goes beyond the end of its message');
      const byte = buffer[start + i]!;
      if (i < 5) value |= (byte & 0x7f) << (7 * i);
      if (byte < 0x80) {
        this.at = start + i + 1;
        return value >>> 0;
      }
    }
    throw malformed(start, 'a number has more than 10 bytes');
  }

  /** Moves to the start of a length-delimited field and returns its end. */
  delimited(end: number): number {
    const start = this.at;
    const length = this.strict32(end);
    if (length > end - this.at) {
      throw malformed(start, `a field of ${length} bytes does not fit into the ${end - this.at} bytes left`);
    }
    return this.at + length;
  }

  /** int64 as a varint: a number while it is exact, a bigint beyond ±2^53. */
  int64(end: number): number | bigint {
    const value = this.uint64(end);
    return typeof value === 'number' ? value : exact(BigInt.asIntN(64, value));
  }

  /** As int64. Up to seven bytes are 49 bits: sums of doubles are exact there, and BigInt is slow. */
  uint64(end: number): number | bigint {
    const start = this.at;
    const stop = Math.min(end, start + 7);
    let value = 0;
    let scale = 1;
    for (let at = start; at < stop; at++) {
      const byte = this.buffer[at]!;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) {
        this.at = at + 1;
        return value;
      }
      scale *= 128;
    }
    return exact(this.varint64(end));
  }

  sint32(end: number): number {
    const value = this.uint32(end);
    return (value >>> 1) ^ -(value & 1);
  }

  fixed64(end: number): bigint {
    return this.view.getBigUint64(this.take(8, end), true);
  }

  /** fixed64 where a count is expected: a number while it is exact. */
  ufixed64(end: number): number | bigint {
    return exact(this.fixed64(end));
  }

  sfixed64(end: number): number | bigint {
    return exact(this.view.getBigInt64(this.take(8, end), true));
  }

  double(end: number): number {
    return this.view.getFloat64(this.take(8, end), true);
  }

  /** Text of [start, end), safe for text and jsonb columns: invalid UTF-8 becomes U+FFFD, NUL is left out. */
  text(start: number, end: number): string {
    const text = this.buffer.toString('utf8', start, end);
    return text.includes('\0') ? text.replaceAll('\0', '') : text;
  }

  hex(start: number, end: number): string {
    return this.buffer.toString('hex', start, end);
  }

  /** Moves behind the field whose tag was just read. */
  skip(tag: number, end: number, depth = 0): void {
    switch (tag & 7) {
      case 0:
        this.uint32(end);
        return;
      case 1:
        this.take(8, end);
        return;
      case 2:
        this.at = this.delimited(end);
        return;
      case 3:
        this.skipGroup(tag, end, depth + 1);
        return;
      case 5:
        this.take(4, end);
        return;
      default:
        throw malformed(this.at, `wire type ${tag & 7} is not expected here`);
    }
  }

  /** A tag or a length: five bytes hold every valid one, and bits must not get lost as in uint32. */
  private strict32(end: number): number {
    const start = this.at;
    const value = this.uint32(end);
    const size = this.at - start;
    if (size > 5 || (size === 5 && this.buffer[start + 4]! > 0x0f)) {
      throw malformed(start, 'a tag or length has more than 32 bits');
    }
    return value;
  }

  private skipGroup(open: number, end: number, depth: number): void {
    if (depth > MAX_GROUP_DEPTH) throw malformed(this.at, `groups are nested deeper than ${MAX_GROUP_DEPTH}`);
    const close = open + 1;
    for (;;) {
      const tag = this.tag(end);
      if (tag === close) return;
      this.skip(tag, end, depth);
    }
  }

  private varint64(end: number): bigint {
    const buffer = this.buffer;
    const start = this.at;
    let low = 0; // bits 0–27
    let middle = 0; // bits 28–55
    let high = 0; // bits 56–63
    for (let i = 0; i < 10; i++) {
      if (start + i >= end) throw malformed(start, 'a number goes beyond the end of its message');
      const byte = buffer[start + i]!;
      const bits = byte & 0x7f;
      if (i < 4) low |= bits << (7 * i);
      else if (i < 8) middle |= bits << (7 * (i - 4));
      else high |= bits << (7 * (i - 8));
      if (byte < 0x80) {
        this.at = start + i + 1;
        return BigInt.asUintN(64, (BigInt(high) << 56n) | (BigInt(middle) << 28n) | BigInt(low));
      }
    }
    throw malformed(start, 'a number has more than 10 bytes');
  }

  private take(size: number, end: number): number {
    const start = this.at;
    if (size > end - start) throw malformed(start, `${size} bytes are expected, ${end - start} are left`);
    this.at = start + size;
    return start;
  }
}

export function malformed(at: number, what: string): ObservatoryError {
  return new ObservatoryError(
    'caller',
    'OTLP_MALFORMED',
    `The request is not a valid OTLP message: at byte ${at}, ${what}. ` +
      'Check that the body is the export request of this signal and arrived whole; nothing of it was stored.',
  );
}

function exact(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}
