import { describe, expect, it } from 'vitest';
import { placeLabels } from './labels';

const dot = (x: number, y: number, textPx = 60) => ({ x, y, radius: 8, textPx });

describe('placeLabels', () => {
  it('puts a name above and right of its dot, where neither interval nor frontier runs', () => {
    const [place] = placeLabels([dot(100, 100)], 400, 300);
    expect(place).toMatchObject({ anchor: 'start' });
    expect(place!.x).toBeGreaterThan(100);
    expect(place!.y).toBeLessThan(100);
  });
  it('puts it left of a dot at the right edge', () => {
    expect(placeLabels([dot(380, 100)], 400, 300)[0]!.anchor).toBe('end');
  });
  it('puts it below a dot at the top', () => {
    expect(placeLabels([dot(100, 4)], 400, 300)[0]!.y).toBeGreaterThan(4);
  });
  it('does not put two names at one place', () => {
    const places = placeLabels([dot(100, 100), dot(104, 100), dot(108, 100)], 400, 300);
    expect(
      new Set(places.map(({ x, y, anchor }) => `${anchor}${Math.round(x / 20)} ${Math.round(y / 10)}`)).size,
    ).toBe(3);
  });
  it('has a place for every name, even where there is no room', () => {
    expect(placeLabels([dot(10, 10, 900)], 50, 50)).toHaveLength(1);
  });
});
