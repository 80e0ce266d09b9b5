/** Calls that failed and were made again: the attempts of one step, seen from the call that came of it. */
import { isModelCall } from './kinds';
import type { Node } from './tree';

/** A failed call after which its parent made the same kind of call to the same model again. */
export const isRetried = (node: Node): boolean => nextAttempt(node) !== undefined;

/** Failed attempts that came before this call; 0: it was the first. */
export function attemptsBefore(node: Node): number {
  let attempts = 0;
  for (const other of node.parent?.children ?? []) {
    if (other === node) return attempts;
    if (isSameStep(other, node)) attempts = other.span.error ? attempts + 1 : 0;
  }
  return attempts;
}

function nextAttempt(node: Node): Node | undefined {
  const { span, parent } = node;
  if (!span.error || !isModelCall(span.kind)) return undefined;
  const endMs = span.startMs + (span.durationMs ?? 0);
  return parent?.children.find((other) => isSameStep(other, node) && other.span.startMs >= endMs);
}

const isSameStep = (a: Node, b: Node): boolean =>
  a !== b &&
  isModelCall(b.span.kind) &&
  a.span.kind === b.span.kind &&
  (a.span.subject === b.span.subject || a.span.subject === null || b.span.subject === null);
