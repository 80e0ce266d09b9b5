/** A key on the grid → what it does. Pure. Keys that Grafana binds itself are not among them. */
export interface Place {
  /** Among the lines of figures; the heads of groups have no place. */
  line: number;
  /** Among the models. */
  column: number;
}

export type GridAction =
  | { type: 'focus'; place: Place }
  | { type: 'explain' }
  | { type: 'menu' }
  | { type: 'baseline' }
  | { type: 'matched' }
  | { type: 'dismiss' };

export function gridAction(
  { key, shiftKey, ctrlKey }: { key: string; shiftKey: boolean; ctrlKey: boolean },
  { line, column }: Place,
  lines: number,
  columns: number,
): GridAction | null {
  const go = (toLine: number, toColumn: number): GridAction => ({
    type: 'focus',
    place: {
      line: Math.min(Math.max(toLine, 0), lines - 1),
      column: Math.min(Math.max(toColumn, 0), columns - 1),
    },
  });
  if (shiftKey && key === 'F10') return { type: 'menu' };
  switch (key) {
    case 'ArrowRight':
      return go(line, column + 1);
    case 'ArrowLeft':
      return go(line, column - 1);
    case 'ArrowDown':
      return go(line + 1, column);
    case 'ArrowUp':
      return go(line - 1, column);
    case 'Home':
      return ctrlKey ? go(0, 0) : go(line, 0);
    case 'End':
      return ctrlKey ? go(lines - 1, columns - 1) : go(line, columns - 1);
    case 'PageDown':
      return go(line + 5, column);
    case 'PageUp':
      return go(line - 5, column);
    case 'Enter':
    case ' ':
      return { type: 'explain' };
    case 'ContextMenu':
      return { type: 'menu' };
    case 'b':
      return { type: 'baseline' };
    case 'm':
      return { type: 'matched' };
    case 'Escape':
      return { type: 'dismiss' };
    default:
      return null;
  }
}
