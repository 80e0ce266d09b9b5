import { describe, expect, it } from 'vitest';
import { traceOf } from '../model/frame.fixture';
import { visibleRows } from '../model/rows';
import { shiftOf } from './useAnchoredScroll';

const rows = (...keys: string[]) =>
  visibleRows(traceOf(keys.map((spanID, startTime) => ({ spanID, startTime }))), new Set());

describe('shiftOf', () => {
  const before = rows('a', 'b', 'c', 'd');
  it.each([
    ['rows that came above move it down', rows('a', 'new', 'newer', 'b', 'c', 'd'), 2],
    ['rows that went above move it up', rows('c', 'd'), -2],
    ['rows below do not move it', rows('a', 'b', 'c', 'new', 'd'), 0],
    ['a row that is gone holds nothing', rows('a', 'b', 'd'), 0],
    ['nothing changed', before, 0],
  ])('%s', (_, after, shift) => {
    expect(shiftOf(before, after, 2)).toBe(shift);
  });
});
