import { describe, expect, it } from 'vitest';
import { calculate } from './mathExpression';
import { numbersOf, type Numbers } from './numbers';

const steps = (named: Record<string, Numbers>) => new Map(Object.entries(named));
const of = (app: string, value: number | null) => ({ labels: { app }, value });

describe('math over labelled numbers', () => {
  it.each([
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['8 - 4 - 2', 2],
    ['1 + 1 > 1 && 2 <= 1', 0],
    ['1 > 2 || 3 >= 3', 1],
  ])('reads %s as other languages do', (expression, value) => {
    expect(calculate(expression, new Map())).toEqual([{ labels: {}, value }]);
  });

  it('joins by labels, and drops what has no partner', () => {
    const found = steps({ A: [of('a', 3), of('b', 1), of('c', 9)], B: [of('b', 1), of('a', 1)] });
    expect(calculate('$A > $B', found)).toEqual([of('a', 1), of('b', 0)]);
  });

  it('keeps the larger set of labels', () => {
    const found = steps({ A: [{ labels: { app: 'a', model: 'm' }, value: 4 }], B: [of('a', 2)] });
    expect(calculate('${A} / $B', found)).toEqual([{ labels: { app: 'a', model: 'm' }, value: 2 }]);
  });

  it('does not know what is made of the unknown', () => {
    expect(calculate('$A > 1 && 0', steps({ A: [of('a', null)] }))).toEqual([of('a', null)]);
  });

  it('has no data where one side has none', () => {
    expect(calculate('$A > 1 && $B > 1', steps({ A: [of('a', 3)], B: 'no data' }))).toBe('no data');
  });

  it('joins one number with one number whatever their labels, which are lost', () => {
    expect(calculate('$A + $B', steps({ A: [of('a', 1)], B: [of('b', 2)] }))).toEqual([
      { labels: {}, value: 3 },
    ]);
  });

  it.each(['$C > 1', '1 +', '(1', '1 ? 2'])('refuses %s', (expression) => {
    expect(() => calculate(expression, new Map())).toThrow();
  });
});

describe('numbers of an answer', () => {
  const app = { name: 'app', type: 'string' as const, values: ['a', null] };
  const cost = { name: 'cost', type: 'number' as const, values: [1, null] };

  it('have the texts of their row as labels', () => {
    expect(numbersOf([{ fields: [app, cost] }])).toEqual([of('a', 1), of('', null)]);
  });

  it('are none where there is no frame or no field', () => {
    expect([numbersOf([]), numbersOf([{ fields: [] }])]).toEqual(['no data', 'no data']);
  });

  it('can be of one kind only', () => {
    expect(() => numbersOf([{ fields: [app, cost, { ...cost, name: 'calls' }] }])).toThrow(/exactly one/);
    expect(() => numbersOf([{ fields: [app, { name: 'ts', type: 'time', values: [1, 2] }, cost] }])).toThrow(
      /numeric-long/,
    );
  });
});
