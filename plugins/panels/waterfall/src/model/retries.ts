/** Calls that failed and were made again: the attempts of one step, below the call that came of it. */
import { isModelCall } from './kinds';
import { addTotals } from './totals';
import { adopt, rearranged } from './tree';
import type { Node, Trace } from './tree';

/** A failed call after which its parent made the same kind of call to the same model again. */
export const isRetried = (node: Node): boolean =>
  // Asked first, because looking for its place among thousands of siblings takes longer.
  node.span.error &&
  node.parent !== null &&
  nextAttempt(node.parent.children, node.parent.children.indexOf(node)) !== undefined;

/** In a grouped trace: a failed call that hangs below the one that came of it. */
export const isAttempt = (node: Node): boolean =>
  node.parent !== null &&
  node.parent.attempts > 0 &&
  node.parent.children.indexOf(node) < node.parent.attempts;

export interface Grouped {
  trace: Trace;
  /** Keys of the calls that have attempts below them. */
  groups: ReadonlySet<string>;
}

/**
 * Hangs failed attempts below the last call of their step: a step is one row, which says how many attempts it took,
 * has what they used in its sums, and opens.
 */
export function groupRetries(trace: Trace): Grouped {
  const groups = new Set<string>();
  if (!trace.nodes.some(({ span }) => span.error && isModelCall(span.kind))) return { trace, groups };
  const grouped = rearranged(trace, (children) => {
    const attempts = attemptsIn(children);
    if (attempts.size === 0) return children;
    const hung = new Set<Node>();
    for (const [last, failed] of attempts) {
      groups.add(last.span.key);
      last.attempts = failed.length;
      last.totals = failed.reduce((sum, { totals }) => addTotals(sum, totals), last.totals);
      adopt(last, [...failed, ...last.children]);
      for (const node of failed) hung.add(node);
    }
    return children.filter((child) => !hung.has(child));
  });
  return { trace: groups.size === 0 ? trace : grouped, groups };
}

/** Last call of a step → the failed ones before it, in their order. */
function attemptsIn(children: readonly Node[]): Map<Node, Node[]> {
  const attempts = new Map<Node, Node[]>();
  children.forEach((node, index) => {
    const next = nextAttempt(children, index);
    if (!next) return;
    const before = attempts.get(node) ?? [];
    attempts.delete(node);
    attempts.set(next, [...(attempts.get(next) ?? []), ...before, node]);
  });
  return attempts;
}

/** `siblings` are in order of their start, so whoever begins later stands behind. */
function nextAttempt(siblings: readonly Node[], index: number): Node | undefined {
  const { span } = siblings[index]!;
  if (!span.error || !isModelCall(span.kind)) return undefined;
  const endMs = span.startMs + (span.durationMs ?? 0);
  for (let i = index + 1; i < siblings.length; i++) {
    const next = siblings[i]!;
    if (isSameStep(next.span, span) && next.span.startMs >= endMs) return next;
  }
  return undefined;
}

const isSameStep = (a: Node['span'], b: Node['span']): boolean =>
  a.kind === b.kind && (a.subject === b.subject || a.subject === null || b.subject === null);
