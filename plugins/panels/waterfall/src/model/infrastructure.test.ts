import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chatOf, llmOf, traceOf } from './frame.fixture';
import type { SpanRow } from './frame.fixture';
import { foldInfrastructure } from './infrastructure';

const HTTP = [{ key: 'http.request.method', value: 'GET' }];
const DB = [{ key: 'db.system.name', value: 'postgresql' }];
const span = (spanID: string, parentSpanID: string, more: Partial<SpanRow> = {}): SpanRow => ({
  spanID,
  parentSpanID,
  ...more,
});
const shown = (rows: SpanRow[]) =>
  foldInfrastructure(traceOf(rows)).trace.nodes.map(
    ({ span, level }) => `${level} ${span.members ? span.name : span.key}`,
  );

describe('foldInfrastructure', () => {
  it('makes one row of the infrastructure of a parent, with what it is', () => {
    const rows = [
      span('a', ''),
      span('b', 'a', { tags: HTTP }),
      span('c', 'a', { tags: HTTP }),
      span('d', 'a', { tags: DB }),
    ];
    expect(shown(rows)).toEqual(['1 a', '2 3 infrastructure (2 HTTP, 1 database)', '3 b', '3 c', '3 d']);
  });

  it('leaves a single span alone: folding it would save nothing', () => {
    expect(shown([span('a', ''), span('b', 'a', { tags: HTTP })])).toEqual(['1 a', '2 b']);
  });

  it('never hides a failure', () => {
    const rows = [
      span('a', ''),
      span('ok1', 'a', { tags: HTTP }),
      span('failed', 'a', { tags: HTTP, statusCode: 2 }),
      span('ok2', 'a', { tags: HTTP }),
    ];
    expect(shown(rows)).toEqual(['1 a', '2 2 infrastructure (2 HTTP)', '3 ok1', '3 ok2', '2 failed']);
  });

  it('never hides a model call below a request', () => {
    const rows = [
      span('a', ''),
      span('request', 'a', { tags: HTTP }),
      span('chat', 'request', { llm: chatOf() }),
      span('x', 'a', { tags: HTTP }),
      span('y', 'a', { tags: HTTP }),
    ];
    expect(shown(rows)).toContain('2 request');
    expect(shown(rows)).toContain('3 chat');
  });

  it('stands where the first of its spans stood', () => {
    const rows = [
      span('a', ''),
      span('tool', 'a', { startTime: 0, llm: llmOf({ operation: 'tool' }) }),
      span('b', 'a', { startTime: 1, tags: DB }),
      span('call', 'a', { startTime: 2, llm: chatOf() }),
      span('c', 'a', { startTime: 3, tags: DB }),
    ];
    expect(shown(rows)).toEqual(['1 a', '2 tool', '2 2 infrastructure (2 database)', '3 b', '3 c', '2 call']);
  });

  it('lasts from the first start to the last end', () => {
    const { trace } = foldInfrastructure(
      traceOf([
        span('a', '', { duration: 100 }),
        span('b', 'a', { startTime: 10, duration: 5, tags: DB }),
        span('c', 'a', { startTime: 30, duration: 20, tags: DB }),
      ]),
    );
    const group = trace.nodes.find(({ span }) => span.members)!;
    expect([group.span.startMs, group.span.durationMs]).toEqual([10, 40]);
  });

  it('says how many spans it folded, those below them too', () => {
    const rows = [
      span('a', ''),
      span('b', 'a', { tags: HTTP }),
      span('b1', 'b', { tags: DB }),
      span('c', 'a', { tags: HTTP }),
    ];
    expect(foldInfrastructure(traceOf(rows)).spans).toBe(3);
  });

  it('leaves the trace that it was given as it was', () => {
    const trace = traceOf([span('a', ''), span('b', 'a', { tags: HTTP }), span('c', 'a', { tags: HTTP })]);
    foldInfrastructure(trace);
    expect(trace.nodes.map(({ span, level, children }) => [span.key, level, children.length])).toEqual([
      ['a', 1, 2],
      ['b', 2, 0],
      ['c', 2, 0],
    ]);
  });

  it('keeps every span, every sum, and each once, whatever the tree', () => {
    const tree = fc.array(
      fc.record({ parent: fc.nat(20), what: fc.constantFrom('http', 'db', 'chat', 'failed') }),
      { minLength: 1, maxLength: 25 },
    );
    fc.assert(
      fc.property(tree, (nodes) => {
        const rows = nodes.map(({ parent, what }, index) =>
          span(`s${index}`, index === 0 ? '' : `s${parent % index}`, {
            startTime: index,
            ...(what === 'chat'
              ? { llm: chatOf() }
              : { tags: what === 'db' ? DB : HTTP, statusCode: what === 'failed' ? 2 : 0 }),
          }),
        );
        const before = traceOf(rows);
        const { trace, groups } = foldInfrastructure(before);
        const kept = trace.nodes.filter(({ span }) => !groups.has(span.key)).map(({ span }) => span.key);
        expect(kept.toSorted()).toEqual(before.nodes.map(({ span }) => span.key).toSorted());
        expect(trace.roots.map(({ totals }) => totals)).toEqual(before.roots.map(({ totals }) => totals));
        for (const node of trace.nodes) for (const child of node.children) expect(child.parent).toBe(node);
      }),
    );
  });
});
