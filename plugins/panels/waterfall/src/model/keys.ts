/**
 * Keyboard of the treegrid: key + where the focus is → what happens. The letters are free of Grafana's own shortcuts.
 */
import { isModelCall } from './kinds';
import type { Row } from './rows';
import type { Node, Trace } from './tree';

export type KeyAction =
  | { type: 'focus'; key: string }
  | { type: 'fold' | 'unfold' | 'open' | 'unfoldSubtree'; key: string }
  | { type: 'close' };

/**
 * `null`: the key is not ours and goes on to the browser. `page` = rows in view.
 * Jumps go over folded spans too: the caller unfolds what hides their target.
 */
export function keyAction(
  key: string,
  rows: readonly Row[],
  focused: number,
  page: number,
  trace: Trace,
): KeyAction | null {
  const row = rows[focused];
  if (!row) return null;
  const to = (index: number): KeyAction => ({
    type: 'focus',
    key: rows[Math.max(0, Math.min(rows.length - 1, index))]!.node.span.key,
  });
  const { node, expanded } = row;
  switch (key) {
    case 'ArrowDown':
      return to(focused + 1);
    case 'ArrowUp':
      return to(focused - 1);
    case 'PageDown':
      return to(focused + page);
    case 'PageUp':
      return to(focused - page);
    case 'Home':
      return to(0);
    case 'End':
      return to(rows.length - 1);
    case 'ArrowRight':
      if (expanded === null) return null;
      return expanded ? to(focused + 1) : { type: 'unfold', key: node.span.key };
    case 'ArrowLeft':
      if (expanded) return { type: 'fold', key: node.span.key };
      return node.parent ? { type: 'focus', key: node.parent.span.key } : null;
    case 'Enter':
    case ' ':
      return { type: 'open', key: node.span.key };
    case 'Escape':
      return { type: 'close' };
    case '*':
      return { type: 'unfoldSubtree', key: node.span.key };
    case 'x':
      return jump(trace, node, ({ span }) => span.error);
    case 'a':
      return jump(trace, node, ({ span }) => isModelCall(span.kind));
    default:
      return null;
  }
}

/** Next match after `from` in tree order, round the end; `null` when there is none but the span itself. */
function jump(trace: Trace, from: Node, matches: (node: Node) => boolean): KeyAction | null {
  const { nodes } = trace;
  const start = nodes.indexOf(from);
  for (let step = 1; step < nodes.length; step++) {
    const node = nodes[(start + step) % nodes.length]!;
    if (matches(node)) return { type: 'focus', key: node.span.key };
  }
  return null;
}

/** Keys of everything above a span, nearest first: what must be unfolded to see it. */
export function pathTo(node: Node): string[] {
  const keys: string[] = [];
  for (let parent = node.parent; parent; parent = parent.parent) keys.push(parent.span.key);
  return keys;
}
