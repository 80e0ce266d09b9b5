import { describe, expect, it } from 'vitest';
import { counted, text } from './text';

describe('text', () => {
  it('fills what stands in double braces, as often as it is asked', () => {
    const found = () => text('test.between', '{{from}} to {{to}} of {{to}}', { from: 1, to: 'two' });
    expect([found(), found()]).toEqual(['1 to two of two', '1 to two of two']);
    expect(text('test.between', '{{from}} to {{to}} of {{to}}', { from: 3, to: 4 })).toBe('3 to 4 of 4');
  });
  it('leaves what is filled in as it is: braces, dollar signs and HTML are text', () => {
    expect(text('test.name', 'Open {{name}}', { name: '<b>$& {{to}}</b>' })).toBe('Open <b>$& {{to}}</b>');
  });
});

describe('counted', () => {
  it('chooses the form by the number', () => {
    const calls = (count: number) => counted('test.calls', count, '{{count}} call', '{{count}} calls');
    expect([0, 1, 2].map(calls)).toEqual(['0 calls', '1 call', '2 calls']);
  });
});
