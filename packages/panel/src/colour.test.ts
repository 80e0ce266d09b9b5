import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contrast, contrastText, cssColour, mix, readColour } from './colour';
import type { Rgb } from './colour';

const BLACK: Rgb = [0, 0, 0];
const WHITE: Rgb = [255, 255, 255];

describe('readColour', () => {
  it.each<[text: string, colour: Rgb]>([
    ['#3274D9', [50, 116, 217]],
    ['#fff', [255, 255, 255]],
    ['#ff000080', [128, 0, 0]],
    ['rgb(24, 27, 31)', [24, 27, 31]],
    ['rgba(204, 204, 220, 0.5)', [102, 102, 110]],
    ['rgb(255 255 255 / 0)', [0, 0, 0]],
  ])('reads %s as it looks on black', (text, colour) => {
    expect(readColour(text, BLACK)).toEqual(colour);
  });

  it.each(['transparent', '#12', 'rgb(1, 2)', 'rgb(a, b, c)', ''])('takes %j for the background', (text) => {
    expect(readColour(text, [9, 8, 7])).toEqual([9, 8, 7]);
  });
});

describe('mix', () => {
  it('goes from the first to the second', () => {
    expect([0, 0.5, 1].map((share) => mix(BLACK, WHITE, share))).toEqual([BLACK, [128, 128, 128], WHITE]);
  });
});

describe('cssColour', () => {
  it('is read back as it was', () => {
    expect(cssColour([1, 22, 255])).toBe('rgb(1, 22, 255)');
    expect(readColour(cssColour([1, 22, 255]), WHITE)).toEqual([1, 22, 255]);
  });
});

describe('contrast', () => {
  it('is 21 between black and white, 1 between equals, and the same in both directions', () => {
    expect(contrast(BLACK, WHITE)).toBeCloseTo(21);
    expect(contrast(WHITE, BLACK)).toBeCloseTo(21);
    expect(contrast([9, 9, 9], [9, 9, 9])).toBe(1);
  });
});

describe('contrastText', () => {
  it('is white on dark and black on bright fills', () => {
    expect(contrastText([31, 96, 196])).toEqual(WHITE);
    expect(contrastText([255, 120, 10])).toEqual(BLACK);
  });

  it('can be read on every fill', () => {
    const channel = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(fc.tuple(channel, channel, channel), (fill) => contrast(fill, contrastText(fill)) >= 4.5),
    );
  });
});
