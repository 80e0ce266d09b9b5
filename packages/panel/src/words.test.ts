import { describe, expect, it } from 'vitest';
import { wordsOf } from './words';

const { counted, forget, text } = wordsOf('panel');

describe('text', () => {
  it('fills in values, and escapes nothing', () => {
    expect(text('test.fill', '{{a}} of {{b}}', { a: '<gpt> & "co"', b: 0 })).toBe('<gpt> & "co" of 0');
  });
  it('fills in anew each time', () => {
    expect([1, 2].map((n) => text('test.again', 'n = {{n}}', { n }))).toEqual(['n = 1', 'n = 2']);
  });
  it('leaves out what it was not given, and takes values as they are', () => {
    expect(text('test.missing', 'a{{gone}}b')).toBe('ab');
    expect(text('test.literal', '{{a}}', { a: '{{b}} $& $1', b: 'x' })).toBe('{{b}} $& $1');
  });
  it('looks up again after the language was loaded', () => {
    text('test.language', 'before');
    forget();
    expect(text('test.language', 'after')).toBe('after');
  });
});

describe('wordsOf', () => {
  it('keeps the texts of two panels apart', () => {
    expect([wordsOf('a').text('same', 'one'), wordsOf('b').text('same', 'two')]).toEqual(['one', 'two']);
  });
});

describe('counted', () => {
  it('has one form for one and another for more', () => {
    expect([0, 1, 2].map((n) => counted('test.calls', n, '{{count}} call', '{{count}} calls'))).toEqual([
      '0 calls',
      '1 call',
      '2 calls',
    ]);
  });
});
