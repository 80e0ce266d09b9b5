import { describe, expect, it } from 'vitest';
import { hasFilter, modifyQuery, toggleFilter } from './filterActions';
import type { LlmDataQuery } from './query';

const logs: LlmDataQuery = { refId: 'A', queryType: 'logs' };
const filter = (type: 'FILTER_FOR' | 'FILTER_OUT', key: string, value: string) => ({
  type,
  options: { key, value },
});

describe('a click on a value', () => {
  it('adds a filter; a second one takes it off', () => {
    const once = toggleFilter(logs, filter('FILTER_FOR', 'app', 'desk'));
    expect(once.filters).toEqual([{ key: 'app', operator: '=', value: 'desk' }]);
    expect(hasFilter(once, { key: 'app', value: 'desk' })).toBe(true);
    expect(toggleFilter(once, filter('FILTER_FOR', 'app', 'desk')).filters).toEqual([]);
  });

  it('for the opposite takes its place', () => {
    const without = toggleFilter(
      toggleFilter(logs, filter('FILTER_FOR', 'app', 'desk')),
      filter('FILTER_OUT', 'app', 'desk'),
    );
    expect(without.filters).toEqual([{ key: 'app', operator: '!=', value: 'desk' }]);
  });

  it.each([
    ['http.route', 'attributes.http.route'],
    ['traceID', 'trace'],
    ['attributes.tier', 'attributes.tier'],
  ])('on %s filters by %s', (label, key) => {
    expect(modifyQuery(logs, { type: 'ADD_FILTER', options: { key: label, value: 'x' } }).filters).toEqual([
      { key, operator: '=', value: 'x' },
    ]);
  });

  it('leaves SQL alone: it has no filters', () => {
    const sql: LlmDataQuery = { refId: 'A', queryType: 'sql', rawSql: 'SELECT 1' };
    expect(toggleFilter(sql, filter('FILTER_FOR', 'app', 'x'))).toEqual(sql);
  });
});

it('a marked text becomes what logs are searched for', () => {
  expect(modifyQuery(logs, { type: 'ADD_STRING_FILTER', options: { value: 'refund' } })).toMatchObject({
    search: 'refund',
  });
});
