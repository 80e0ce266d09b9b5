import { describe, expect, it } from 'vitest';
import { follow } from './branches';
import { PADDING_PX, tileLabel } from './tileLabel';
import type { TileKind } from './picture';
import { branchOf, figuresOfRows, letters, rect, tableOf, tileOf, wordsOf } from './table.fixture';

const ROWS = [{ app: 'support-desk', model: 'gpt-5-mini-2025-08-07', cost: 22, previous: 20 }];
const WORDS = wordsOf(tableOf(ROWS));
const ROOT = branchOf(ROWS);
const widthOf = letters(7);

function label(kind: TileKind, width: number, height: number, row: object = ROWS[0]!) {
  const branch = follow(
    ROOT,
    kind === 'group' ? ['support-desk'] : ROWS.map(({ app, model }) => [app, model])[0]!,
  );
  const figures = figuresOfRows([row as Record<string, number>]);
  const many = kind === 'others' || kind === 'unpriced';
  return tileLabel(
    tileOf({
      kind,
      rect: rect(0, 0, width, height),
      branch: many ? null : branch,
      members: many ? Array.from({ length: 14 }, () => branch) : [],
      figures,
      share: kind === 'unpriced' ? null : 0.534,
    }),
    WORDS,
    widthOf,
  );
}

describe('the label of a part', () => {
  it('is name, value with share, and change, where there is room', () => {
    expect(label('part', 200, 80)).toEqual({ name: 'gpt-5-mini-2025-08-07', lines: ['$22 · 53%', '▲ 10%'] });
  });
  it('cuts the name in the middle', () => {
    expect(label('part', 120, 52).name).toBe('gpt-5-m…5-08-07');
  });
  it('is name and value in a smaller tile', () => {
    expect(label('part', 100, 40)).toEqual({ name: 'gpt-5-…08-07', lines: ['$22'] });
  });
  it('is the name alone in a flat one', () => {
    expect(label('part', 170, 20)).toEqual({ name: 'gpt-5-mini-2025-08-07', lines: [] });
  });
  it('is nothing in a tiny one', () => {
    expect(label('part', 39, 60)).toEqual({ name: '', lines: [] });
  });
  it('has no change where nothing is known of before', () => {
    expect(label('part', 200, 80, { cost: 22 }).lines).toEqual(['$22 · 53%']);
  });
  it('never is wider than its tile', () => {
    for (let width = 20; width < 300; width += 9) {
      for (const height of [18, 34, 52, 300]) {
        for (const kind of ['part', 'group', 'others', 'unpriced'] as const) {
          const { name, lines } = label(kind, width, height, {
            cost: 22,
            previous: 20,
            calls: 1204,
            tokens: 3e6,
          });
          for (const line of kind === 'group' ? [`${name} ${lines.join('')}`.trim()] : [name, ...lines]) {
            expect(widthOf(line)).toBeLessThanOrEqual(Math.max(0, width - PADDING_PX));
          }
        }
      }
    }
  });
});

describe('the label of a group', () => {
  it('is one line', () => {
    expect(label('group', 400, 20)).toEqual({ name: 'support-desk', lines: ['$22 · 53% · ▲ 10%'] });
  });
  it.each([
    [230, ['$22 · 53% · ▲ 10%']],
    [180, ['$22 · 53%']],
    [140, ['$22']],
    [90, []],
  ])('leaves out figures from the right: %d px', (width, lines) => {
    expect(label('group', width, 20).lines).toEqual(lines);
  });
});

describe('the label of others', () => {
  it('says how many and how much', () => {
    expect(label('others', 200, 80)).toEqual({ name: '14 others', lines: ['$22 · 53%', '▲ 10%'] });
  });
  it('says how many where there is no room for the word', () => {
    expect(label('others', 40, 20)).toEqual({ name: '14', lines: [] });
  });
});

describe('the label of the unpriced', () => {
  const ROW = { cost: null, calls: 1204, tokens: 3.1e6 };
  it('is a column of words, and says that it has no scale', () => {
    expect(label('unpriced', 120, 400, ROW)).toEqual({
      name: 'No price',
      lines: ['1,204 calls', '3.10 Mil tokens', '(not to scale)'],
    });
  });
  it('breaks lines where the strip is narrow', () => {
    expect(label('unpriced', 70, 400, ROW)).toEqual({
      name: 'No price',
      lines: ['1,204', 'calls', '3.10 Mil', 'tokens', '(not to', 'scale)'],
    });
  });
  it('ends where the strip ends, with whole figures', () => {
    expect(label('unpriced', 70, 80, ROW).lines).toEqual(['1,204', 'calls']);
    expect(label('unpriced', 70, 100, ROW).lines).toEqual(['1,204', 'calls', '3.10 Mil', 'tokens']);
    expect(label('unpriced', 70, 99, ROW).lines).toEqual(['1,204', 'calls', '3.10 Mil', 'tokens']);
    expect(label('unpriced', 70, 89, ROW).lines).toEqual(['1,204', 'calls']);
  });
  it('is one line at the bottom', () => {
    expect(label('unpriced', 400, 24, ROW)).toEqual({
      name: 'No price: 1,204 calls, 3.10 Mil tokens',
      lines: [],
    });
    expect(label('unpriced', 100, 24, ROW)).toEqual({ name: 'No price', lines: [] });
  });
});
