import { describe, expect, it } from 'vitest';
import { filterText, filtersFor, filtersOut } from './filters';
import { branchOf, tableOf } from './table.fixture';
import { follow } from './branches';

const ROWS = [
  { app: 'desk', model: 'gpt-5', cost: 1 },
  { app: 'desk', model: '', cost: 1 },
];
const levelsOf = (...filterable: string[]) =>
  tableOf(ROWS, Object.fromEntries(filterable.map((name) => [name, { filterable: true }]))).levels;
const node = (...path: string[]) => follow(branchOf(ROWS), path).node;

describe('filtersFor', () => {
  it('takes the whole path: the model of this app, not of all', () => {
    expect(filtersFor(node('desk', 'gpt-5'), levelsOf('app', 'model'))).toEqual([
      { key: 'app', operator: '=', value: 'desk' },
      { key: 'model', operator: '=', value: 'gpt-5' },
    ]);
  });
  it('filters for an unknown name by the empty text', () => {
    expect(filtersFor(node('desk', ''), levelsOf('model'))).toEqual([
      { key: 'model', operator: '=', value: '' },
    ]);
  });
  it('leaves out levels that the data source does not call filterable', () => {
    expect(filtersFor(node('desk', 'gpt-5'), levelsOf('app'))).toEqual([
      { key: 'app', operator: '=', value: 'desk' },
    ]);
    expect(filtersFor(node('desk', 'gpt-5'), levelsOf())).toEqual([]);
  });
  it('has none for everything', () => {
    expect(filtersFor(node(), levelsOf('app', 'model'))).toEqual([]);
  });
});

describe('filtersOut', () => {
  it('takes the last name only: not this path cannot be said with "and"', () => {
    expect(filtersOut(node('desk', 'gpt-5'), levelsOf('app', 'model'))).toEqual([
      { key: 'model', operator: '!=', value: 'gpt-5' },
    ]);
  });
  it('has none when that level is not filterable: leaving out the whole app would be wrong', () => {
    expect(filtersOut(node('desk', 'gpt-5'), levelsOf('app'))).toEqual([]);
  });
});

describe('filterText', () => {
  it('names every filter', () => {
    expect(filterText(filtersFor(node('desk', 'gpt-5'), levelsOf('app', 'model')))).toBe(
      'app = desk, model = gpt-5',
    );
    expect(filterText(filtersOut(node('desk', ''), levelsOf('model')))).toBe('model != ""');
  });
});
