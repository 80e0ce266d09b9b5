/**
 * The same message in other bytes: the fields of every message in another order (items of a repeated field keep
 * theirs), and unknown fields of every wire type between them, groups too.
 */
import protobuf from 'protobufjs';

/** `random` gives numbers in [0, 1). */
export function scramble(bytes: Uint8Array, type: protobuf.Type, random: () => number): Uint8Array {
  const reader = protobuf.Reader.create(bytes);
  const fields: { number: number; bytes: Uint8Array }[] = [];
  while (reader.pos < reader.len) {
    const start = reader.pos;
    const tag = reader.uint32();
    const number = tag >>> 3;
    const field = type.fieldsById[number];
    const inner = field?.resolve().resolvedType;
    if (inner instanceof protobuf.Type && (tag & 7) === 2) {
      const content = scramble(reader.bytes(), inner, random);
      fields.push({ number, bytes: protobuf.Writer.create().uint32(tag).bytes(content).finish() });
    } else {
      reader.skipType(tag & 7);
      fields.push({ number, bytes: bytes.slice(start, reader.pos) });
    }
  }
  const byNumber = groups(fields);
  const order = shuffled(
    fields.map((field) => field.number),
    random,
  );
  const pieces: Uint8Array[] = [];
  for (const number of order) {
    if (random() < 0.3) pieces.push(unknownField(random));
    pieces.push(byNumber.get(number)!.shift()!);
  }
  if (random() < 0.3) pieces.push(unknownField(random));
  return Buffer.concat(pieces);
}

function groups(fields: { number: number; bytes: Uint8Array }[]): Map<number, Uint8Array[]> {
  const map = new Map<number, Uint8Array[]>();
  for (const { number, bytes } of fields) map.set(number, [...(map.get(number) ?? []), bytes]);
  return map;
}

function shuffled<T>(items: T[], random: () => number): T[] {
  return items
    .map((item) => ({ item, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}

function unknownField(random: () => number): Uint8Array {
  const number = 1000 + Math.floor(random() * 5000);
  const writer = protobuf.Writer.create();
  switch (Math.floor(random() * 5)) {
    case 0:
      return writer
        .uint32(number * 8)
        .int64(-1)
        .finish();
    case 1:
      return writer
        .uint32(number * 8 + 1)
        .double(1.5)
        .finish();
    case 2:
      return writer
        .uint32(number * 8 + 2)
        .string('unknown')
        .finish();
    case 3:
      return writer
        .uint32(number * 8 + 5)
        .fixed32(7)
        .finish();
    default: {
      const inside = random() < 0.5 ? unknownField(random) : new Uint8Array();
      const open = protobuf.Writer.create()
        .uint32(number * 8 + 3)
        .finish();
      return Buffer.concat([open, inside, writer.uint32(number * 8 + 4).finish()]);
    }
  }
}
