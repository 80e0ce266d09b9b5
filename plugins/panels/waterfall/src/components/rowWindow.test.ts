import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowsInView, scrollTopFor } from './rowWindow';

describe('rowsInView', () => {
  it('has the rows in view and twelve on each side, in steps of four', () => {
    // Rows 100 to 110 are seen; 88 to 122 are wanted.
    expect(rowsInView(2800, 280, 28, 10_000)).toEqual({ first: 88, end: 124 });
  });
  it('ends where the list ends', () => {
    expect(rowsInView(0, 280, 28, 5)).toEqual({ first: 0, end: 5 });
    expect(rowsInView(0, 280, 28, 0)).toEqual({ first: 0, end: 0 });
  });
  it('never leaves out a row that is seen', () => {
    const size = fc.integer({ min: 1, max: 2000 });
    fc.assert(
      fc.property(fc.nat(1e6), size, fc.integer({ min: 1, max: 60 }), size, (topPx, viewPx, rowPx, count) => {
        const { first, end } = rowsInView(topPx, viewPx, rowPx, count);
        for (let row = 0; row < count; row++) {
          const isSeen = (row + 1) * rowPx > topPx && row * rowPx < topPx + viewPx;
          if (isSeen) expect(row >= first && row < end).toBe(true);
        }
        expect(end - first).toBeLessThanOrEqual(viewPx / rowPx + 35);
      }),
    );
  });
});

describe('scrollTopFor', () => {
  const view = { topPx: 1000, viewPx: 280, rowPx: 28 };
  it.each([
    ['a row in view stays where it is', 40, 'nearest', 1000],
    ['a row above comes to the top', 10, 'nearest', 280],
    ['a row below comes to the bottom', 60, 'nearest', 1428],
    ['a row half in view comes in whole', 35, 'nearest', 980],
    ['start is the top', 40, 'start', 1120],
    ['center is the middle', 40, 'center', 994],
    ['nothing is above the first row', 0, 'center', 0],
  ] as const)('%s', (_, index, align, top) => {
    expect(scrollTopFor(index, align, view)).toBe(top);
  });
});
