import { describe, it, expect } from 'vitest';
import { decodeColumns, decodeRows } from './decode';

const one = (oid: number, text: string | null) =>
  decodeColumns({ columns: [{ name: 'x', oid }], rows: [[text]], rowCount: 1 })[0];

describe('decodeColumns', () => {
  it.each([
    ['bool', 16, 't', 'boolean', true],
    ['int4', 23, '-7', 'number', -7],
    ['int8', 20, '42', 'int64', 42],
    ['int8 beyond 2^53 keeps its digits', 20, '1763717912123456789', 'int64', 1763717912123456789n],
    ['numeric', 1700, '0.001800000000', 'number', 0.0018],
    ['numeric NaN is unknown', 1700, 'NaN', 'number', null],
    ['float8 infinity is unknown', 701, 'Infinity', 'number', null],
    ['timestamptz', 1184, '2026-11-21 09:40:12+00', 'time', Date.UTC(2026, 10, 21, 9, 40, 12)],
    ['timestamptz with microseconds', 1184, '1970-01-01 00:00:01.000250+00', 'time', 1000.25],
    [
      'timestamptz of another zone',
      1184,
      '2026-11-21 15:10:12+05:30',
      'time',
      Date.UTC(2026, 10, 21, 9, 40, 12),
    ],
    [
      'timestamptz west of Greenwich',
      1184,
      '2026-11-21 04:40:12-05',
      'time',
      Date.UTC(2026, 10, 21, 9, 40, 12),
    ],
    ['timestamp without zone is UTC', 1114, '1970-01-01 00:00:01', 'time', 1000],
    ['date is midnight UTC', 1082, '1970-01-02', 'time', 86_400_000],
    ['infinity is unknown', 1184, 'infinity', 'time', null],
    [
      'uuid as 32 hex digits',
      2950,
      '0af76519-16cd-43dd-8448-eb211c80319c',
      'string',
      '0af7651916cd43dd8448eb211c80319c',
    ],
    ['jsonb', 3802, '{"a": [1, null]}', 'json', { a: [1, null] }],
    ['text[]', 1009, '{gpt-5,"a, \\"b\\"",NULL}', 'json', ['gpt-5', 'a, "b"', null]],
    ['int8[] keeps digits beyond 2^53', 1016, '{1,9007199254740993}', 'json', [1, '9007199254740993']],
    ['interval stays text', 1186, '01:00:00', 'string', '01:00:00'],
    ['NULL', 23, null, 'number', null],
  ])('%s', (_, oid, text, type, value) =>
    expect(one(oid, text)).toEqual({ name: 'x', type, values: [value] }),
  );
});

it('decodeRows names the values', () =>
  expect(
    decodeRows({
      columns: [
        { name: 'model', oid: 25 },
        { name: 'calls', oid: 20 },
      ],
      rows: [['gpt-5', '3']],
      rowCount: 1,
    }),
  ).toEqual([{ model: 'gpt-5', calls: 3 }]));
