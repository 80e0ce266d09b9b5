import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitName, labelSize } from './labels';
import type { LabelSize } from './labels';
import { letters, rect } from './table.fixture';

describe('labelSize', () => {
  it.each<[width: number, height: number, size: LabelSize]>([
    [120, 52, 'full'],
    [119, 52, 'short'],
    [120, 51, 'short'],
    [64, 34, 'short'],
    [63, 34, 'name'],
    [64, 33, 'name'],
    [40, 18, 'name'],
    [39, 18, 'none'],
    [400, 17, 'none'],
    [1, 1, 'none'],
  ])('of %d × %d px is %s', (width, height, size) => {
    expect(labelSize(rect(0, 0, width, height))).toBe(size);
  });
});

describe('fitName', () => {
  it.each([
    ['gpt-5', 50, 'gpt-5'],
    ['gpt-5-mini-2025-08-07', 210, 'gpt-5-mini-2025-08-07'],
    ['gpt-5-mini-2025-08-07', 209, 'gpt-5-mini-…25-08-07'],
    ['gpt-5-mini-2025-08-07', 120, 'gpt-5-…08-07'],
    ['gpt-5-mini-2025-08-07', 50, 'gp…07'],
    ['gpt-5-mini-2025-08-07', 49, ''],
    ['abc', 29, ''],
    ['', 10, ''],
  ])('of %s in %d px, 10 px a letter, is "%s"', (name, width, fitted) => {
    expect(fitName(name, width, letters(10))).toBe(fitted);
  });

  it('counts letters, not code units', () => {
    expect(fitName('🚀🚀🚀🚀🚀🚀🚀🚀', 50, letters(10))).toBe('🚀🚀…🚀🚀');
  });

  it('takes the short form of a name that has one, whole or not at all', () => {
    expect(fitName('14 others', 90, letters(10), '14')).toBe('14 others');
    expect(fitName('14 others', 89, letters(10), '14')).toBe('14');
    expect(fitName('14 others', 19, letters(10), '14')).toBe('');
  });

  it('is never wider than its room, and as long as it can be', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 60 }), fc.nat(400), (name, width) => {
        const widthOf = letters(7);
        const fitted = fitName(name, width, widthOf);
        expect(widthOf(fitted)).toBeLessThanOrEqual(width);
        const longer = [...fitted].length + 1;
        if (fitted !== '' && fitted !== name) expect(longer * 7).toBeGreaterThan(width);
      }),
    );
  });
});
