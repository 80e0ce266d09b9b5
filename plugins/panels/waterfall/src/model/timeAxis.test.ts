import { describe, expect, it } from 'vitest';
import { axisOf, isInView, placeOf, ticks, zoomed } from './timeAxis';

describe('placeOf', () => {
  const axis = axisOf(1000, 2000);
  it('gives shares of the axis', () => {
    expect(placeOf(axis, 1250, 500)).toEqual({ left: 0.25, width: 0.5 });
  });
  it('keeps bars inside, whatever clocks say', () => {
    expect(placeOf(axis, 500, 100)).toEqual({ left: 0, width: 0 });
    expect(placeOf(axis, 500, 700)).toEqual({ left: 0, width: 0.2 });
    expect(placeOf(axis, 1900, 500)).toEqual({ left: 0.9, width: expect.closeTo(0.1) as number });
    expect(placeOf(axis, 1500, -20)).toEqual({ left: 0.5, width: 0 });
  });
  it('has a place for a trace of one instant', () => {
    expect(placeOf(axisOf(5, 5), 5, 0)).toEqual({ left: 0, width: 0 });
  });
});

describe('isInView', () => {
  const axis = axisOf(1000, 2000);
  it.each([
    ['inside', 1200, 10, true],
    ['around it', 0, 5000, true],
    ['before', 0, 999, false],
    ['after', 2001, 10, false],
  ])('%s', (_, startMs, durationMs, seen) => expect(isInView(axis, startMs, durationMs)).toBe(seen));
});

describe('zoomed', () => {
  const whole = axisOf(1000, 2000);
  it('shows half of the time around the middle', () =>
    expect(zoomed(whole, whole, { factor: 0.5 })).toEqual({ startMs: 1250, lengthMs: 500 }));
  it('moves by a share of what is shown', () =>
    expect(zoomed({ startMs: 1250, lengthMs: 500 }, whole, { shift: 0.2 })).toEqual({
      startMs: 1350,
      lengthMs: 500,
    }));
  it('does not leave the trace', () => {
    expect(zoomed({ startMs: 1250, lengthMs: 500 }, whole, { shift: 9 })).toEqual({
      startMs: 1500,
      lengthMs: 500,
    });
    expect(zoomed({ startMs: 1250, lengthMs: 500 }, whole, { factor: 9 })).toEqual(whole);
  });
  it('does not go below what a screen can show', () =>
    expect(zoomed(whole, whole, { factor: 0 }).lengthMs).toBeGreaterThan(0));
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
