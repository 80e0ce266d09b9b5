import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { replaceWith } from '../testing';
import { interpolateSql } from './interpolateSql';

const replace = replaceWith({
  one: "it's",
  many: ['a', "b'c"],
  none: [],
  column: 'x"y',
  __interval: '15s',
  __from: '1763722800000',
});
const sql = (text: string) => interpolateSql(text, replace);

describe('a variable in SQL', () => {
  it.each([
    ['is a literal outside of quotes', 'WHERE a = $one', "WHERE a = 'it''s'"],
    ['is a list of literals when it has several values', 'a IN ($many)', "a IN ('a','b''c')"],
    ['is NULL without a value: IN () would not be SQL', 'a IN (${none})', 'a IN (NULL)'],
    ['is escaped inside of quotes', "a = '$one' AND b LIKE '%${one}%'", "a = 'it''s' AND b LIKE '%it''s%'"],
    ['is escaped inside of a quoted name', 'SELECT "$column"', 'SELECT "x""y"'],
    ['stays in comments', "-- it's $one\nSELECT /* $one */ 1", "-- it's $one\nSELECT /* $one */ 1"],
    ['keeps the format it asks for', 'a IN (${many:csv})', "a IN (a,b'c)"],
    ['that nobody knows stays for the backend to refuse', 'a = $unknown', 'a = $unknown'],
  ])('%s', (_, text, expected) => {
    expect(sql(text)).toBe(expected);
  });

  it('can not leave its literal, whatever is in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (value) => {
        const [outside, inside] = ['SELECT $v', "SELECT '$v'"].map((text) =>
          interpolateSql(text, replaceWith({ v: value })),
        );
        const literal = `SELECT '${value.replaceAll("'", "''")}'`;
        expect([outside, inside]).toEqual([literal, literal]);
      }),
    );
  });
});

describe('a macro in SQL', () => {
  it.each([
    '$__timeFilter(ts)',
    '$__timeGroup(ts, $__interval)',
    "time_bucket('$__interval', ts)",
    '$__interval_ms / 2',
    '${__interval}',
  ])('stays as it is for the backend: %s', (text) => {
    expect(sql(text)).toBe(text);
  });

  it('of the range is a number, for arithmetic', () => {
    expect(sql('to_timestamp($__from / 1000)')).toBe('to_timestamp(1763722800000 / 1000)');
  });
});
