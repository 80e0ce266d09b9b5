/**
 * Tree + what is folded → the rows of the treegrid, top to bottom, each with its place among its siblings.
 */
import type { Node, Trace } from './tree';

export interface Row {
  node: Node;
  /** `null`: nothing to open. */
  expanded: boolean | null;
  /** 1-based place among the siblings, for screen readers. */
  position: number;
  siblings: number;
}

export function visibleRows(trace: Trace, folded: ReadonlySet<string>): Row[] {
  const rows: Row[] = [];
  const stack: { nodes: Node[]; next: number }[] = [{ nodes: trace.roots, next: 0 }];
  while (stack.length > 0) {
    const { nodes, next } = stack[stack.length - 1]!;
    const node = nodes[next];
    if (!node) {
      stack.pop();
      continue;
    }
    stack[stack.length - 1]!.next++;
    const expanded = node.children.length === 0 ? null : !folded.has(node.span.key);
    rows.push({ node, expanded, position: next + 1, siblings: nodes.length });
    if (expanded) stack.push({ nodes: node.children, next: 0 });
  }
  return rows;
}

/** `all`: every level is open. */
export type ExpandLevel = number | 'all' | 'auto';

/** Large traces start with three levels; everything else is open. */
const AUTO_OPEN_SPANS = 500;
const AUTO_LEVELS = 3;

/** Keys of the spans that are folded at first, so that rows of `level` are the deepest to be seen. */
export function foldedBelow(trace: Trace, level: ExpandLevel): Set<string> {
  const deepest =
    level === 'all' || (level === 'auto' && trace.nodes.length <= AUTO_OPEN_SPANS)
      ? Infinity
      : level === 'auto'
        ? AUTO_LEVELS
        : level;
  return new Set(
    trace.nodes
      .filter((node) => node.children.length > 0 && node.level >= deepest)
      .map((node) => node.span.key),
  );
}
