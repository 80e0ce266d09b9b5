import { describe, expect, it } from 'vitest';
import { jsonIn, member } from './json';

describe('JSON in a value', () => {
  it.each<[string, unknown, unknown]>([
    ['an object in text', '{"a":1}', { a: 1 }],
    ['an object in text in text', '"{\\"a\\":1}"', { a: 1 }],
    ['a structured value', { a: 1 }, { a: 1 }],
    ['a text in text', '"gpt-4o"', 'gpt-4o'],
    ['prose', 'hello', undefined],
    ['JSON that was cut', '{"a":', undefined],
  ])('%s', (_name, value, expected) => {
    expect(jsonIn(value)).toEqual(expected);
  });
});

describe('a member at a path', () => {
  const value = { usage: { details: '{"cached":7}' }, list: [{ x: 1 }] };
  it('is found through objects, arrays and JSON in text', () => {
    expect(member(value, ['usage', 'details', 'cached'])).toBe(7);
    expect(member(value, ['list', '0', 'x'])).toBe(1);
  });
  it('is undefined where there is none, also in a prototype', () => {
    expect(member(value, ['usage', 'nothing', 'x'])).toBeUndefined();
    expect(member(value, ['constructor', 'name'])).toBeUndefined();
    expect(member(null, ['a'])).toBeUndefined();
  });
});
