import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Area } from '../options';
import type { Branch } from './branches';
import { draw, GROUP_HEAD_PX } from './picture';
import type { PictureOptions, Tile } from './picture';
import { areaOf } from './rect';
import { branchOf } from './table.fixture';
import type { RowOf } from './table.fixture';

const OPTIONS: PictureOptions = {
  width: 1000,
  height: 600,
  minShare: 0.005,
  maxTiles: 250,
  showUnpriced: true,
  shape: 'treemap',
  depth: 2,
};

const picture = (rows: readonly RowOf[], options: Partial<PictureOptions> = {}, area: Area = 'value') =>
  draw(branchOf(rows, area), { ...OPTIONS, showUnpriced: area === 'value', ...options });

/** "group desk", "part gpt-5", "others 3" */
const said = ({ kind, branch, members }: Tile): string =>
  `${kind} ${branch ? branch.node.name : members.length}`;

const DESK = [
  { app: 'desk', model: 'gpt-5', cost: 30 },
  { app: 'desk', model: 'haiku', cost: 10 },
  { app: 'search', model: 'gpt-5', cost: 20 },
];

/** n apps with m models each; the first of all is the largest. */
const grid = (apps: number, models: number): RowOf[] =>
  Array.from({ length: apps * models }, (_, i) => ({
    app: `app-${i % apps}`,
    model: `model-${Math.floor(i / apps)}`,
    cost: 100 / (i + 1),
  }));

describe('the treemap', () => {
  it('draws groups with their parts, in the order of their size', () => {
    expect(picture(DESK).map(said)).toEqual([
      'group desk',
      'part gpt-5',
      'part haiku',
      'group search',
      'part gpt-5',
    ]);
  });

  it('says of each tile how deep it is and where among its siblings', () => {
    expect(picture(DESK).map(({ depth, position, siblings }) => [depth, position, siblings])).toEqual([
      [1, 1, 2],
      [2, 1, 2],
      [2, 2, 2],
      [1, 2, 2],
      [2, 1, 1],
    ]);
  });

  it('gives shares of what is shown', () => {
    expect(picture(DESK).map(({ share }) => share)).toEqual([40 / 60, 0.5, 10 / 60, 20 / 60, 20 / 60]);
  });

  it('keeps keys over refreshes with other numbers', () => {
    const later = DESK.map((row) => ({ ...row, cost: row.cost * 3 }));
    expect(picture(later).map(({ key }) => key)).toEqual(picture(DESK).map(({ key }) => key));
  });

  it('puts the head on top of the group and the parts below it', () => {
    const [group, first, second] = picture(DESK);
    expect(group!.rect.height).toBe(GROUP_HEAD_PX);
    for (const part of [first!, second!]) {
      expect(part.rect.y).toBeGreaterThanOrEqual(group!.rect.y + GROUP_HEAD_PX);
      expect(part.rect.x).toBeGreaterThanOrEqual(group!.outline!.x);
      expect(part.rect.y + part.rect.height).toBeLessThanOrEqual(group!.outline!.y + group!.outline!.height);
    }
  });

  it('draws one level when told so', () => {
    expect(picture(DESK, { depth: 1 }).map(said)).toEqual(['part desk', 'part search']);
  });

  it.each([
    ['60 × 44 px', 60, 44, 'group'],
    ['59 px wide', 59, 44, 'part'],
    ['43 px high', 60, 43, 'part'],
  ])('opens a group of %s: %s', (_, width, height, kind) => {
    const [first] = picture([{ app: 'a', model: 'm', cost: 1 }], { width, height });
    expect(first!.kind).toBe(kind);
  });

  it('draws a group as one tile when only "n others" would stand in it', () => {
    const rows = Array.from({ length: 500 }, (_, i) => ({ app: 'a', model: `m${i}`, cost: 1 }));
    expect(picture(rows).map(said)).toEqual(['part a']);
  });

  it('draws a table of one level', () => {
    const tiles = picture([
      { model: 'a', cost: 2 },
      { model: 'b', cost: 1 },
    ]);
    expect(tiles.map(said)).toEqual(['part a', 'part b']);
  });

  it('draws one row alone on all of it', () => {
    const [only, ...none] = picture([{ model: 'a', cost: 0.000001 }]);
    expect(none).toEqual([]);
    expect(only).toMatchObject({ share: 1, rect: { x: 1, y: 1, width: 998, height: 598 } });
  });

  it('draws nothing where nothing is above zero', () => {
    expect(
      picture([
        { model: 'a', cost: 0 },
        { model: 'b', cost: -1 },
      ]),
    ).toEqual([]);
  });

  it('folds the small ones of each parent, last', () => {
    const rows = [
      ...Array.from({ length: 8 }, (_, i) => ({ app: 'a', model: `m${i}`, cost: i < 2 ? 100 : 0.2 })),
      ...Array.from({ length: 6 }, (_, i) => ({ app: `small-${i}`, model: 'x', cost: 0.1 })),
    ];
    expect(picture(rows).map(said)).toEqual(['group a', 'part m0', 'part m1', 'others 6', 'others 6']);
  });

  it('gives the others the figures of all of them', () => {
    const rows = Array.from({ length: 10 }, (_, i) => ({
      model: `m${i}`,
      cost: i === 0 ? 1000 : 1,
      calls: 5,
    }));
    const others = picture(rows).find(({ kind }) => kind === 'others')!;
    expect(others.figures).toMatchObject({ value: 9, calls: 45, rows: 9 });
    expect(others.share).toBeCloseTo(9 / 1009);
  });
});

describe('calls without a price', () => {
  const ROWS = [
    { app: 'desk', model: 'gpt-5', cost: 30, calls: 10, tokens: 100, unpriced_calls: 0 },
    { app: 'desk', model: 'acme', cost: null, calls: 7, tokens: 40, unpriced_calls: 7 },
    { app: 'lab', model: 'llama', cost: null, calls: 90, tokens: 60, unpriced_calls: 90 },
    { app: 'lab', model: 'mixed', cost: 12, calls: 10, tokens: 5, unpriced_calls: 3 },
  ];

  it('have a strip of their own, outside the scale, the most calls first', () => {
    const strip = picture(ROWS).at(-1)!;
    expect(strip).toMatchObject({ kind: 'unpriced', share: null, depth: 1 });
    expect(strip.members.map(({ node }) => node.name)).toEqual(['llama', 'acme', 'mixed']);
    expect(strip.figures).toMatchObject({ unpricedCalls: 100, unpricedTokens: 100 });
  });

  it('stand in the strip and not among the others', () => {
    const tiles = picture(ROWS);
    expect(tiles.map(said)).toEqual(['group desk', 'part gpt-5', 'group lab', 'part mixed', 'unpriced 3']);
  });

  it('have no strip when it is switched off; then they are listed with the others', () => {
    const rows = [10, 5, 0.001, 0.001, null].map((cost, i) => ({ model: `m${i}`, cost }));
    const tiles = picture(rows, { showUnpriced: false });
    expect(tiles.map(said)).toEqual(['part m0', 'part m1', 'others 3']);
    expect(tiles.at(-1)!.members.map(({ unknown }) => unknown)).toEqual([false, false, true]);
  });

  it('have all of the picture when nothing has a price', () => {
    const tiles = picture(ROWS.slice(1, 3));
    expect(tiles.map(said)).toEqual(['unpriced 2']);
    expect(areaOf(tiles[0]!.rect)).toBeGreaterThan(0.98 * 1000 * 600);
  });

  it('are tiles like others where the area stands for tokens', () => {
    expect(picture(ROWS, {}, 'tokens').map(said)).toEqual([
      'group desk',
      'part gpt-5',
      'part acme',
      'group lab',
      'part llama',
      'part mixed',
    ]);
  });
});

describe('very many', () => {
  const ROWS = grid(50, 100);

  it.each([10, 50, 250])('become at most %d named tiles', (maxTiles) => {
    for (const shape of ['treemap', 'icicle'] as const) {
      const tiles = picture(ROWS, { maxTiles, minShare: 0, shape, width: 1900, height: 1000 });
      const named = tiles.filter(({ kind }) => kind === 'part' || kind === 'group');
      expect(named.length).toBeLessThanOrEqual(maxTiles);
    }
  });

  it('give the tiles to the largest parts, whosever they are', () => {
    const tiles = picture(ROWS, { maxTiles: 60, minShare: 0, width: 1900, height: 1000 });
    const parts = tiles.filter(({ kind, depth }) => kind === 'part' && depth === 2);
    expect(parts.some(({ branch }) => branch!.node.path.join() === 'app-0,model-0')).toBe(true);
  });
});

describe('every picture', () => {
  const name = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', '');
  const row = fc.record({
    app: name,
    model: name,
    cost: fc.option(fc.double({ min: -5, max: 1000, noNaN: true }), { nil: null }),
    calls: fc.integer({ min: 1, max: 100 }),
  });
  const rows = fc.array(row, { minLength: 1, maxLength: 60 });
  const size = fc.record({
    width: fc.integer({ min: 50, max: 1900 }),
    height: fc.integer({ min: 50, max: 1000 }),
    shape: fc.constantFrom('treemap' as const, 'icicle' as const),
    showUnpriced: fc.boolean(),
    depth: fc.constantFrom(1, 2),
  });

  it('stays inside its size', () => {
    fc.assert(
      fc.property(rows, size, (rows, size) => {
        for (const { rect } of picture([...rows, { app: 'z', model: 'z', cost: 1, calls: 1 }], size)) {
          expect(rect.x).toBeGreaterThanOrEqual(0);
          expect(rect.y).toBeGreaterThanOrEqual(0);
          expect(rect.x + rect.width).toBeLessThanOrEqual(size.width + 1e-6);
          expect(rect.y + rect.height).toBeLessThanOrEqual(size.height + 1e-6);
          expect(Math.min(rect.width, rect.height)).toBeGreaterThan(0);
        }
      }),
    );
  });

  it('has no two tiles on each other', () => {
    fc.assert(
      fc.property(rows, size, (rows, size) => {
        const tiles = picture([...rows, { app: 'z', model: 'z', cost: 1, calls: 1 }], size);
        tiles.forEach(({ rect: a }, i) =>
          tiles.slice(i + 1).forEach(({ rect: b }) => {
            const wide = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
            const high = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
            expect(Math.min(wide, high)).toBeLessThanOrEqual(1e-6);
          }),
        );
      }),
      { numRuns: 50 },
    );
  });

  it('shows or lists everything that is not unknown, once', () => {
    fc.assert(
      fc.property(rows, size, (rows, size) => {
        const root = branchOf([...rows, { app: 'z', model: 'z', cost: 1, calls: 1 }]);
        const tiles = draw(root, { ...OPTIONS, ...size, depth: 1, shape: 'treemap' });
        const there = tiles
          .filter(({ kind }) => kind !== 'unpriced')
          .flatMap(({ branch, members }) => (branch ? [branch] : members));
        const visible = ({ extent }: Branch): boolean => extent > 1e-9 * root.extent;
        expect(new Set(there.filter(visible))).toEqual(new Set(root.children.filter(visible)));
        expect(new Set(there).size).toBe(there.length);
      }),
    );
  });

  it('has shares of one level that add up to the whole', () => {
    fc.assert(
      fc.property(rows, size, (rows, size) => {
        const tiles = picture([...rows, { app: 'z', model: 'z', cost: 1, calls: 1 }], size);
        const top = tiles.filter(({ depth, share }) => depth === 1 && share !== null);
        // What is less than a billionth is not drawn; forty of them can't make a millionth.
        expect(top.reduce((sum, { share }) => sum + share!, 0)).toBeCloseTo(1, 6);
      }),
    );
  });

  it('has a different key for every tile', () => {
    fc.assert(
      fc.property(rows, size, (rows, size) => {
        const keys = picture([...rows, { app: 'z', model: 'z', cost: 1, calls: 1 }], size).map(
          ({ key }) => key,
        );
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });
});

describe('the icicle', () => {
  const icicle = (rows: readonly RowOf[]) => picture(rows, { shape: 'icicle' });

  it('draws all levels below each other, as wide as they are dear', () => {
    const tiles = icicle(DESK.map((row) => ({ ...row, user: 'u' })));
    expect(tiles.map((tile) => [said(tile), tile.depth])).toEqual([
      ['part desk', 1],
      ['part gpt-5', 2],
      ['part u', 3],
      ['part haiku', 2],
      ['part u', 3],
      ['part search', 1],
      ['part gpt-5', 2],
      ['part u', 3],
    ]);
    expect(tiles.map(({ rect }) => Math.round(rect.height))).toEqual(tiles.map(() => 199));
    expect(tiles.map(({ rect }) => Math.round(rect.width))).toEqual([666, 499, 499, 166, 166, 332, 332, 332]);
  });

  it('folds what is too narrow', () => {
    const rows = [
      { model: 'large', cost: 1000 },
      ...Array.from({ length: 5 }, (_, i) => ({ model: `m${i}`, cost: 1 })),
    ];
    expect(icicle(rows).map(said)).toEqual(['part large', 'others 5']);
  });
});
