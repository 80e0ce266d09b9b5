import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chatOf, traceOf } from './frame.fixture';
import { dragged, stepped, stretchesOf } from './minimap';
import { axisOf } from './timeAxis';

const HTTP = [{ key: 'http.request.method', value: 'GET' }];
const of = (rows: Parameters<typeof traceOf>[0], widthPx = 100, lines = 10) => {
  const trace = traceOf(rows);
  return stretchesOf(trace, axisOf(trace.startMs, trace.endMs), widthPx, lines);
};

describe('stretchesOf', () => {
  it('has a line for each span where there is room', () => {
    const rows = [
      { spanID: 'a', startTime: 0, duration: 100 },
      { spanID: 'b', parentSpanID: 'a', startTime: 50, duration: 25 },
    ];
    expect(of(rows).map(({ line, fromPx, toPx }) => [line, fromPx, toPx])).toEqual([
      [0, 0, 100],
      [1, 50, 75],
    ]);
  });

  it('draws the shortest span, and one that has not ended up to the end', () => {
    const rows = [
      { spanID: 'a', startTime: 0, duration: 1000 },
      { spanID: 'b', startTime: 500, duration: 0 },
      { spanID: 'c', startTime: 900, duration: null },
    ];
    expect(of(rows).map(({ fromPx, toPx }) => [fromPx, toPx])).toEqual([
      [0, 100],
      [50, 51],
      [90, 100],
    ]);
  });

  it('draws calls above the requests that they made', () => {
    const rows = [
      { spanID: 'a', duration: 10, llm: chatOf() },
      { spanID: 'b', parentSpanID: 'a', duration: 10, tags: HTTP },
    ];
    expect(of(rows, 100, 1).map(({ kind }) => kind)).toEqual(['infrastructure', 'model']);
  });

  it('draws what begins at the same place and looks the same once, as long as the longest', () => {
    const rows = Array.from({ length: 5000 }, (_, i) => ({
      spanID: `${i}`,
      startTime: i % 10,
      duration: i % 7,
    }));
    const drawn = of(rows, 100, 4);
    expect(drawn.length).toBeLessThanOrEqual(4 * 10);
    expect(Math.max(...drawn.map(({ toPx }) => toPx))).toBe(100);
  });
});

describe('dragged', () => {
  const before = { from: 0.4, to: 0.6 };
  it.each([
    ['a new choice, in either direction', dragged('new', before, 0.8, 0.2), { from: 0.2, to: 0.8 }],
    ['the choice moves and keeps its length', dragged('choice', before, 0.5, 0.25), { from: 0.15, to: 0.35 }],
    ['the choice stops at the end', dragged('choice', before, 0.5, 0.99), { from: 0.8, to: 1 }],
    ['an edge', dragged('from', before, 0.4, 0.1), { from: 0.1, to: 0.6 }],
    ['an edge beyond the other', dragged('to', before, 0.6, 0.1), { from: 0.1, to: 0.4 }],
    ['never beyond the strip', dragged('to', before, 0.6, 1.5), { from: 0.4, to: 1 }],
  ])('%s', (_, choice, expected) => {
    expect(choice.from).toBeCloseTo(expected.from);
    expect(choice.to).toBeCloseTo(expected.to);
  });
});

describe('stepped', () => {
  it('moves an edge by a hundredth, by a tenth, to its end', () => {
    const half = { from: 0.25, to: 0.75 };
    expect(stepped('from', 'ArrowRight', half)?.from).toBeCloseTo(0.26);
    expect(stepped('to', 'PageDown', half)?.to).toBeCloseTo(0.65);
    expect(stepped('from', 'Home', half)).toEqual({ from: 0, to: 0.75 });
    expect(stepped('to', 'End', half)).toEqual({ from: 0.25, to: 1 });
  });
  it('leaves other keys to others', () => {
    expect(stepped('from', 'Enter', { from: 0, to: 1 })).toBeNull();
  });
  it('never lets the edges meet', () => {
    const key = fc.constantFrom('ArrowLeft', 'ArrowRight', 'PageUp', 'PageDown', 'Home', 'End');
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom('from', 'to'), key)), (presses) => {
        let choice = { from: 0, to: 1 };
        for (const [edge, pressed] of presses)
          choice = stepped(edge as 'from' | 'to', pressed, choice) ?? choice;
        expect(choice.to - choice.from).toBeGreaterThan(0.0049);
        expect([choice.from >= 0, choice.to <= 1]).toEqual([true, true]);
      }),
    );
  });
});
