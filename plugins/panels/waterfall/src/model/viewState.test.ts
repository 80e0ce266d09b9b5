import { describe, expect, it } from 'vitest';
import { traceOf } from './frame.fixture';
import { nextView } from './viewState';
import type { ViewAction, ViewState } from './viewState';

const TRACE = traceOf([
  { spanID: 'a' },
  { spanID: 'b', parentSpanID: 'a', startTime: 1 },
  { spanID: 'c', parentSpanID: 'b', startTime: 2 },
]);

const after = (action: ViewAction, state: Partial<ViewState> = {}) => {
  const first = { folded: new Set<string>(), focused: null, open: null, groups: new Set<string>() };
  const { groups, ...next } = nextView({ ...first, ...state }, action, TRACE);
  expect(groups).toBeInstanceOf(Set);
  return { ...next, folded: [...next.folded] };
};

describe('nextView', () => {
  it('unfolds everything above the target of a jump', () => {
    const folded = new Set(['a', 'b']);
    expect(after({ type: 'focus', key: 'c' }, { folded })).toEqual({ folded: [], focused: 'c', open: null });
  });
  it('focuses what it opens', () => {
    expect(after({ type: 'open', key: 'b' })).toEqual({ folded: [], focused: 'b', open: 'b' });
  });
  it('gives the focus back to the span whose detail is closed', () => {
    expect(after({ type: 'close' }, { open: 'b', focused: 'c' })).toEqual({
      folded: [],
      focused: 'b',
      open: null,
    });
  });
  it('folds, unfolds and toggles', () => {
    expect(after({ type: 'fold', key: 'b' }).folded).toEqual(['b']);
    expect(after({ type: 'unfold', key: 'b' }, { folded: new Set(['b']) }).folded).toEqual([]);
    expect(after({ type: 'toggle', key: 'b' }, { folded: new Set(['b']) }).folded).toEqual([]);
    expect(after({ type: 'toggle', key: 'b' }).folded).toEqual(['b']);
  });
  it('folds rows that stand for several spans when they first come, and never again', () => {
    const keys = new Set(['b']);
    expect(after({ type: 'groups', keys }).folded).toEqual(['b']);
    expect(after({ type: 'groups', keys }, { groups: keys }).folded).toEqual([]);
  });
  it('opens a whole subtree', () => {
    expect(after({ type: 'unfoldSubtree', key: 'a' }, { folded: new Set(['a', 'b']) }).folded).toEqual([]);
  });
  it('keeps what is open when the span is gone from a refreshed trace', () => {
    expect(after({ type: 'focus', key: 'a' }, { open: 'gone' }).open).toBe('gone');
  });
});
