import { describe, expect, it } from 'vitest';
import { filterText, filtersFor, filtersOut, partOf } from './filters';
import { branchOf, tableOf } from './table.fixture';
import { follow } from './branches';

const ROWS = [
  { app: 'desk', model: 'gpt-5', cost: 1 },
  { app: 'desk', model: '', cost: 1 },
  { app: 'Other', model: 'Other', cost: 1 },
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
  it('has none for an unknown name: dashboards drop such a filter, and the whole app would be left', () => {
    expect(filtersFor(node('desk', ''), levelsOf('app', 'model'))).toEqual([]);
  });
  it('has none for the rest beyond the limit of the query, at any level of it', () => {
    expect(filtersFor(node('Other', 'Other'), levelsOf('app', 'model'))).toEqual([]);
    expect(filtersFor(node('Other'), levelsOf('app', 'model'))).toEqual([]);
  });
  it('takes a part that has the name of the rest for what it is', () => {
    const named = branchOf([
      { app: 'Other', model: 'gpt-5', cost: 1 },
      { app: 'desk', model: 'Other', cost: 1 },
    ]);
    const levels = levelsOf('app', 'model');
    expect(filterText(filtersFor(follow(named, ['Other']).node, levels))).toBe('app = Other');
    expect(filterText(filtersFor(follow(named, ['desk', 'Other']).node, levels))).toBe(
      'app = desk, model = Other',
    );
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

describe('partOf', () => {
  it('names an unknown name by the empty text, as queries do', () => {
    expect(partOf(node('desk', ''), levelsOf('app', 'model'))).toEqual([
      { key: 'app', operator: '=', value: 'desk' },
      { key: 'model', operator: '=', value: '' },
    ]);
  });
});

describe('filtersOut', () => {
  it('takes the last name only: not this path cannot be said with "and"', () => {
    expect(filtersOut(node('desk', 'gpt-5'), levelsOf('app', 'model'))).toEqual([
      { key: 'model', operator: '!=', value: 'gpt-5' },
    ]);
  });
  it('has none for an unknown name', () => {
    expect(filtersOut(node('desk', ''), levelsOf('app', 'model'))).toEqual([]);
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
  });
});
