import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chatOf, llmOf, traceOf } from './frame.fixture';
import type { SpanRow } from './frame.fixture';
import { groupRetries, isAttempt, isRetried } from './retries';

const call = (spanID: string, startTime: number, failed = false, model = 'gpt-5-mini'): SpanRow => ({
  spanID,
  parentSpanID: 'root',
  startTime,
  duration: 1,
  statusCode: failed ? 2 : 0,
  llm: { ...chatOf(), model },
});
const nodesOf = (...calls: SpanRow[]) =>
  traceOf([{ spanID: 'root', duration: 100 }, ...calls]).nodes.slice(1);
/** "key level", deeper ones below; attempts behind a call that came of them. */
const rows = (...calls: SpanRow[]) =>
  groupRetries(traceOf([{ spanID: 'root', duration: 100 }, ...calls]))
    .trace.nodes.slice(1)
    .map(
      ({ span, level, attempts }) => `${'  '.repeat(level - 2)}${span.key}${attempts ? ` ⟳${attempts}` : ''}`,
    );

describe('groupRetries', () => {
  it('hangs failed calls below the one that came of them', () =>
    expect(rows(call('a', 0, true), call('b', 2, true), call('c', 4))).toEqual(['c ⟳2', '  a', '  b']));
  it('hangs them below the last failure where none went well', () =>
    expect(rows(call('a', 0, true), call('b', 2, true))).toEqual(['b ⟳1', '  a']));
  it('begins anew after a call that went well', () =>
    expect(rows(call('a', 0, true), call('b', 2), call('c', 4))).toEqual(['b ⟳1', '  a', 'c']));
  it('does not mix calls to different models', () =>
    expect(rows(call('a', 0, true), call('b', 2, false, 'claude'))).toEqual(['a', 'b']));
  it('keeps attempts of two models at once apart', () =>
    expect(
      rows(call('a', 0, true), call('x', 1, true, 'claude'), call('b', 3), call('y', 4, false, 'claude')),
    ).toEqual(['b ⟳1', '  a', 'y ⟳1', '  x']));

  it('gives the step what its attempts used, and its parent no more than before', () => {
    const before = traceOf([{ spanID: 'root' }, call('a', 0, true), call('b', 2)]);
    const { trace } = groupRetries(before);
    expect(trace.nodes.map(({ span, totals }) => [span.key, totals.calls, totals.errors])).toEqual([
      ['root', 2, 1],
      ['b', 2, 1],
      ['a', 1, 1],
    ]);
    expect(before.nodes.map(({ span, totals }) => [span.key, totals.calls])).toEqual([
      ['root', 2],
      ['a', 1],
      ['b', 1],
    ]);
  });

  it('knows an attempt from other calls below a call', () => {
    const rows = [
      { spanID: 'root' },
      call('a', 0, true),
      call('b', 2),
      { spanID: 'below', parentSpanID: 'b', startTime: 3 },
    ];
    expect(groupRetries(traceOf(rows)).trace.nodes.map((node) => [node.span.key, isAttempt(node)])).toEqual([
      ['root', false],
      ['b', false],
      ['a', true],
      ['below', false],
    ]);
  });

  it('is the trace itself where nothing was made again', () => {
    const trace = traceOf([{ spanID: 'root' }, call('a', 0), call('b', 2)]);
    expect(groupRetries(trace).trace).toBe(trace);
  });

  it('keeps every span once, whatever failed', () => {
    const calls = fc.array(
      fc.record({ startTime: fc.nat(9), failed: fc.boolean(), model: fc.constantFrom('a', 'b') }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(calls, (made) => {
        const before = traceOf([
          { spanID: 'root', duration: 100 },
          ...made.map(({ startTime, failed, model }, index) => call(`c${index}`, startTime, failed, model)),
        ]);
        const { trace } = groupRetries(before);
        const keys = ({ nodes }: typeof trace) => nodes.map(({ span }) => span.key).toSorted();
        expect(keys(trace)).toEqual(keys(before));
        expect(trace.totals).toEqual(before.totals);
        for (const node of trace.nodes) for (const child of node.children) expect(child.parent).toBe(node);
      }),
    );
  });
});

describe('isRetried', () => {
  const retried = (...calls: SpanRow[]) => nodesOf(...calls).map(isRetried);
  it('holds for a failed call that was made again', () =>
    expect(retried(call('a', 0, true), call('b', 2))).toEqual([true, false]));
  it('does not hold for the last failure: nobody tried again', () =>
    expect(retried(call('a', 0, true))).toEqual([false]));
  it('does not hold for calls side by side', () =>
    expect(retried({ ...call('a', 0, true), duration: 5 }, call('b', 2))).toEqual([false, false]));
  it('does not hold for a tool: nothing says that the next run is the same', () => {
    const tool = (spanID: string, startTime: number): SpanRow => ({
      ...call(spanID, startTime, true),
      llm: llmOf({ operation: 'tool' }),
    });
    expect(retried(tool('a', 0), tool('b', 2))).toEqual([false, false]);
  });
});
