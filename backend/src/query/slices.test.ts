import { describe, expect, it } from 'vitest';
import { frameToArrow, frameToArrowInSlices } from '../encode/arrow';
import { decodeAhead, decodeColumns } from './decode';
import { atOnce, inSlices, type Sliced } from './slices';

/** Busy for longer than a turn, `yields` times. */
function* busy(yields: number): Sliced<number> {
  for (let index = 0; index < yields; index += 1) {
    const until = performance.now() + 10;
    while (performance.now() < until);
    yield;
  }
  return yields;
}

describe('slices', () => {
  it('give others their turn', async () => {
    let turns = 0;
    const other = setInterval(() => (turns += 1), 0);
    expect(await inSlices(busy(5))).toBe(5);
    clearInterval(other);
    expect(turns).toBeGreaterThan(1);
  });

  it('give the same at once', () => expect(atOnce(busy(2))).toBe(2));
});

const ROWS = 30_000;
const result = () => ({
  columns: [
    { name: 'time', oid: 1184 },
    { name: 'cost', oid: 1700 },
    { name: 'model', oid: 25 },
  ],
  rows: Array.from({ length: ROWS }, (_, row) => [
    `2026-11-20 10:00:${String(row % 60).padStart(2, '0')}.5+00`,
    row % 3 === 0 ? null : String(row / 8),
    `gpt-${row % 7}`,
  ]),
  rowCount: ROWS,
});

describe('large answers', () => {
  it('are decoded ahead in slices, with the same values', async () => {
    const [ahead, plain] = [result(), result()];
    await decodeAhead([ahead]);
    expect(decodeColumns(ahead)).toBe(decodeColumns(ahead));
    expect(decodeColumns(ahead)).toEqual(decodeColumns(plain));
    expect(decodeColumns(plain)[0]?.values[1]).toBe(Date.UTC(2026, 10, 20, 10, 0, 1) + 500);
  });

  it('are encoded in slices to the same bytes', async () => {
    const frame = { fields: decodeColumns(result()) };
    expect((await frameToArrowInSlices(frame)).equals(frameToArrow(frame))).toBe(true);
  });
});
