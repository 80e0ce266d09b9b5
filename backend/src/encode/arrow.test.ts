import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Field, FieldType, Frame } from '@llmobservatory/model';
import { readArrow } from '../../../tests/contract/readArrow';
import { frameToArrow } from './arrow';

const read = (frame: Frame) => readArrow(frameToArrow(frame));
const single = (type: FieldType, ...values: unknown[]) =>
  read({ fields: [{ name: 'f', type, values }] }).fields[0];

describe('frameToArrow', () => {
  it('keeps nanoseconds of bigint times, and turns milliseconds with fractions into nanoseconds', () => {
    expect(
      single('time', 1_700_000_000_123_456_789n, 1_700_000_000_123, 1_700_000_000_123.5, -1)?.values,
    ).toEqual([
      1_700_000_000_123_456_789n,
      1_700_000_000_123_000_000n,
      1_700_000_000_123_500_000n,
      -1_000_000n,
    ]);
  });

  it('keeps integers beyond 2^53, and takes safe numbers', () => {
    expect(single('int64', 9_007_199_254_740_993n, -5)?.values).toEqual([9_007_199_254_740_993n, -5n]);
  });

  it('marks a field as nullable only when it holds a null, as the data plane wants its time columns', () => {
    expect(single('time', 1)).toMatchObject({ nullable: false });
    expect(single('time', 1, null)).toMatchObject({ nullable: true, values: [1_000_000n, null] });
    expect(single('string', undefined, '')).toMatchObject({ nullable: true, values: [null, ''] });
  });

  it('tells null, NaN and infinity apart', () => {
    expect(single('number', 0, null, Number.NaN, Infinity)?.values).toEqual([0, null, Number.NaN, Infinity]);
  });

  it('carries name, refId, meta, labels and config', () => {
    const frame: Frame = {
      name: 'cost',
      refId: 'B',
      meta: {
        type: 'timeseries-multi',
        typeVersion: [0, 1],
        notices: [{ severity: 'warning', text: '3 without a price' }],
      },
      fields: [
        { name: 'time', type: 'time', values: [0n] },
        {
          name: 'cost',
          type: 'number',
          labels: { model: 'gpt-4o' },
          config: { unit: 'currencyUSD' },
          values: [0.5],
        },
      ],
    };
    const { meta, ...rest } = read(frame);
    expect(meta).toEqual(frame.meta);
    expect(rest).toMatchObject({ name: 'cost', refId: 'B', fields: frame.fields });
  });

  it('writes a frame without fields, and one without rows', () => {
    expect(read({ refId: 'A', fields: [] })).toEqual({ name: '', refId: 'A', fields: [] });
    expect(single('json')?.values).toEqual([]);
  });

  it.each<[FieldType, unknown, string]>([
    ['number', '5', 'a value of type string in a field of type number'],
    ['string', 5, 'a value of type number in a field of type string'],
    ['boolean', 1, 'a value of type number in a field of type boolean'],
    ['int64', 1.5, 'a value of type number in a field of type int64'],
    ['time', Number.NaN, 'a value of type number in a field of type time'],
    ['time', 2n ** 63n, 'row 1: this time is outside of what Grafana can show (1677 to 2262)'],
    ['int64', 2n ** 63n, 'row 1: 9223372036854775808 does not fit into 64 bits'],
  ])('refuses in a %s field %s', (type, value, message) => {
    expect(() => single(type, value)).toThrow(message);
  });

  it('refuses fields of unequal length', () => {
    const fields: Field[] = [
      { name: 'a', type: 'number', values: [1, 2] },
      { name: 'b', type: 'number', values: [1] },
    ];
    expect(() => frameToArrow({ fields })).toThrow('Field "b" has 1 rows, the first field has 2');
  });

  it('gives back every frame as it was', () => {
    fc.assert(
      fc.property(frames, (frame) => {
        const expected = {
          ...frame,
          fields: frame.fields.map((field) => ({ ...field, nullable: field.values.includes(null) })),
        };
        expect(read(frame)).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });
});

const text = fc.string({ unit: 'grapheme' });
const values: Record<FieldType, fc.Arbitrary<unknown>> = {
  time: fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n),
  int64: fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n),
  number: fc.double(),
  boolean: fc.boolean(),
  string: text,
  // JSON has no -0.
  json: fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as unknown),
};

const fieldOf = (rows: number): fc.Arbitrary<Field> =>
  fc.constantFrom(...(Object.keys(values) as FieldType[])).chain((type) =>
    fc.record(
      {
        // arrow-js leaves an empty name out of the file; Go reads that as empty, arrow-js as "null".
        name: fc.string({ unit: 'grapheme', minLength: 1 }),
        type: fc.constant(type),
        labels: fc.dictionary(text, text),
        config: fc.record({ unit: text }),
        values: fc.array(fc.option(values[type]), { minLength: rows, maxLength: rows }),
      },
      { requiredKeys: ['name', 'type', 'values'] },
    ),
  );

const frames: fc.Arbitrary<Frame> = fc.nat({ max: 40 }).chain((rows) =>
  fc.record({
    name: text,
    refId: text,
    meta: fc.record({ custom: fc.dictionary(text, text), executedQueryString: text }),
    fields: fc.array(fieldOf(rows), { maxLength: 6 }),
  }),
);
