import { describe, expect, it } from 'vitest';
import { layoutOf } from './layout';

describe('layoutOf', () => {
  it('is tiny below 320 × 180, with two columns whatever there is to compare', () => {
    expect(layoutOf(200, 150, 4)).toEqual({
      tiny: true,
      wide: false,
      labelPx: 60,
      columnPx: 70,
      oneLine: false,
      stripPx: 0,
    });
    expect(layoutOf(320, 179, 4).tiny).toBe(true);
    expect(layoutOf(320, 180, 4).tiny).toBe(false);
  });
  it('shares the width, and scrolls where columns would get too narrow', () => {
    expect(layoutOf(1440, 900, 4)).toMatchObject({ wide: true, labelPx: 176, columnPx: 313 });
    expect(layoutOf(400, 800, 4)).toMatchObject({ wide: false, columnPx: 156 });
  });
  it('puts everything on one line where a cell is wide enough', () => {
    expect(layoutOf(1440, 900, 3).oneLine).toBe(true);
    expect(layoutOf(1440, 900, 4).oneLine).toBe(false);
  });
  it('has strips only where they can be read', () => {
    expect(layoutOf(400, 800, 4).stripPx).toBe(0);
    expect(layoutOf(900, 800, 4).stripPx).toBe(78);
    expect(layoutOf(2400, 800, 2).stripPx).toBe(160);
  });
});
