import { describe, expect, it } from 'vitest';
import { WireReader } from './wire';

const reader = (...bytes: number[]) => new WireReader(Uint8Array.from(bytes));
const all = (wire: WireReader) => wire.buffer.length;

describe('a varint', () => {
  it.each([
    ['0', [0], 0],
    ['127', [0x7f], 127],
    ['128', [0x80, 0x01], 128],
    ['2^49 - 1, the last of the fast path', [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f], 2 ** 49 - 1],
    ['2^49, the first after it', [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01], 2 ** 49],
    ['2^53 - 1, the last exact number', [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x0f], 2 ** 53 - 1],
    ['2^53, a bigint', [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x10], 2n ** 53n],
    ['-1', [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01], -1],
    ['-2^63', [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01], -(2n ** 63n)],
    ['2^63 - 1', [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f], 2n ** 63n - 1n],
  ])('of int64 %s is exact', (_, bytes, value) => {
    const wire = reader(...bytes);
    expect(wire.int64(all(wire))).toBe(value);
    expect(wire.at).toBe(bytes.length);
  });

  it('may be longer than it needs to be', () => {
    const wire = reader(0x81, 0x80, 0x00);
    expect(wire.uint32(3)).toBe(1);
  });

  it('of eleven bytes is refused', () => {
    const bytes = [...new Array<number>(10).fill(0x80), 0x01];
    expect(() => reader(...bytes).uint32(11)).toThrow(/at byte 0, a number has more than 10 bytes/);
    expect(() => reader(...bytes).int64(11)).toThrow(/at byte 0, a number has more than 10 bytes/);
  });
});

describe('sint32', () => {
  it.each([
    [[0], 0],
    [[1], -1],
    [[2], 1],
    [[0xff, 0xff, 0xff, 0xff, 0x0f], -(2 ** 31)],
    [[0xfe, 0xff, 0xff, 0xff, 0x0f], 2 ** 31 - 1],
  ])('%j is %d', (bytes, value) => {
    expect(reader(...bytes).sint32(bytes.length)).toBe(value);
  });
});

describe('fixed64', () => {
  it('keeps every nanosecond', () => {
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64LE(1_795_253_042_520_000_123n);
    expect(new WireReader(bytes).fixed64(8)).toBe(1_795_253_042_520_000_123n);
  });
});

describe('a request is refused as malformed', () => {
  it.each([
    [
      'a length beyond the end',
      [0x0a, 0x05, 0x01],
      /at byte 1, a field of 5 bytes does not fit into the 1 bytes left/,
    ],
    [
      'a length of 2^32 + 1, which 32 bits would cut to 1',
      [0x0a, 0x81, 0x80, 0x80, 0x80, 0x10, 0x00],
      /more than 32 bits/,
    ],
    ['field 0', [0x02, 0x00], /at byte 0, there is no field 0/],
    ['an end group without a group', [0x0c], /wire type 4 is not expected here/],
    ['wire type 6', [0x0e], /wire type 6 is not expected here/],
    ['a group without an end', [0x0b, 0x10, 0x01], /goes beyond the end/],
    ['a group closed by another number', [0x0b, 0x14], /wire type 4 is not expected here/],
    ['half a fixed64', [0x09, 1, 2, 3], /at byte 1, 8 bytes are expected, 3 are left/],
    ['half a fixed32', [0x0d, 1], /4 bytes are expected, 1 are left/],
    ['65 groups inside each other', new Array<number>(65).fill(0x0b), /groups are nested deeper than 64/],
  ])('with %s', (_, bytes, message) => {
    const wire = reader(...bytes);
    const skipAll = () => {
      wire.at = 0;
      while (wire.at < bytes.length) wire.skip(wire.tag(bytes.length), bytes.length);
    };
    expect(skipAll).toThrow(message);
    expect(skipAll).toThrow(expect.objectContaining({ code: 'OTLP_MALFORMED', fault: 'caller' }) as Error);
  });

  it('but not with 64 groups inside each other', () => {
    const bytes = [...new Array<number>(64).fill(0x0b), ...new Array<number>(64).fill(0x0c)];
    const wire = reader(...bytes);
    wire.skip(wire.tag(128), 128);
    expect(wire.at).toBe(128);
  });
});

describe('text', () => {
  it.each([
    ['invalid UTF-8', [0x61, 0xff, 0x62], 'a\ufffdb'],
    ['a cut character', [0x61, 0xf0, 0x9f, 0x98], 'a\ufffd'],
    ['a surrogate in UTF-8', [0xed, 0xa0, 0x80], '\ufffd\ufffd\ufffd'],
    ['NUL', [0x61, 0x00, 0x62, 0x00], 'ab'],
  ])('with %s becomes what a database takes', (_, bytes, text) => {
    expect(reader(...bytes).text(0, bytes.length)).toBe(text);
  });
});
