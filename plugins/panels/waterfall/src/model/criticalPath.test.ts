import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { criticalPath, whySlow } from './criticalPath';
import { chatOf, traceOf } from './frame.fixture';
import type { SpanRow } from './frame.fixture';

const row = (
  spanID: string,
  parentSpanID: string,
  startTime: number,
  end: number,
  more: Partial<SpanRow> = {},
): SpanRow => ({
  spanID,
  parentSpanID,
  startTime,
  duration: end - startTime,
  ...more,
});
const pathOf = (rows: SpanRow[]) =>
  criticalPath(traceOf(rows)).pieces.map(
    ({ node, startMs, endMs }) => `${node.span.key} ${startMs}–${endMs}`,
  );

describe('criticalPath', () => {
  it('is the root itself when nothing is below', () => {
    expect(pathOf([row('a', '', 0, 10)])).toEqual(['a 0–10']);
  });

  it('goes along the child that ended last; gaps belong to the parent', () => {
    expect(pathOf([row('a', '', 0, 10), row('b', 'a', 1, 4), row('c', 'a', 5, 9)])).toEqual([
      'a 0–1',
      'b 1–4',
      'a 4–5',
      'c 5–9',
      'a 9–10',
    ]);
  });

  it('of two that run side by side takes the one that was waited for', () => {
    expect(pathOf([row('a', '', 0, 10), row('quick', 'a', 1, 4), row('slow', 'a', 1, 9)])).toEqual([
      'a 0–1',
      'slow 1–9',
      'a 9–10',
    ]);
  });

  it('leaves out a child that outlives its parent: nobody waited for it', () => {
    expect(pathOf([row('a', '', 0, 10), row('background', 'a', 2, 50)])).toEqual(['a 0–10']);
  });

  it('begins a child that started before its parent where the parent began', () => {
    expect(pathOf([row('a', '', 5, 10), row('early', 'a', 0, 8)])).toEqual(['early 5–8', 'a 8–10']);
  });

  it('is that of the longest root', () => {
    expect(pathOf([row('a', '', 0, 3), row('b', '', 1, 9)])).toEqual(['b 1–9']);
  });

  it('is empty for a trace whose only span has not ended', () => {
    expect(pathOf([row('a', '', 0, 0, { duration: null })])).toEqual([]);
  });

  const trees = fc.array(
    fc.record({
      parent: fc.nat(30),
      start: fc.integer({ min: 0, max: 100 }),
      length: fc.integer({ min: 0, max: 100 }),
    }),
    { minLength: 1, maxLength: 30 },
  );
  const rowsOf = (tree: { parent: number; start: number; length: number }[]): SpanRow[] =>
    tree.map(({ parent, start, length }, index) =>
      row(`s${index}`, index === 0 ? '' : `s${parent % index}`, start, start + length),
    );

  it('fills the time of the root without gap or overlap, whatever the tree', () =>
    fc.assert(
      fc.property(trees, (tree) => {
        const trace = traceOf(rowsOf(tree));
        const { pieces, lengthMs } = criticalPath(trace);
        expect(pieces.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0)).toBe(lengthMs);
        pieces.slice(1).forEach((piece, index) => expect(piece.startMs).toBe(pieces[index]!.endMs));
      }),
    ));

  it('gives shares that add up to everything', () =>
    fc.assert(
      fc.property(trees, (tree) => {
        const path = criticalPath(traceOf(rowsOf(tree)));
        const sum = whySlow(path).reduce((all, { share }) => all + share, 0);
        expect(sum).toBeCloseTo(path.lengthMs > 0 ? 1 : 0, 9);
      }),
    ));
});

describe('whySlow', () => {
  it('tells the wait for the first token from the writing of the answer', () => {
    const trace = traceOf([row('a', '', 0, 10), row('call', 'a', 0, 10, { llm: chatOf({ ttftMs: 7 }) })]);
    expect(whySlow(criticalPath(trace)).map(({ node, what, ms }) => [node.span.key, what, ms])).toEqual([
      ['call', 'first_token', 7],
      ['call', 'own', 3],
    ]);
  });

  it('names time lost to calls that failed and were made again', () => {
    const trace = traceOf([
      row('a', '', 0, 10),
      row('failed', 'a', 0, 4, { llm: chatOf(), statusCode: 2 }),
      row('again', 'a', 4, 10, { llm: chatOf() }),
    ]);
    expect(whySlow(criticalPath(trace)).map(({ node, what, share }) => [node.span.key, what, share])).toEqual(
      [
        ['again', 'own', 0.6],
        ['failed', 'retry', 0.4],
      ],
    );
  });

  it('adds up what one span did at several times', () => {
    const trace = traceOf([row('a', '', 0, 10), row('b', 'a', 4, 6)]);
    expect(whySlow(criticalPath(trace)).map(({ node, ms }) => [node.span.key, ms])).toEqual([
      ['a', 8],
      ['b', 2],
    ]);
  });
});
