import { describe, expect, it } from 'vitest';
import { traceOf } from './frame.fixture';
import { foldedBelow, visibleRows } from './rows';

const TRACE = traceOf([
  { spanID: 'a' },
  { spanID: 'b', parentSpanID: 'a', startTime: 1 },
  { spanID: 'c', parentSpanID: 'b', startTime: 2 },
  { spanID: 'd', parentSpanID: 'a', startTime: 3 },
]);

const keys = (folded: string[]) => visibleRows(TRACE, new Set(folded)).map(({ node }) => node.span.key);

describe('visibleRows', () => {
  it('lists an open tree in its order', () => {
    expect(keys([])).toEqual(['a', 'b', 'c', 'd']);
  });
  it('leaves out what is under a folded span', () => {
    expect(keys(['b'])).toEqual(['a', 'b', 'd']);
    expect(keys(['a', 'b'])).toEqual(['a']);
  });
  it('says what can be opened and which of how many siblings a row is', () => {
    expect(
      visibleRows(TRACE, new Set(['b'])).map(({ expanded, position, siblings }) => [
        expanded,
        position,
        siblings,
      ]),
    ).toEqual([
      [true, 1, 1],
      [false, 1, 2],
      [null, 2, 2],
    ]);
  });
});

describe('foldedBelow', () => {
  const seen = (level: Parameters<typeof foldedBelow>[1], trace = TRACE) =>
    visibleRows(trace, foldedBelow(trace, level)).length;

  it('shows as many levels as it is told', () => {
    expect([1, 2, 3].map((level) => seen(level))).toEqual([1, 3, 4]);
    expect(seen('all')).toBe(4);
  });

  it('opens everything up to 500 spans and three levels above', () => {
    const chain = (length: number) =>
      traceOf(
        Array.from({ length }, (_, i) => ({
          spanID: `${i}`,
          parentSpanID: i ? `${i - 1}` : '',
          startTime: i,
        })),
      );
    expect(seen('auto', chain(500))).toBe(500);
    expect(seen('auto', chain(501))).toBe(3);
  });
});
