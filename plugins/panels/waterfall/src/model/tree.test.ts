import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chatOf, traceOf } from './frame.fixture';
import type { SpanRow } from './frame.fixture';
import type { Node } from './tree';

const shape = ({ span, children }: Node): unknown =>
  children.length ? { [span.key]: children.map(shape) } : span.key;
const shapes = (rows: SpanRow[]) => traceOf(rows).roots.map(shape);

describe('buildTrace', () => {
  it('puts children under their parents, whatever the order they came in', () => {
    const rows: SpanRow[] = [
      { spanID: 'c', parentSpanID: 'b', startTime: 2 },
      { spanID: 'a', startTime: 0 },
      { spanID: 'b', parentSpanID: 'a', startTime: 1 },
    ];
    expect(shapes(rows)).toEqual([{ a: [{ b: ['c'] }] }]);
  });

  it('sorts siblings by start, equal starts in the order they came', () => {
    const rows: SpanRow[] = [
      { spanID: 'a' },
      { spanID: 'late', parentSpanID: 'a', startTime: 9 },
      { spanID: 'first', parentSpanID: 'a', startTime: 5 },
      { spanID: 'second', parentSpanID: 'a', startTime: 5 },
    ];
    expect(shapes(rows)).toEqual([{ a: ['first', 'second', 'late'] }]);
  });

  it('keeps several roots, and no root is an orphan', () => {
    const trace = traceOf([{ spanID: 'a' }, { spanID: 'b', startTime: 1 }]);
    expect(trace.roots.map(({ span, orphan }) => [span.key, orphan])).toEqual([
      ['a', null],
      ['b', null],
    ]);
  });

  it('shows a span whose parent has not arrived at the root, and says so', () => {
    const [root] = traceOf([{ spanID: 'a', parentSpanID: 'gone' }]).roots;
    expect([root?.span.key, root?.orphan]).toEqual(['a', 'parent_missing']);
  });

  it('opens a circle of parents at its earliest span', () => {
    const rows: SpanRow[] = [
      { spanID: 'a', parentSpanID: 'c', startTime: 3 },
      { spanID: 'b', parentSpanID: 'a', startTime: 1 },
      { spanID: 'c', parentSpanID: 'b', startTime: 2 },
      { spanID: 'tail', parentSpanID: 'a', startTime: 0 },
    ];
    expect(shapes(rows)).toEqual([{ b: [{ c: [{ a: ['tail'] }] }] }]);
    expect(traceOf(rows).roots[0]?.orphan).toBe('circle');
  });

  it('makes a span that is its own parent a root', () => {
    expect(shapes([{ spanID: 'a', parentSpanID: 'a' }])).toEqual(['a']);
  });

  it('takes any depth', () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => ({
      spanID: `${i}`,
      parentSpanID: i === 0 ? '' : `${i - 1}`,
      startTime: i,
    }));
    expect(traceOf(rows).nodes.at(-1)?.level).toBe(20_000);
  });

  it('has every span exactly once, parents before children, whoever names whom as parent', () => {
    const rows = fc.array(
      fc.record({
        spanID: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
        parentSpanID: fc.constantFrom('', 'a', 'b', 'c', 'd', 'e', 'f', 'gone'),
        startTime: fc.integer({ min: 0, max: 5 }),
      }),
      { minLength: 1, maxLength: 12 },
    );
    fc.assert(
      fc.property(rows, (spans) => {
        const { nodes } = traceOf(spans);
        expect(new Set(nodes.map(({ span }) => span.key)).size).toBe(spans.length);
        expect(nodes).toHaveLength(spans.length);
        for (const [index, node] of nodes.entries()) {
          expect(node.level).toBe((node.parent?.level ?? 0) + 1);
          if (node.parent) expect(nodes.indexOf(node.parent)).toBeLessThan(index);
        }
      }),
    );
  });

  it('ends with the last end, not with the end of the root', () => {
    const trace = traceOf([
      { spanID: 'a', startTime: 10, duration: 5 },
      { spanID: 'b', parentSpanID: 'a', startTime: 12, duration: 20 },
    ]);
    expect([trace.startMs, trace.endMs]).toEqual([10, 32]);
  });

  it('has the first token of the first counted call that reported one', () => {
    const trace = traceOf([
      { spanID: 'wrapper', startTime: 0, llm: chatOf({ state: 'wrapper', ttftMs: 1 }) },
      { spanID: 'silent', startTime: 1, llm: chatOf() },
      { spanID: 'late', startTime: 3, llm: chatOf({ ttftMs: 300 }) },
      { spanID: 'first', startTime: 2, llm: chatOf({ ttftMs: 200 }) },
    ]);
    expect(trace.firstTokenMs).toBe(200);
  });
});
