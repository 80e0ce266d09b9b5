import { describe, expect, it } from 'vitest';
import { axisOf, placeOf, ticks } from './timeAxis';

describe('placeOf', () => {
  const axis = axisOf(1000, 2000);
  it('gives shares of the axis', () => {
    expect(placeOf(axis, 1250, 500)).toEqual({ left: 0.25, width: 0.5 });
  });
  it('keeps bars inside, whatever clocks say', () => {
    expect(placeOf(axis, 500, 100)).toEqual({ left: 0, width: 0.1 });
    expect(placeOf(axis, 1900, 500)).toEqual({ left: 0.9, width: expect.closeTo(0.1) as number });
    expect(placeOf(axis, 1500, -20)).toEqual({ left: 0.5, width: 0 });
  });
  it('has a place for a trace of one instant', () => {
    expect(placeOf(axisOf(5, 5), 5, 0)).toEqual({ left: 0, width: 0 });
  });
});

describe('ticks', () => {
  it.each([
    [4820, 720, [0, 500, 1000, 1500, 2000, 2500, 3000, 3500, 4000, 4500]],
    [100, 300, [0, 50, 100]],
    [90_000, 300, [0, 30_000, 60_000, 90_000]],
    [0.4, 300, [0, 0.1, 0.2, 0.30000000000000004, 0.4]],
  ])('are round for %d ms on %d px', (lengthMs, widthPx, expected) => {
    expect(ticks(axisOf(0, lengthMs), widthPx)).toEqual(expected);
  });
  it('are a few even where there is room for none', () => {
    expect(ticks(axisOf(0, 5000), 10)).toEqual([0, 2000, 4000]);
  });
});
