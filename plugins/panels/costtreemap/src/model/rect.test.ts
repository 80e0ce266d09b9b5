import { describe, expect, it } from 'vitest';
import { areaOf, cutTop, inset } from './rect';
import { rect } from './table.fixture';

describe('inset', () => {
  it('is smaller on all sides', () => {
    expect(inset(rect(10, 20, 100, 50), 2)).toEqual(rect(12, 22, 96, 46));
  });
  it.each([1, 0.1, 0.001])('keeps the middle half of what is only %d px wide', (width) => {
    expect(inset(rect(0, 0, width, 50), 1)).toMatchObject({ x: width / 4, width: width / 2 });
  });
});

describe('cutTop', () => {
  it('leaves what is below', () => {
    expect(cutTop(rect(5, 5, 100, 60), 20)).toEqual([rect(5, 5, 100, 20), rect(5, 25, 100, 40)]);
  });
  it('takes no more than there is', () => {
    expect(cutTop(rect(0, 0, 100, 12), 20)).toEqual([rect(0, 0, 100, 12), rect(0, 12, 100, 0)]);
  });
});

describe('areaOf', () => {
  it('is width by height', () => {
    expect(areaOf(rect(9, 9, 3, 4))).toBe(12);
  });
});
