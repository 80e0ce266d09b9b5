import { describe, expect, it } from 'vitest';
import { follow } from './branches';
import {
  nodeName,
  othersName,
  spokenTile,
  tileName,
  unpricedName,
  unpricedText,
  valueText,
} from './describe';
import { COUNT, branchOf, figuresOfRows, MONEY, tableOf, tileOf, wordsOf } from './table.fixture';
import type { RowOf } from './table.fixture';

const ROWS = [
  { app: 'support-desk', model: 'gpt-5', cost: 30.1, previous: 8.85 },
  { app: 'support-desk', model: 'haiku', cost: 10, previous: 10 },
  { app: 'search', model: '', cost: 1.1, previous: 0 },
];
const LEVELS = tableOf(ROWS, { model: { displayNameFromDS: 'Model' } }).levels;
const WORDS = wordsOf({ levels: LEVELS });
const ROOT = branchOf(ROWS);
const figures = (...rows: RowOf[]) => figuresOfRows(rows);

describe('nodeName', () => {
  it.each<[path: string[], name: string]>([
    [[], 'All'],
    [['support-desk'], 'support-desk'],
    [['support-desk', 'gpt-5'], 'gpt-5'],
    [['search', ''], '(no model)'],
  ])('of %j is %s', (path, name) => {
    expect(nodeName(follow(ROOT, path).node, LEVELS)).toBe(name);
  });
});

describe('tileName', () => {
  it('is the name of the part, or how many it stands for', () => {
    expect(tileName(tileOf({ branch: follow(ROOT, ['search']) }), WORDS)).toBe('search');
    expect(tileName(tileOf({ kind: 'others', members: ROOT.children }), WORDS)).toBe('2 others');
    expect(tileName(tileOf({ kind: 'unpriced' }), WORDS)).toBe('No price');
  });
  it('counts in words', () => {
    expect([1, 2, 1204].map(othersName)).toEqual(['1 other', '2 others', '1,204 others']);
  });
  it('speaks of a price only where it is money', () => {
    expect(unpricedName({ format: MONEY })).toBe('No price');
    expect(unpricedName({ format: COUNT })).toBe('No value');
  });
});

describe('valueText', () => {
  it.each<[what: string, rows: RowOf[], text: string]>([
    ['a known sum', [{ cost: 30.1 }], '$30.1'],
    ['a sum with unknown parts', [{ cost: 30.1 }, { cost: null }], '≥ $30.1'],
    ['a sum that leaves out calls', [{ cost: 30.1, calls: 9, unpriced_calls: 2 }], '≥ $30.1'],
    ['nothing known', [{ cost: null }], '—'],
    ['a known zero', [{ cost: 0 }], '$0'],
    ['small money', [{ cost: 0.000012 }], '$0.0000120'],
    ['a credit', [{ cost: -0.31 }], '-$0.310'],
    ['much money', [{ cost: 1234567 }], '$1.23M'],
  ])('of %s', (_, rows, text) => {
    expect(valueText(figures(...rows), WORDS)).toBe(text);
  });

  it('has no "≥" for tokens: a missing price hides no token', () => {
    const words = wordsOf({ levels: LEVELS }, 'tokens');
    expect(valueText(figures({ cost: 1, tokens: 50 }, { cost: null, tokens: 600 }), words)).toBe('650');
  });
});

describe('unpricedText', () => {
  it.each<[what: string, rows: RowOf[], text: string]>([
    ['calls and tokens', [{ cost: null, calls: 1204, tokens: 3.1e6 }], '1,204 calls, 3.10 Mil tokens'],
    ['one call', [{ cost: null, calls: 1 }], '1 call'],
    ['rows, without calls', [{ cost: null }, { cost: null }, { cost: 1 }], '2 rows'],
    [
      'tokens of some of them',
      [
        { cost: null, calls: 10, tokens: 50 },
        { cost: 2, calls: 5, unpriced_calls: 5, tokens: 70 },
      ],
      '15 calls, ≥ 50 tokens',
    ],
    [
      'rows of which one has no tokens',
      [
        { cost: null, calls: 10, tokens: 50 },
        { cost: null, calls: 5, tokens: null },
      ],
      '15 calls, ≥ 50 tokens',
    ],
  ])('tells %s', (_, rows, text) => {
    expect(unpricedText(figures(...rows))).toBe(text);
  });
});

describe('spokenTile', () => {
  it('says everything that the picture shows', () => {
    const branch = follow(ROOT, ['support-desk', 'gpt-5']);
    const tile = tileOf({
      branch,
      figures: branch.node.figures,
      share: 30.1 / 40.1,
      position: 1,
      siblings: 2,
    });
    expect(spokenTile(tile, follow(ROOT, ['support-desk']), WORDS)).toBe(
      'gpt-5, 30.10 dollars, 75 percent of support-desk, up 240 percent, 1 of 2.',
    );
  });

  it('says that a part has parts, and that it is unchanged', () => {
    const branch = branchOf([
      { app: 'a', model: 'x', cost: 2, previous: 2 },
      { app: 'a', model: 'y', cost: 1, previous: 1 },
    ]).children[0]!;
    const tile = tileOf({ branch, figures: branch.node.figures, share: 1 });
    expect(spokenTile(tile, ROOT, WORDS)).toBe(
      'a, 3.00 dollars, 100 percent of all, unchanged, 1 of 1, has 2 parts.',
    );
  });

  it('says what is new, less, small, and of unknown name', () => {
    const said = (row: RowOf, branch = follow(ROOT, ['search', ''])) =>
      spokenTile(tileOf({ branch, figures: figures(row), share: 0.004 }), ROOT, WORDS);
    expect(said({ cost: 1.1, previous: 0 })).toBe(
      '(no model), 1.10 dollars, 0.4 percent of all, new, 1 of 1.',
    );
    expect(said({ cost: 0.00714, previous: 0.014 })).toContain(
      '0.00714 dollars, 0.4 percent of all, down 49 percent',
    );
  });

  it('says at least where parts are unknown, and unknown where all is', () => {
    const said = (...rows: RowOf[]) => spokenTile(tileOf({ figures: figures(...rows) }), ROOT, WORDS);
    expect(said({ cost: 2 }, { cost: null })).toContain('at least 2.00 dollars');
    expect(said({ cost: null })).toContain('Cost unknown');
  });

  it('says of others and of the unpriced that they open as a list', () => {
    const members = ROOT.children;
    expect(
      spokenTile(tileOf({ kind: 'others', members, figures: figures({ cost: 3 }), share: 0.1 }), ROOT, WORDS),
    ).toBe('2 others, 3.00 dollars, 10 percent of all, 1 of 1, opens as a list.');
    expect(
      spokenTile(
        tileOf({ kind: 'unpriced', members, figures: figures({ cost: null, calls: 14, tokens: 60 }) }),
        ROOT,
        WORDS,
      ),
    ).toBe('No price, 14 calls, 60 tokens, 1 of 1, opens as a list.');
  });
});
