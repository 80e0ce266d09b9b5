import { describe, expect, it } from 'vitest';
import { notesOf } from './notes';
import { branchOf, tableOf, tileOf, wordsOf } from './table.fixture';

const costs = (...values: (number | null)[]) => values.map((cost, i) => ({ model: `m${i}`, cost }));
const notes = (values: (number | null)[], tiles = [tileOf({})]) =>
  notesOf(branchOf(costs(...values)), tiles, wordsOf(tableOf(costs(1))));

describe('notesOf', () => {
  it('has nothing to say where everything is drawn', () => {
    expect(notes([3, 2, 1])).toEqual([]);
  });
  it('tells the sum of the credits', () => {
    expect(notes([3, -0.3, -0.01])).toEqual(['Credits of -$0.310 are not drawn.']);
  });
  it('tells of zeros that no "others" stand for', () => {
    expect(notes([3, 0])).toEqual(['1 of $0 is not drawn.']);
    expect(notes([3, 0, 0])).toEqual(['2 of $0 are not drawn.']);
    expect(notes([3, 0, 0], [tileOf({ kind: 'others' })])).toEqual([]);
  });
  it('does not take the unknown for zero', () => {
    expect(notes([3, null])).toEqual([]);
  });
});
