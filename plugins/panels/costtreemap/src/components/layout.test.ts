import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HEAD_PX, layoutOf } from './layout';

const ALL = { legend: true, notes: true, drilled: true };
const PLAIN = { legend: true, notes: false, drilled: false };

describe('layoutOf', () => {
  it.each([
    ['in the head from 860 px', 860, 400, 'head'],
    ['below the picture in a narrower panel', 859, 400, 'below'],
    ['down to 300 px', 300, 400, 'below'],
    ['not in a narrower one', 299, 400, 'none'],
    ['not in a flat one', 800, 219, 'none'],
  ])('has the legend %s', (_, width, height, legend) => {
    expect(layoutOf(width, height, PLAIN).legend).toBe(legend);
  });

  it('has no legend when it is switched off', () => {
    expect(layoutOf(1000, 600, { ...PLAIN, legend: false })).toMatchObject({ legend: 'none', legendPx: 0 });
  });

  it('has a head in a tiny panel only when there is something to go back from', () => {
    expect(layoutOf(200, 150, PLAIN)).toMatchObject({ tiny: true, headPx: 0, legend: 'none', notesPx: 0 });
    expect(layoutOf(200, 150, ALL)).toMatchObject({ tiny: true, headPx: HEAD_PX, notesPx: 0 });
  });

  it('is never larger than the panel', () => {
    const side = fc.integer({ min: 0, max: 3000 });
    const flags = fc.record({ legend: fc.boolean(), notes: fc.boolean(), drilled: fc.boolean() });
    fc.assert(
      fc.property(side, side, flags, (width, height, shown) => {
        const { headPx, legendPx, notesPx, pictureWidth, pictureHeight } = layoutOf(width, height, shown);
        expect(pictureWidth).toBeGreaterThanOrEqual(0);
        expect(pictureHeight).toBeGreaterThanOrEqual(0);
        expect(pictureWidth).toBeLessThanOrEqual(width);
        if (pictureHeight > 0) {
          expect(headPx + legendPx + notesPx + pictureHeight).toBeLessThanOrEqual(height);
        }
      }),
    );
  });
});
