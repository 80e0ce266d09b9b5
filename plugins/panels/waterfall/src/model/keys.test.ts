import { describe, expect, it } from 'vitest';
import { chatOf, traceOf } from './frame.fixture';
import { keyAction, pathTo } from './keys';
import { visibleRows } from './rows';

const TRACE = traceOf([
  { spanID: 'root' },
  { spanID: 'call', parentSpanID: 'root', startTime: 1, llm: chatOf() },
  { spanID: 'step', parentSpanID: 'root', startTime: 2 },
  { spanID: 'failed', parentSpanID: 'step', startTime: 3, statusCode: 2 },
]);

const press = (key: string, on: string, folded: string[] = []) => {
  const rows = visibleRows(TRACE, new Set(folded));
  return keyAction(
    key,
    rows,
    rows.findIndex(({ node }) => node.span.key === on),
    2,
    TRACE,
  );
};

describe('keyAction', () => {
  it.each([
    ['ArrowDown', 'root', 'call'],
    ['ArrowDown', 'failed', 'failed'],
    ['ArrowUp', 'call', 'root'],
    ['ArrowUp', 'root', 'root'],
    ['PageDown', 'root', 'step'],
    ['PageUp', 'failed', 'call'],
    ['Home', 'failed', 'root'],
    ['End', 'root', 'failed'],
    ['ArrowRight', 'root', 'call'],
    ['ArrowLeft', 'failed', 'step'],
    ['x', 'root', 'failed'],
    ['a', 'failed', 'call'],
  ])('%s on %s goes to %s', (key, on, to) => {
    expect(press(key, on)).toEqual({ type: 'focus', key: to });
  });

  it('→ opens a folded row, ← closes an open one', () => {
    expect(press('ArrowRight', 'step', ['step'])).toEqual({ type: 'unfold', key: 'step' });
    expect(press('ArrowLeft', 'step')).toEqual({ type: 'fold', key: 'step' });
  });

  it('x finds an error inside a folded row', () => {
    expect(press('x', 'root', ['step'])).toEqual({ type: 'focus', key: 'failed' });
  });

  it.each(['Enter', ' '])('%j opens the detail', (key) => {
    expect(press(key, 'call')).toEqual({ type: 'open', key: 'call' });
  });

  it.each(['Tab', 'd', 'c', 'ArrowRight'])('leaves %s on a leaf to the browser', (key) => {
    expect(press(key, 'call')).toBeNull();
  });

  it('does nothing when there is no other match', () => {
    expect(press('x', 'failed')).toBeNull();
  });
});

describe('pathTo', () => {
  it('names what hides a span, nearest first', () => {
    expect(pathTo(TRACE.nodes.at(-1)!)).toEqual(['step', 'root']);
  });
});
