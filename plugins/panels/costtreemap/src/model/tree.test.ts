import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { known } from './figures';
import { tableOf } from './table.fixture';
import { buildTree, keyOf } from './tree';
import type { Node } from './tree';

const ROWS = [
  { app: 'desk', model: 'gpt-5', cost: 3 },
  { app: 'search', model: 'gpt-5', cost: 1 },
  { app: 'desk', model: 'haiku', cost: 2 },
  { app: 'desk', model: 'gpt-5', cost: 4 },
];

const outline = ({ name, figures, children }: Node): unknown => [
  name,
  known(figures, 'value'),
  ...children.map(outline),
];

describe('buildTree', () => {
  it('makes a node of each path and sums equal paths', () => {
    expect(outline(buildTree(tableOf(ROWS)))).toEqual([
      '',
      10,
      ['desk', 9, ['gpt-5', 7], ['haiku', 2]],
      ['search', 1, ['gpt-5', 1]],
    ]);
  });

  it('keeps the same name below different parents apart', () => {
    const root = buildTree(tableOf(ROWS));
    const keys = root.children.flatMap(({ children }) => children.map(({ key }) => key));
    expect(keys).toEqual(['["desk","gpt-5"]', '["desk","haiku"]', '["search","gpt-5"]']);
  });

  it('keeps names apart whatever letters they have', () => {
    const root = buildTree(
      tableOf([
        { a: 'x","y', b: 'z', cost: 1 },
        { a: 'x', b: 'y","z', cost: 1 },
        { a: 'x', b: '', cost: 1 },
      ]),
    );
    expect(root.children.map(({ children }) => children.length)).toEqual([1, 2]);
  });

  it('keeps an unknown name as a node of its own', () => {
    const root = buildTree(
      tableOf([
        { model: '', cost: 1 },
        { model: 'm', cost: 2 },
      ]),
    );
    expect(root.children.map(({ name, path }) => [name, path])).toEqual([
      ['', ['']],
      ['m', ['m']],
    ]);
  });

  it('knows the first row of each node, and whether it is the only one', () => {
    const table = tableOf(ROWS);
    const [desk, search] = buildTree(table).children;
    const at = ({ source, single }: Node) => [source?.row, single];
    expect(at(desk!)).toEqual([0, false]);
    expect(desk!.children.map(at)).toEqual([
      [0, false],
      [2, true],
    ]);
    expect(search!.children.map(at)).toEqual([[1, true]]);
  });

  it('is a root alone without rows', () => {
    const root = buildTree({ rows: [] });
    expect(root.children).toEqual([]);
    expect(root.source).toBeNull();
    expect(known(root.figures, 'value')).toBeNull();
  });

  it('loses nothing: the parts of every node add up to it', () => {
    const name = fc.constantFrom('a', 'b', 'c', '');
    const row = fc.record({
      app: name,
      model: name,
      user: name,
      cost: fc.option(fc.integer({ min: -9, max: 99 }), { nil: null }),
      calls: fc.nat(50),
    });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 30 }), (rows) => {
        const table = tableOf([...rows, { app: 'a', model: 'a', user: 'a', cost: 1, calls: 1 }]);
        const check = (node: Node): void => {
          if (node.children.length === 0) return;
          for (const counted of ['rows', 'value', 'valueRows', 'calls', 'unpricedCalls'] as const) {
            const sum = node.children.reduce((total, { figures }) => total + figures[counted], 0);
            expect(sum).toBe(node.figures[counted]);
          }
          node.children.forEach(check);
        };
        const root = buildTree(table);
        expect(root.figures.rows).toBe(rows.length + 1);
        check(root);
      }),
    );
  });
});

describe('keyOf', () => {
  it('is different for different paths', () => {
    const path = fc.array(fc.string(), { maxLength: 3 });
    fc.assert(
      fc.property(path, path, (one, other) => {
        expect(keyOf(one) === keyOf(other)).toBe(JSON.stringify(one) === JSON.stringify(other));
      }),
    );
  });
});
