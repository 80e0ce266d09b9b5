import { describe, expect, it } from 'vitest';
import { choices, oneOf, onOff, recordOf, within } from './options';

describe('what is stored', () => {
  it.each([
    ['b', 'b'],
    ['c', 'a'],
    [undefined, 'a'],
    [1, 'a'],
  ])('is one of the allowed, else the default: %j is %s', (stored, read) => {
    expect(oneOf(['a', 'b'], stored, 'a')).toBe(read);
  });

  it.each([
    [3, 3],
    [0, 1],
    [1, 1],
    [6, 6],
    [7, 6],
    [NaN, 4],
    ['5', 4],
    [null, 4],
  ])('is a number within its limits, else the default: %j is %d', (stored, read) => {
    expect(within([1, 6], stored, 4)).toBe(read);
  });

  it.each([
    [false, false],
    [true, true],
    ['false', true],
    [undefined, true],
  ])('is on or off, else the default: %j is %j', (stored, read) => {
    expect(onOff(stored, true)).toBe(read);
  });

  it.each([[null], [undefined], ['x'], [3]])('has no fields when it is %j', (stored) => {
    expect(recordOf(stored)).toEqual({});
  });
});

describe('choices', () => {
  it('keeps the order of the labels', () => {
    expect(choices({ log: 'Logarithmic', linear: 'Linear' })).toEqual({
      options: [
        { value: 'log', label: 'Logarithmic' },
        { value: 'linear', label: 'Linear' },
      ],
    });
  });
});
