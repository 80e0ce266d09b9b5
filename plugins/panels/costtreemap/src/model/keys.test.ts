import { describe, expect, it } from 'vitest';
import { branchOf, rect, tileOf } from './table.fixture';
import { keyAction, neighbour } from './keys';
import { draw } from './picture';
import type { Tile } from './picture';

/**
 *  ┌───────┬───┐
 *  │   a   │ b │
 *  │       ├───┤
 *  ├───┬───┤ c │
 *  │ d │ e │   │
 *  └───┴───┴───┘
 */
const TILES: Tile[] = [
  tileOf({ key: 'a', rect: rect(0, 0, 80, 60), share: 0.4 }),
  tileOf({ key: 'b', rect: rect(80, 0, 40, 40), share: 0.2 }),
  tileOf({ key: 'c', rect: rect(80, 40, 40, 60), share: 0.25 }),
  tileOf({ key: 'd', rect: rect(0, 60, 40, 40), share: 0.1 }),
  tileOf({ key: 'e', rect: rect(40, 60, 40, 40), share: 0.05 }),
];
const tile = (key: string): Tile => TILES.find((one) => one.key === key)!;
const press = (key: string, from = 'a', shiftKey = false) => keyAction({ key, shiftKey }, TILES, tile(from));

describe('arrows', () => {
  it.each([
    ['a', 'ArrowRight', 'b'],
    ['a', 'ArrowDown', 'd'],
    ['b', 'ArrowLeft', 'a'],
    ['b', 'ArrowDown', 'c'],
    ['c', 'ArrowUp', 'b'],
    ['c', 'ArrowLeft', 'e'],
    ['d', 'ArrowRight', 'e'],
    ['e', 'ArrowRight', 'c'],
    ['e', 'ArrowLeft', 'd'],
    ['e', 'ArrowUp', 'a'],
  ])('go from %s by %s to %s', (from, key, to) => {
    expect(press(key, from)).toEqual({ type: 'focus', key: to });
  });

  it.each([
    ['a', 'ArrowLeft'],
    ['a', 'ArrowUp'],
    ['c', 'ArrowRight'],
    ['d', 'ArrowDown'],
  ])('stay at the edge: %s by %s', (from, key) => {
    expect(press(key, from)).toEqual({ type: 'focus', key: from });
  });

  it('reach every tile of a picture', () => {
    const root = branchOf(
      Array.from({ length: 60 }, (_, i) => ({ app: `a${i % 7}`, model: `m${i}`, cost: 1 + ((i * 37) % 11) })),
    );
    const tiles = draw(root, {
      width: 1000,
      height: 600,
      minShare: 0,
      maxTiles: 250,
      showUnpriced: true,
      shape: 'treemap',
      depth: 2,
    });
    const reached = new Set([tiles[0]!]);
    for (const from of reached) {
      for (const direction of [
        [-1, 0],
        [1, 0],
        [0, -1],
        [0, 1],
      ] as const) {
        const to = neighbour(tiles, from, direction);
        if (to) reached.add(to);
      }
    }
    expect(tiles.length).toBeGreaterThan(60);
    expect(reached.size).toBe(tiles.length);
  });
});

describe('other keys', () => {
  it.each([
    ['Home', { type: 'focus', key: 'a' }],
    ['End', { type: 'focus', key: 'e' }],
    ['Enter', { type: 'open', key: 'c' }],
    [' ', { type: 'open', key: 'c' }],
    ['Backspace', { type: 'up' }],
    ['Escape', { type: 'dismiss' }],
    ['ContextMenu', { type: 'menu', key: 'c' }],
  ])('%j does %j', (key, action) => {
    expect(press(key, 'c')).toEqual(action);
  });

  it('F10 opens the menu with Shift only', () => {
    expect(press('F10', 'a', true)).toEqual({ type: 'menu', key: 'a' });
    expect(press('F10', 'a')).toBeNull();
  });

  it.each(['Tab', 'a', 'c', 'd', 'e', 'g', 'i', 'p', 's', 't', 'v', 'PageDown'])(
    'leaves %s to the browser and to Grafana',
    (key) => {
      expect(press(key)).toBeNull();
    },
  );

  it('End goes to the smallest on the scale last of all to what is outside of it', () => {
    const strip = tileOf({ key: 'strip', kind: 'unpriced', rect: rect(120, 0, 20, 100), share: null });
    expect(keyAction({ key: 'End', shiftKey: false }, [...TILES, strip], tile('a'))).toEqual({
      type: 'focus',
      key: 'strip',
    });
  });
});
