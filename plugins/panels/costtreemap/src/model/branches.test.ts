import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { follow, trail } from './branches';
import type { Branch } from './branches';
import { branchOf } from './table.fixture';

const names = (branches: readonly Branch[]) => branches.map(({ node }) => node.name);

describe('measure', () => {
  it('puts the largest first', () => {
    const root = branchOf([
      { model: 'a', cost: 1 },
      { model: 'b', cost: 3 },
      { model: 'c', cost: 2 },
    ]);
    expect(names(root.children)).toEqual(['b', 'c', 'a']);
    expect(root.extent).toBe(6);
  });

  it('orders ties by name, whatever the order of the rows', () => {
    const rows = ['z', 'B', 'a', 'Z'].map((model) => ({ model, cost: 1 }));
    const order = names(branchOf(rows).children);
    expect(order).toEqual(['B', 'Z', 'a', 'z']);
    fc.assert(
      fc.property(fc.shuffledSubarray(rows, { minLength: 4 }), (shuffled) => {
        expect(names(branchOf(shuffled).children)).toEqual(order);
      }),
    );
  });

  it('gives credits no area, and counts them apart', () => {
    const root = branchOf([
      { app: 'a', model: 'x', cost: 5 },
      { app: 'a', model: 'refund', cost: -2 },
      { app: 'b', model: 'y', cost: 4 },
    ]);
    expect(root).toMatchObject({ extent: 9, credits: -2 });
    // 5 − 2 would be less than 4, but the area shows what is above zero at one scale everywhere.
    expect(names(root.children)).toEqual(['a', 'b']);
    expect(root.children[0]).toMatchObject({ extent: 5, credits: -2 });
    expect(root.children[0]?.node.figures.value).toBe(3);
  });

  it('tells what is unknown from what is nothing', () => {
    const root = branchOf([
      { model: 'free', cost: 0 },
      { model: 'local', cost: null },
    ]);
    expect(root.children.map(({ node, extent, unknown }) => [node.name, extent, unknown])).toEqual([
      ['free', 0, false],
      ['local', 0, true],
    ]);
    expect(root.unknown).toBe(false);
  });

  it('calls a part unknown when everything below it is', () => {
    const root = branchOf([
      { app: 'a', model: 'x', cost: null },
      { app: 'a', model: 'y', cost: null },
      { app: 'b', model: 'x', cost: 1 },
    ]);
    expect(root.children.map(({ node, unknown }) => [node.name, unknown])).toEqual([
      ['b', false],
      ['a', true],
    ]);
  });

  it('measures by tokens or calls as well', () => {
    const rows = [
      { model: 'dear', cost: 9, tokens: 10, calls: 1 },
      { model: 'cheap', cost: 1, tokens: 90, calls: 2 },
    ];
    expect(names(branchOf(rows, 'tokens').children)).toEqual(['cheap', 'dear']);
    expect(branchOf(rows, 'tokens').extent).toBe(100);
    expect(branchOf(rows, 'calls').extent).toBe(3);
  });
});

describe('follow', () => {
  const root = branchOf([
    { app: 'desk', model: 'gpt-5', cost: 3 },
    { app: 'search', model: 'haiku', cost: 1 },
  ]);
  it.each<[path: string[], reached: string[]]>([
    [[], []],
    [['desk'], ['desk']],
    [
      ['desk', 'gpt-5'],
      ['desk', 'gpt-5'],
    ],
    [['gone'], []],
    [['desk', 'gone', 'further'], ['desk']],
  ])('%j leads to %j: the deepest that is still there', (path, reached) => {
    expect(follow(root, path).node.path).toEqual(reached);
  });

  it('passes every part on the way', () => {
    expect(names(trail(root, ['desk', 'gpt-5']))).toEqual(['desk', 'gpt-5']);
    expect(trail(root, [])).toEqual([]);
  });
});
