import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forEachEngine } from '../../../../tests/engines';
import { picos, picosToUsd } from '../../record/money';
import { isoMicros, jsonValue, writeRow, type Table } from './column';
import { CopyBuffer, EncodeError } from './copyBuffer';

interface Probe {
  number: number;
  text: string | null;
  json: unknown;
  small: number;
  int: number;
  big: bigint;
  count: number;
  float: number;
  flag: boolean;
  id: string;
  time: bigint;
  money: bigint;
  list: string[];
}

const PROBES: Table<Probe> = {
  name: 'probes',
  columns: [
    // Not in the order of the table.
    { name: 'list', type: 'textArray', read: (probe) => probe.list },
    { name: 'number', type: 'int4', read: (probe) => probe.number },
    { name: 'text', type: 'text', read: (probe) => probe.text },
    { name: 'json', type: 'jsonb', read: (probe) => JSON.stringify(probe.json) },
    { name: 'small', type: 'int2', read: (probe) => probe.small },
    { name: 'int', type: 'int4', read: (probe) => probe.int },
    { name: 'big', type: 'int8', read: (probe) => probe.big },
    { name: 'count', type: 'int8', read: (probe) => probe.count },
    { name: 'float', type: 'float8', read: (probe) => probe.float },
    { name: 'flag', type: 'bool', read: (probe) => probe.flag },
    { name: 'id', type: 'uuid', read: (probe) => probe.id },
    { name: 'time', type: 'timestamptz', read: (probe) => probe.time },
    { name: 'money', type: 'numeric', read: (probe) => picos(probe.money) },
  ],
};
const CREATE = `CREATE TABLE probes (
  number int, text text, json jsonb, small smallint, int int, big bigint, count bigint, float float8, flag boolean,
  id uuid, time timestamptz, money numeric(20, 12), list text[])`;

/** PostgreSQL's text has no NUL and no half of a surrogate pair. */
const text = fc.string({ unit: 'grapheme', maxLength: 60 }).filter((value) => !value.includes('\0'));
const hex = fc.stringMatching(/^[0-9a-f]{32}$/);
/** 2000-01-01 is where PostgreSQL's time begins: both sides of it. */
const time = fc.bigInt({ min: 946_684_799_000_000_000n, max: 4_102_444_800_000_000_000n });

const probe: fc.Arbitrary<Probe> = fc.record({
  number: fc.constant(0),
  text: fc.option(text),
  json: fc.dictionary(text, fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null)), {
    noNullPrototype: true,
  }),
  small: fc.integer({ min: -32_768, max: 32_767 }),
  int: fc.integer({ min: -(2 ** 31) + 1, max: 2 ** 31 - 1 }),
  big: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  count: fc.maxSafeInteger(),
  float: fc.double({ noNaN: true }).map((value) => (Object.is(value, -0) ? 0 : value)),
  flag: fc.boolean(),
  id: hex,
  time,
  money: fc.bigInt({ min: -(10n ** 20n) + 1n, max: 10n ** 20n - 1n }),
  list: fc.array(text, { maxLength: 4 }),
});

forEachEngine((_name, database) => {
  it('stores every value so that it reads back the same', { timeout: 120_000 }, async () => {
    const { engine } = database();
    await engine.run([{ script: CREATE }], { lane: 'job' });
    const read = `SELECT text, json::text, small, int, big, count, float, flag, id, time, money,
                         to_json(list) FROM probes ORDER BY number`;
    await fc.assert(
      fc.asyncProperty(fc.array(probe, { minLength: 1, maxLength: 200 }), async (made) => {
        const probes = made.map((one, number) => ({ ...one, number }));
        const buffer = new CopyBuffer();
        for (const one of probes) writeRow(buffer, PROBES, one);
        const columns = PROBES.columns.map(({ name }) => name);
        const results = await engine.run(
          [
            { script: 'TRUNCATE probes' },
            { copyInto: 'probes', columns, bytes: buffer.finish() },
            { sql: read },
          ],
          { lane: 'ingest' },
        );
        expect(results[1]?.rowCount).toBe(probes.length);
        const rows = results[2]?.rows.map((row) => [
          row[0], JSON.parse(row[1] ?? ''), Number(row[2]), Number(row[3]), BigInt(row[4] ?? ''), Number(row[5]),
          Number(row[6]), row[7] === 't', row[8]?.replaceAll('-', ''), row[9], row[10], JSON.parse(row[11] ?? ''),
        ]); // prettier-ignore
        expect(rows).toEqual(
          probes.map((one) => [
            one.text, one.json, one.small, one.int, one.big, one.count, one.float, one.flag, one.id,
            postgresTime(one.time), picosToUsd(picos(one.money)), one.list,
          ]), // prettier-ignore
        );
      }),
      { numRuns: 25 },
    );
  });
});

/** "2026-03-02 10:00:00.000001+00", without zeros at the end of the fraction. */
const postgresTime = (unixNano: bigint): string =>
  isoMicros(unixNano)
    .replace('T', ' ')
    .replace('Z', '+00')
    .replace(/\.?0+\+00$/, (end) => (end.startsWith('.') ? '+00' : end.replace(/0+\+00$/, '+00')));

describe('CopyBuffer', () => {
  it('refuses an id that is not 32 hex digits', () => {
    expect(() => new CopyBuffer().uuid('xyz')).toThrow(EncodeError);
    expect(() => new CopyBuffer().uuid('g'.repeat(32))).toThrow('an id is not 32 hex digits');
  });

  it.each([0.5, NaN, 2 ** 53])('refuses %d as a count', (value) => {
    expect(() => new CopyBuffer().int8(value)).toThrow(EncodeError);
  });

  it('holds a number that is too large for a column at the largest one', () => {
    const [large, largest] = [new CopyBuffer(), new CopyBuffer()];
    large.int4(2 ** 40);
    largest.int4(2 ** 31 - 1);
    expect(large.finish()).toEqual(largest.finish());
  });

  it('starts anew after clear, also when it had grown', () => {
    const buffer = new CopyBuffer();
    buffer.startRow(1);
    buffer.text('x'.repeat(20_000_000));
    expect(buffer.rows).toBe(1);
    buffer.clear();
    expect(buffer.rows).toBe(0);
    expect(buffer.finish()).toEqual(new CopyBuffer().finish());
  });
});

describe('jsonValue', () => {
  it.each([
    ['money as decimal dollars', 'money', '0.000001800000'],
    ['times to the microsecond', 'time', '2026-03-02T10:00:00.000001Z'],
    ['large numbers as text', 'big', '9007199254740993'],
    ['lists as lists', 'list', ['a']],
    ['JSON as JSON', 'json', { a: 1 }],
    ['nothing as null', 'text', null],
  ] as const)('gives %s', (_what, name, expected) => {
    const one: Probe = {
      number: 0, text: null, json: { a: 1 }, small: 0, int: 0, big: 2n ** 53n + 1n, count: 0, float: 0, flag: true,
      id: '0'.repeat(32), time: 1_772_445_600_000_001_999n, money: 1_800_000n, list: ['a'],
    }; // prettier-ignore
    const column = PROBES.columns.find((candidate) => candidate.name === name);
    expect(column && jsonValue(column, one)).toEqual(expected);
  });
});
