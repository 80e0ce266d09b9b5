import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaOf } from './rect';
import { stripOf } from './strip';
import { rect } from './table.fixture';

describe('stripOf', () => {
  it.each<[what: string, width: number, height: number, strip: [x: number, y: number, w: number, h: number]]>(
    [
      ['8% at the right of a wide picture', 1000, 500, [920, 0, 80, 500]],
      ['at least 56 px', 400, 300, [344, 0, 56, 300]],
      ['at the bottom of a picture that is taller than wide', 400, 1000, [0, 920, 400, 80]],
      ['at least one line high', 200, 210, [0, 186, 200, 24]],
      ['at the bottom, where 56 px would be too much', 180, 150, [0, 126, 180, 24]],
      ['never more than 30%', 100, 40, [0, 28, 100, 12]],
    ],
  )('is %s (%d × %d)', (_, width, height, [x, y, w, h]) => {
    const [, strip] = stripOf(rect(0, 0, width, height), true);
    expect(strip).toEqual(rect(x, y, w, h));
  });

  it('has all of it where nothing else can be drawn', () => {
    const [rest, strip] = stripOf(rect(0, 0, 300, 200), false);
    expect(strip).toEqual(rect(0, 0, 300, 200));
    expect(areaOf(rest)).toBe(0);
  });

  it('leaves the rest, and takes no more than 30%', () => {
    const side = fc.integer({ min: 1, max: 3000 });
    fc.assert(
      fc.property(side, side, (width, height) => {
        const [rest, strip] = stripOf(rect(0, 0, width, height), true);
        expect(areaOf(rest) + areaOf(strip)).toBeCloseTo(width * height, 3);
        expect(areaOf(strip)).toBeLessThanOrEqual(width * height * 0.3 + 1e-6);
      }),
    );
  });
});
