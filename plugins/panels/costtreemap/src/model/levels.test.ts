import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moveLevel, orderLevels, toggleLevel } from './levels';

const ALL = ['team', 'app', 'model'];

describe('orderLevels', () => {
  it.each<[chosen: string[], rows: string[]]>([
    [[], ['+team', '+app', '+model']],
    [
      ['model', 'team'],
      ['+model', '+team', '-app'],
    ],
    [
      ['gone', 'app'],
      ['+app', '-team', '-model'],
    ],
    [['gone'], ['+team', '+app', '+model']],
  ])('of %j lists those in use first: %j', (chosen, rows) => {
    expect(orderLevels(chosen, ALL).map(({ name, used }) => (used ? '+' : '-') + name)).toEqual(rows);
  });
});

describe('toggleLevel', () => {
  it('takes one out of all', () => {
    expect(toggleLevel([], ALL, 'app')).toEqual(['team', 'model']);
  });
  it('adds one as the innermost', () => {
    expect(toggleLevel(['model'], ALL, 'team')).toEqual(['model', 'team']);
  });
  it('keeps the last one', () => {
    expect(toggleLevel(['model'], ALL, 'model')).toEqual(['model']);
  });
});

describe('moveLevel', () => {
  it.each<[chosen: string[], name: string, by: -1 | 1, after: string[]]>([
    [[], 'model', -1, ['team', 'model', 'app']],
    [['model', 'app'], 'model', 1, ['app', 'model']],
    [['model', 'app'], 'model', -1, ['model', 'app']],
    [['model', 'app'], 'app', 1, ['model', 'app']],
    [['model', 'app'], 'team', -1, ['model', 'app']],
  ])('of %j moves %s by %d: %j', (chosen, name, by, after) => {
    expect(moveLevel(chosen, ALL, name, by)).toEqual(after);
  });

  it('keeps all that are in use, and changes nothing that it was given', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(ALL, { minLength: 1 }), fc.constantFrom(...ALL), (chosen, name) => {
        const before = [...chosen];
        expect([...moveLevel(chosen, ALL, name, 1)].sort()).toEqual([...chosen].sort());
        expect(chosen).toEqual(before);
      }),
    );
  });
});
