import { describe, expect, it } from 'vitest';
import { gridAction } from './keys';

const press = (key: string, line = 2, column = 1, more: { shiftKey?: boolean; ctrlKey?: boolean } = {}) =>
  gridAction({ key, shiftKey: false, ctrlKey: false, ...more }, { line, column }, 10, 4);
const to = (line: number, column: number) => ({ type: 'focus', place: { line, column } });

describe('gridAction', () => {
  it.each([
    ['ArrowRight', to(2, 2)],
    ['ArrowLeft', to(2, 0)],
    ['ArrowDown', to(3, 1)],
    ['ArrowUp', to(1, 1)],
    ['Home', to(2, 0)],
    ['End', to(2, 3)],
    ['PageDown', to(7, 1)],
    ['PageUp', to(0, 1)],
    ['Enter', { type: 'explain' }],
    [' ', { type: 'explain' }],
    ['b', { type: 'baseline' }],
    ['m', { type: 'matched' }],
    ['Escape', { type: 'dismiss' }],
    ['ContextMenu', { type: 'menu' }],
  ])('%j', (key, action) => expect(press(key)).toEqual(action));

  it('stays inside the grid', () => {
    expect(press('ArrowRight', 9, 3)).toEqual(to(9, 3));
    expect(press('ArrowUp', 0, 0)).toEqual(to(0, 0));
    expect(press('PageDown', 8, 0)).toEqual(to(9, 0));
  });
  it('goes to the corners with Ctrl', () => {
    expect(press('Home', 5, 2, { ctrlKey: true })).toEqual(to(0, 0));
    expect(press('End', 5, 2, { ctrlKey: true })).toEqual(to(9, 3));
  });
  it('opens the menu with Shift+F10', () =>
    expect(press('F10', 0, 0, { shiftKey: true })).toEqual({ type: 'menu' }));
  it.each(['c', 'd', 'e', 'g', 'i', 'p', 's', 't', 'v', 'F10', 'Tab'])('leaves %j to Grafana', (key) =>
    expect(press(key)).toBeNull(),
  );
});
