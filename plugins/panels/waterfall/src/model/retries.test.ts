import { describe, expect, it } from 'vitest';
import { chatOf, llmOf, traceOf } from './frame.fixture';
import type { SpanRow } from './frame.fixture';
import { attemptsBefore, isRetried } from './retries';

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
const attempts = (...calls: SpanRow[]) => nodesOf(...calls).map(attemptsBefore);

describe('attemptsBefore', () => {
  it('counts the failed calls before the one that came of them', () =>
    expect(attempts(call('a', 0, true), call('b', 2, true), call('c', 4))).toEqual([0, 1, 2]));
  it('begins anew after a call that went well', () =>
    expect(attempts(call('a', 0, true), call('b', 2), call('c', 4))).toEqual([0, 1, 0]));
  it('does not mix calls to different models', () =>
    expect(attempts(call('a', 0, true), call('b', 2, false, 'claude'))).toEqual([0, 0]));
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
