import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULTS, LIMITS, readOptions } from './options';

describe('readOptions', () => {
  it.each([undefined, null, {}, 'text', 7, []])('gives the defaults for %j', (stored) => {
    expect(readOptions(stored)).toEqual(DEFAULTS);
  });

  it('keeps what is valid', () => {
    const stored = {
      levels: ['model'],
      area: 'tokens',
      colour: 'price',
      shape: 'icicle',
      minShare: 2,
      maxTiles: 40,
      showUnpriced: false,
      legend: false,
    };
    expect(readOptions(stored)).toEqual(stored);
  });

  it.each<[option: string, stored: unknown, read: unknown]>([
    ['area', 'volume', 'value'],
    ['colour', 'rainbow', 'auto'],
    ['shape', 'pie', 'treemap'],
    ['minShare', -1, 0],
    ['minShare', 99, 20],
    ['minShare', '2', 0.5],
    ['minShare', NaN, 0.5],
    ['maxTiles', 3, 10],
    ['maxTiles', 100_000, 500],
    ['maxTiles', 12.6, 13],
    ['showUnpriced', 'yes', true],
    ['legend', null, true],
    ['levels', 'app', []],
    ['levels', ['app', 7, null], ['app']],
  ])('heals %s %j to %j', (option, stored, read) => {
    expect(readOptions({ [option]: stored })).toEqual({ ...DEFAULTS, [option]: read });
  });

  it('drops what it does not know', () => {
    expect(readOptions({ future: 1 })).toEqual(DEFAULTS);
  });

  it('gives options that can be worked with, for anything; and changes them no further', () => {
    fc.assert(
      fc.property(
        fc.anything(),
        fc.dictionary(fc.constantFrom(...Object.keys(DEFAULTS)), fc.anything()),
        (x, y) => {
          for (const stored of [x, y]) {
            const read = readOptions(stored);
            expect(read.minShare).toBeGreaterThanOrEqual(LIMITS.minShare[0]);
            expect(read.maxTiles).toBeLessThanOrEqual(LIMITS.maxTiles[1]);
            expect(Object.keys(read)).toEqual(Object.keys(DEFAULTS));
            expect(readOptions(read)).toEqual(read);
          }
        },
      ),
    );
  });
});
