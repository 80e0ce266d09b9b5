import { describe, expect, it } from 'vitest';
import { keyOf } from './tree';
import { atPath, nextView, START } from './viewState';
import type { ViewAction, ViewState } from './viewState';

const after = (...actions: ViewAction[]): ViewState => actions.reduce(nextView, START);
const DESK = ['desk'];
const OTHERS = { of: 'others' as const, keys: ['["desk","x"]'] };

describe('nextView', () => {
  it('starts with everything, as picture', () => {
    expect(START).toEqual({ path: [], list: null, focused: null });
  });

  it('drills, and starts with the first tile there', () => {
    expect(after({ type: 'focus', key: 'k' }, { type: 'drill', path: DESK })).toEqual({
      path: DESK,
      list: null,
      focused: null,
    });
  });

  it('goes up to the part it was in', () => {
    const state = after({ type: 'drill', path: ['desk', 'gpt-5'] }, { type: 'up', from: ['desk', 'gpt-5'] });
    expect(state).toEqual({ path: DESK, list: null, focused: keyOf(['desk', 'gpt-5']) });
  });

  it('goes up from what is shown when the path names what has gone', () => {
    const state = after({ type: 'drill', path: ['desk', 'gone', 'too'] }, { type: 'up', from: DESK });
    expect(state).toEqual({ path: [], list: null, focused: keyOf(DESK) });
  });

  it('stays where it is at the top', () => {
    expect(after({ type: 'focus', key: 'k' }, { type: 'up', from: [] })).toEqual({ ...START, focused: 'k' });
  });

  it('closes a list before it goes up', () => {
    const listed = after({ type: 'list', path: DESK, list: OTHERS });
    expect(listed).toEqual({ path: DESK, list: OTHERS, focused: null });
    expect(nextView(listed, { type: 'up', from: DESK })).toEqual({ path: DESK, list: null, focused: null });
  });

  it('leaves a list by going to a part of it', () => {
    const state = after({ type: 'list', path: DESK, list: OTHERS }, { type: 'drill', path: ['desk', 'x'] });
    expect(state).toMatchObject({ path: ['desk', 'x'], list: null });
  });

  it('keeps the place when the focus moves', () => {
    expect(after({ type: 'drill', path: DESK }, { type: 'focus', key: 'k' })).toEqual({
      path: DESK,
      list: null,
      focused: 'k',
    });
  });
});

describe('atPath', () => {
  const listed = after({ type: 'list', path: DESK, list: OTHERS });
  it('keeps the list and the focus of the same place', () => {
    expect(atPath(listed, ['desk'])).toBe(listed);
  });
  it('starts anew elsewhere', () => {
    expect(atPath(listed, [])).toEqual(START);
    expect(atPath(START, DESK)).toEqual({ path: DESK, list: null, focused: null });
  });
});
