import { describe, expect, it } from 'vitest';
import { follow } from './branches';
import { listBehind, listName, listOf, tilePath } from './lists';
import { branchOf, tableOf, tileOf, wordsOf } from './table.fixture';

const ROWS = [
  { app: 'desk', model: 'gpt-5', cost: 3 },
  { app: 'desk', model: 'haiku', cost: 2 },
  { app: 'search', model: '', cost: null },
];
const ROOT = branchOf(ROWS);
const DESK = follow(ROOT, ['desk']);
const WORDS = wordsOf(tableOf(ROWS));
const names = (branches: ReturnType<typeof listOf>) => branches?.map(({ node }) => node.name);

const OTHERS = tileOf({ kind: 'others', members: DESK.children });
const UNPRICED = tileOf({ kind: 'unpriced', members: [follow(ROOT, ['search', ''])] });

describe('listOf', () => {
  it('is none where the picture is shown', () => {
    expect(listOf(null, ROOT, ROOT)).toBeNull();
  });
  it('is everything below the view', () => {
    expect(names(listOf({ of: 'all', keys: [] }, DESK, ROOT))).toEqual(['gpt-5', 'haiku']);
  });
  it('is what a tile stood for, from wherever it came', () => {
    expect(names(listOf(listBehind(OTHERS, ROOT).list, ROOT, ROOT))).toEqual(['gpt-5', 'haiku']);
    expect(names(listOf(listBehind(UNPRICED, ROOT).list, ROOT, ROOT))).toEqual(['']);
  });
  it('leaves out what is gone after a refresh', () => {
    const later = branchOf([ROWS[0]!, ROWS[2]!]);
    expect(names(listOf(listBehind(OTHERS, ROOT).list, later, later))).toEqual(['gpt-5']);
  });
});

describe('listBehind', () => {
  it('goes to the part whose others they are', () => {
    expect(listBehind(OTHERS, ROOT)).toEqual({
      path: ['desk'],
      list: { of: 'others', keys: ['["desk","gpt-5"]', '["desk","haiku"]'] },
    });
  });
  it('stays where it is for the unpriced, which are of many parts', () => {
    expect(listBehind(UNPRICED, ROOT)).toEqual({
      path: [],
      list: { of: 'unpriced', keys: ['["search",""]'] },
    });
  });
});

describe('listName', () => {
  it('says what is listed', () => {
    expect(listName('all', [], WORDS)).toBe('Table');
    expect(listName('others', DESK.children, WORDS)).toBe('2 others');
    expect(listName('unpriced', [], WORDS)).toBe('No price');
  });
});

describe('tilePath', () => {
  it('names all levels', () => {
    expect(tilePath(tileOf({ branch: DESK.children[0]! }), ROOT, WORDS)).toEqual(['desk', 'gpt-5']);
    expect(tilePath(tileOf({ branch: follow(ROOT, ['search', '']) }), ROOT, WORDS)).toEqual([
      'search',
      '(no model)',
    ]);
  });
  it('ends with what stands for many', () => {
    expect(tilePath(OTHERS, ROOT, WORDS)).toEqual(['desk', '2 others']);
    expect(tilePath(UNPRICED, ROOT, WORDS)).toEqual(['No price']);
  });
});
