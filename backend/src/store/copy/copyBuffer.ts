/**
 * Bytes of `COPY … (FORMAT binary)`, written into one buffer that grows and is used again. The format needs no escaping:
 * each value is its length and its bytes, which is why it is the fastest way into PostgreSQL.
 * https://www.postgresql.org/docs/current/sql-copy.html, "Binary Format"
 */
import { PICOS_PER_USD, type Picos } from '../../record/money';

/** A value that can't be written. The record is at fault, not the database. */
export class EncodeError extends Error {}

const SIGNATURE = Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1');
const START_BYTES = 64 * 1024;
/** A larger buffer is given back after use: one huge request must not hold its memory for ever. */
const KEEP_BYTES = 16 * 1024 * 1024;
/** Microseconds from 1970 to 2000, where PostgreSQL's time begins. */
const EPOCH_2000_MICROS = 946_684_800_000_000n;
const TEXT_OID = 25;
const SHORT_CHARACTERS = 32;
const INT4_MAX = 2 ** 31 - 1;
const HIGH = 2 ** 32;

export class CopyBuffer {
  #bytes = Buffer.allocUnsafeSlow(START_BYTES);
  #end = 0;
  #rows = 0;

  constructor() {
    this.clear();
  }

  get rows(): number {
    return this.#rows;
  }

  /** With header and trailer. A view: valid until the next `clear`. */
  finish(): Uint8Array {
    this.#reserve(2);
    this.#bytes.writeInt16BE(-1, this.#end);
    return this.#bytes.subarray(0, this.#end + 2);
  }

  clear(): void {
    if (this.#bytes.length > KEEP_BYTES) this.#bytes = Buffer.allocUnsafeSlow(START_BYTES);
    SIGNATURE.copy(this.#bytes);
    // Flags and the length of the header extension.
    this.#bytes.fill(0, SIGNATURE.length, SIGNATURE.length + 8);
    this.#end = SIGNATURE.length + 8;
    this.#rows = 0;
  }

  startRow(columns: number): void {
    this.#reserve(2);
    this.#end = this.#bytes.writeInt16BE(columns, this.#end);
    this.#rows += 1;
  }

  null(): void {
    this.#reserve(4);
    this.#end = this.#bytes.writeInt32BE(-1, this.#end);
  }

  text(value: string): void {
    // UTF-8 takes at most three bytes for one UTF-16 unit.
    this.#reserve(4 + value.length * 3);
    const size = this.#shortAscii(value) || this.#bytes.write(value, this.#end + 4, 'utf8');
    this.#bytes.writeInt32BE(size, this.#end);
    this.#end += 4 + size;
  }

  /** Most values are names and ids: below this length a loop beats the call into the runtime. 0: not such a text. */
  #shortAscii(value: string): number {
    const { length } = value;
    if (length > SHORT_CHARACTERS) return 0;
    const bytes = this.#bytes;
    const start = this.#end + 4;
    for (let index = 0; index < length; index++) {
      const code = value.charCodeAt(index);
      if (code > 127) return 0;
      bytes[start + index] = code;
    }
    return length;
  }

  /** @param json JSON text */
  jsonb(json: string): void {
    this.#reserve(5 + json.length * 3);
    const size = this.#bytes.write(json, this.#end + 5, 'utf8');
    this.#bytes.writeInt32BE(size + 1, this.#end);
    this.#bytes[this.#end + 4] = 1; // Version of the format.
    this.#end += 5 + size;
  }

  int2(value: number): void {
    this.#reserve(6);
    this.#end = this.#bytes.writeInt32BE(2, this.#end);
    this.#end = this.#bytes.writeInt16BE(value, this.#end);
  }

  /** Larger than an int4 holds: the largest, because a status or a count of dropped attributes is no reason to refuse a span. */
  int4(value: number): void {
    this.#reserve(8);
    this.#end = this.#bytes.writeInt32BE(4, this.#end);
    this.#end = this.#bytes.writeInt32BE(Math.max(-INT4_MAX, Math.min(INT4_MAX, value)), this.#end);
  }

  int8(value: bigint | number): void {
    this.#reserve(12);
    this.#end = this.#bytes.writeInt32BE(8, this.#end);
    if (typeof value === 'bigint') {
      this.#end = this.#bytes.writeBigInt64BE(BigInt.asIntN(64, value), this.#end);
      return;
    }
    if (!Number.isSafeInteger(value)) throw new EncodeError(`${value} is no whole number up to 2^53`);
    const high = Math.floor(value / HIGH);
    this.#end = this.#bytes.writeInt32BE(high, this.#end);
    this.#end = this.#bytes.writeUInt32BE(value - high * HIGH, this.#end);
  }

  float8(value: number): void {
    this.#reserve(12);
    this.#end = this.#bytes.writeInt32BE(8, this.#end);
    this.#end = this.#bytes.writeDoubleBE(value, this.#end);
  }

  bool(value: boolean): void {
    this.#reserve(5);
    this.#end = this.#bytes.writeInt32BE(1, this.#end);
    this.#bytes[this.#end++] = value ? 1 : 0;
  }

  /** @param hex 32 hex digits */
  uuid(hex: string): void {
    this.#reserve(20);
    const size = hex.length === 32 ? this.#bytes.write(hex, this.#end + 4, 'hex') : 0;
    if (size !== 16) throw new EncodeError('an id is not 32 hex digits');
    this.#bytes.writeInt32BE(16, this.#end);
    this.#end += 20;
  }

  /** A timestamptz ends at microseconds; the nanoseconds stand in a column of their own. */
  timestamptz(unixNano: bigint): void {
    this.int8(unixNano / 1000n - EPOCH_2000_MICROS);
  }

  /**
   * numeric(20,12): digits to the base 10 000. The fraction is always three of them, the whole part as many as it needs:
   * $12 345.678 → 1, 2345 | 6780, 0, 0 with weight 1.
   */
  numeric(value: Picos): void {
    const magnitude = value < 0n ? -value : value;
    const whole: number[] = [];
    for (let rest = magnitude / PICOS_PER_USD; rest > 0n; rest /= 10_000n)
      whole.unshift(Number(rest % 10_000n));
    const fraction = Number(magnitude % PICOS_PER_USD);
    const digits = [
      ...whole,
      Math.floor(fraction / 1e8),
      Math.floor(fraction / 1e4) % 10_000,
      fraction % 10_000,
    ];
    this.#reserve(12 + digits.length * 2);
    this.#end = this.#bytes.writeInt32BE(8 + digits.length * 2, this.#end);
    this.#end = this.#bytes.writeInt16BE(digits.length, this.#end);
    this.#end = this.#bytes.writeInt16BE(whole.length - 1, this.#end); // Weight of the first digit.
    this.#end = this.#bytes.writeUInt16BE(value < 0n ? 0x4000 : 0, this.#end);
    this.#end = this.#bytes.writeInt16BE(12, this.#end); // Digits after the point that are shown.
    for (const digit of digits) this.#end = this.#bytes.writeInt16BE(digit, this.#end);
  }

  textArray(values: readonly string[]): void {
    this.#reserve(24);
    const start = this.#end;
    this.#end += 4;
    this.#end = this.#bytes.writeInt32BE(values.length > 0 ? 1 : 0, this.#end); // Dimensions.
    this.#end = this.#bytes.writeInt32BE(0, this.#end); // No NULLs among the elements.
    this.#end = this.#bytes.writeInt32BE(TEXT_OID, this.#end);
    if (values.length > 0) {
      this.#end = this.#bytes.writeInt32BE(values.length, this.#end);
      this.#end = this.#bytes.writeInt32BE(1, this.#end); // Index of the first element.
    }
    for (const value of values) this.text(value);
    this.#bytes.writeInt32BE(this.#end - start - 4, start);
  }

  #reserve(bytes: number): void {
    if (this.#end + bytes <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(this.#bytes.length * 2, this.#end + bytes));
    this.#bytes.copy(larger, 0, 0, this.#end);
    this.#bytes = larger;
  }
}
