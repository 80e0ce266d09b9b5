import { describe, expect, it } from 'vitest';
import { follow } from './branches';
import { factLines, factsOf } from './facts';
import { branchOf, MONEY, tableOf, tileOf, wordsOf } from './table.fixture';
import type { RowOf } from './table.fixture';

const ROWS: RowOf[] = [
  {
    app: 'desk',
    model: 'gpt-5',
    cost: 6,
    previous: 2,
    calls: 100,
    calls_previous: 40,
    tokens: 3000,
    errors: 2,
  },
  {
    app: 'desk',
    model: 'haiku',
    cost: 2,
    previous: 2,
    calls: 300,
    calls_previous: 300,
    tokens: 5000,
    errors: 0,
  },
  {
    app: 'search',
    model: 'gpt-5',
    cost: 2,
    previous: 4,
    calls: 50,
    calls_previous: 90,
    tokens: 4e6,
    errors: 1,
  },
];

function factsAt(rows: RowOf[], path: string[]): Record<string, string> {
  const root = branchOf(rows);
  const branch = follow(root, path);
  const facts = factsOf(tileOf({ branch, figures: branch.node.figures }), {
    words: wordsOf(tableOf(rows)),
    value: MONEY,
    root,
  });
  return Object.fromEntries(facts.map(({ label, value }) => [label, value]));
}

describe('factsOf', () => {
  it('tells everything that is known of a part', () => {
    expect(factsAt(ROWS, ['desk', 'gpt-5'])).toEqual({
      Cost: '$6',
      'Share of desk': '75%',
      'Share of all': '60%',
      Before: '$2',
      Change: '▲ 200%',
      Calls: '100',
      Tokens: '3,000',
      'Cost per call': '$0.0600',
      'Cost per 1 K tokens': '$2',
      'Error rate': '2%',
    });
  });

  it('gives one share to a part of the whole', () => {
    const facts = factsAt(ROWS, ['desk']);
    expect(Object.keys(facts).filter((label) => label.startsWith('Share'))).toEqual(['Share of all']);
    expect(facts['Share of all']).toBe('80%');
  });

  it('prints millions short', () => {
    expect(factsAt(ROWS, ['search'])).toMatchObject({ Tokens: '4 Mil' });
  });

  it('leaves out what the table does not tell', () => {
    expect(factsAt([{ model: 'a', cost: 1 }], ['a'])).toEqual({ Cost: '$1', 'Share of all': '100%' });
  });

  it('calls unknown what is unknown, and gives it no share', () => {
    const rows = [
      { model: 'llama', cost: null, calls: 7, tokens: 90 },
      { model: 'gpt-5', cost: 1, calls: 1, tokens: 10 },
    ];
    expect(factsAt(rows, ['llama'])).toEqual({ Cost: 'unknown', Calls: '7', Tokens: '90' });
  });

  it('marks a lower bound and says what it leaves out', () => {
    const rows = [
      { app: 'a', model: 'x', cost: 5, calls: 10, tokens: 100 },
      { app: 'a', model: 'y', cost: null, calls: 4, tokens: 60 },
    ];
    expect(factsAt(rows, ['a'])).toMatchObject({ Cost: '≥ $5', 'No price': '4 calls, 60 tokens' });
  });

  it('says why there is no change, and what was not compared', () => {
    expect(
      factsAt([{ model: 'a', cost: 5, previous: 1, calls: 90, calls_previous: 3 }], ['a']),
    ).toMatchObject({
      Before: '$1',
      Change: '— (fewer than 20 calls before)',
    });
    const rows = [
      { app: 'a', model: 'x', cost: 5, previous: 1 },
      { app: 'a', model: 'y', cost: 5, previous: null },
    ];
    expect(factsAt(rows, ['a'])).toMatchObject({
      Change: '▲ 400%',
      'Not compared': '1 part, unknown before or now',
    });
  });

  it('shows credits with their sign', () => {
    const rows = [
      { app: 'a', model: 'x', cost: 5 },
      { app: 'a', model: 'refund', cost: -2 },
    ];
    expect(factsAt(rows, ['a'])).toMatchObject({ Cost: '$3', 'Credits, not drawn': '$-2' });
    expect(factsAt(rows, ['a', 'x'])).not.toHaveProperty('Credits, not drawn');
  });

  it('tells of the unpriced how many they are, and nothing else', () => {
    const rows = [{ model: 'llama', cost: null, calls: 7, tokens: 90 }];
    const root = branchOf(rows);
    const facts = factsOf(tileOf({ kind: 'unpriced', members: root.children, figures: root.node.figures }), {
      words: wordsOf(tableOf(rows)),
      value: MONEY,
      root,
    });
    expect(facts).toEqual([{ label: 'Without', value: '7 calls, 90 tokens' }]);
  });
});

describe('factLines', () => {
  it('is the path and a line for each fact', () => {
    expect(
      factLines(
        ['desk', 'gpt-5'],
        [
          { label: 'Cost', value: '$6' },
          { label: 'Calls', value: '100' },
        ],
      ),
    ).toBe('desk › gpt-5\nCost: $6\nCalls: 100');
  });
});
