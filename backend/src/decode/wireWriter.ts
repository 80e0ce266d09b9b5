/**
 * Protobuf bytes, written front to back into one growing buffer.
 * The length of a message is known only at its end: one byte is kept free for it, and content longer than that byte
 * can say is moved to make room. Encodings stay minimal that way, as senders of protobuf write them.
 */
export class WireWriter {
  private buffer: Buffer;
  private at = 0;

  constructor(expectedBytes: number) {
    this.buffer = Buffer.allocUnsafe(Math.max(64, expectedBytes));
  }

  finish(): Uint8Array {
    return this.buffer.subarray(0, this.at);
  }

  /** Starts a message field; hand the result to `close`. */
  open(field: number): number {
    this.tag(field, 2);
    this.reserve(1);
    return this.at++;
  }

  close(mark: number): void {
    const length = this.at - mark - 1;
    const extra = varintSize(length) - 1;
    if (extra > 0) {
      this.reserve(extra);
      this.buffer.copy(this.buffer, mark + 1 + extra, mark + 1, this.at);
    }
    this.at = mark;
    this.varint(length);
    this.at += length;
  }

  bytes(field: number, bytes: Uint8Array): void {
    this.tag(field, 2);
    this.varint(bytes.length);
    this.reserve(bytes.length);
    this.buffer.set(bytes, this.at);
    this.at += bytes.length;
  }

  uint32(field: number, value: number): void {
    this.tag(field, 0);
    this.varint(value);
  }

  sint32(field: number, value: number): void {
    this.tag(field, 0);
    this.varint(((value << 1) ^ (value >> 31)) >>> 0);
  }

  /** int64 or uint64: the lowest 64 bits. */
  int64(field: number, value: bigint): void {
    this.tag(field, 0);
    let rest = BigInt.asUintN(64, value);
    while (rest > 0x7fn) {
      this.byte(Number(rest & 0x7fn) | 0x80);
      rest >>= 7n;
    }
    this.byte(Number(rest));
  }

  /** fixed64 or sfixed64: the lowest 64 bits. */
  fixed64(field: number, value: bigint): void {
    this.tag(field, 1);
    this.reserve(8);
    this.at = this.buffer.writeBigUInt64LE(BigInt.asUintN(64, value), this.at);
  }

  double(field: number, value: number): void {
    this.tag(field, 1);
    this.reserve(8);
    this.at = this.buffer.writeDoubleLE(value, this.at);
  }

  private tag(field: number, wireType: number): void {
    this.varint(field * 8 + wireType);
  }

  private varint(value: number): void {
    let rest = value;
    while (rest > 0x7f) {
      this.byte((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    this.byte(rest);
  }

  private byte(byte: number): void {
    this.reserve(1);
    this.buffer[this.at++] = byte;
  }

  private reserve(size: number): void {
    if (this.at + size <= this.buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.buffer.length * 2, this.at + size));
    this.buffer.copy(larger, 0, 0, this.at);
    this.buffer = larger;
  }
}

function varintSize(value: number): number {
  let size = 1;
  for (let rest = value >>> 7; rest > 0; rest >>>= 7) size++;
  return size;
}
