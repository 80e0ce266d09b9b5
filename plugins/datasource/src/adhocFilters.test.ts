import { describe, expect, it } from 'vitest';
import { adhocToFilters } from './adhocFilters';

describe('ad-hoc filters become filters of the query', () => {
  it.each([
    [
      { key: 'app', operator: '=', value: 'desk' },
      { key: 'app', operator: '=', value: 'desk' },
    ],
    [
      { key: 'app', operator: '!~', value: 'a|b' },
      { key: 'app', operator: '!~', value: 'a|b' },
    ],
    [
      { key: 'model', operator: '=|', value: 'a', values: ['a', 'b'] },
      { key: 'model', operator: 'in', value: '', values: ['a', 'b'] },
    ],
    [
      { key: 'model', operator: '!=|', value: 'a', values: ['a'] },
      { key: 'model', operator: 'not in', value: '', values: ['a'] },
    ],
    [
      { key: 'model', operator: '=|', value: 'a' },
      { key: 'model', operator: 'in', value: '', values: ['a'] },
    ],
  ])('%o', (adhoc, filter) => {
    expect(adhocToFilters([adhoc])).toEqual([filter]);
  });
});
