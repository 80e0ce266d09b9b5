import { expect, it } from 'vitest';
import { executedQuery, Parameters } from './statement';

it('counts its places and keeps the values apart from the text', () => {
  const params = new Parameters();
  expect([params.add("it's"), params.add(7), params.time(new Date(0))]).toEqual([
    '$1',
    '$2',
    '$3::timestamptz',
  ]);
  expect(params.values).toEqual(["it's", 7, '1970-01-01T00:00:00.000Z']);
});

it.each([
  [
    'SELECT $1::text[], $2, $10',
    [['a', "b'c"], 7, 3, 4, 5, 6, 7, 8, 9, 'ten'],
    "SELECT ARRAY['a', 'b''c']::text[], 7, 'ten'",
  ],
  ['SELECT $1, $2', ['$2', null], "SELECT '$2', NULL"],
  ["SELECT 'costs $5'", [], "SELECT 'costs $5'"],
])('shows the SQL with its values: %s', (sql, params, shown) =>
  expect(executedQuery({ sql, params })).toBe(shown),
);
