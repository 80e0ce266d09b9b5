import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indexedItems } from './indexed';

describe('indexed attributes', () => {
  it('give items in the order of their numbers, not of their sending', () => {
    const carriers = { 'm.10.a': 'k', 'm.2.a': 'c', 'm.0.a': 'a' };
    expect(indexedItems(carriers, 'm.')).toEqual([{ a: 'a' }, { a: 'c' }, { a: 'k' }]);
  });

  it('nest', () => {
    expect(indexedItems({ 'm.0.t.1.n': 'y', 'm.0.t.0.n': 'x', 'm.0.r': 1 }, 'm.')).toEqual([
      { t: [{ n: 'x' }, { n: 'y' }], r: 1 },
    ]);
  });

  it('with a huge number are one item: a number is a place, not a length', () => {
    expect(indexedItems({ 'gen_ai.prompt.99999.content': 'x' }, 'gen_ai.prompt.')).toEqual([
      { content: 'x' },
    ]);
  });

  it.each(['__proto__', 'constructor', 'prototype'])(
    'that would reach into a prototype by %s are left out',
    (name) => {
      expect(indexedItems({ [`m.0.${name}.polluted`]: 'x', 'm.0.a': 1 }, 'm.')).toEqual([{ a: 1 }]);
      expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    },
  );

  it('keep members when a whole is sent beside them', () => {
    expect(indexedItems({ 'm.0.a.b': 1, 'm.0.a': 'x' }, 'm.')).toEqual([{ a: { b: 1 } }]);
    expect(indexedItems({ 'm.0.a': 'x', 'm.0.a.b': 1 }, 'm.')).toEqual([{ a: { b: 1 } }]);
  });

  it('of another prefix are not theirs', () => {
    expect(indexedItems({ 'm.0.a': 1, 'n.0.a': 2, 'm.name': 3 }, 'm.')).toEqual([{ a: 1 }]);
  });

  it('come back whole, two hundred of them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ role: fc.string(), content: fc.string() }), { maxLength: 200 }),
        (messages) => {
          const entries = messages.flatMap((message, n) =>
            Object.entries(message).map(([name, value]) => [`m.${n}.${name}`, value]),
          );
          expect(
            indexedItems(Object.fromEntries(entries.reverse()) as Record<string, unknown>, 'm.'),
          ).toEqual(messages);
        },
      ),
      { numRuns: 30 },
    );
  });
});
