/**
 * Why was this slow? The critical path: from the end of a root backwards, always along the child that ended last before
 * where we stand. What no child covers belongs to the parent itself. Its pieces lie side by side and fill the root's
 * time exactly, so shares add up to 100%. Children that outlive their parent were not waited for and are left out.
 */
import { isModelCall } from './kinds';
import { isRetried } from './retries';
import type { Node, Trace } from './tree';

export interface Piece {
  node: Node;
  startMs: number;
  endMs: number;
  /** Before the first token, a call that failed and was made again, everything else the span did itself. */
  what: 'own' | 'first_token' | 'retry';
}

export interface CriticalPath {
  /** From the start of the root to its end, without gaps. */
  pieces: Piece[];
  /** Spans on it, by key. */
  keys: ReadonlySet<string>;
  lengthMs: number;
}

/** Of the longest root: a trace with several has one person waiting for the longest. */
export function criticalPath(trace: Trace): CriticalPath {
  const root = trace.roots.reduce<Node | undefined>(
    (longest, node) => (!longest || lengthOf(node) > lengthOf(longest) ? node : longest),
    undefined,
  );
  const pieces = root ? walk(root) : [];
  return {
    pieces,
    keys: new Set(pieces.map(({ node }) => node.span.key)),
    lengthMs: root ? lengthOf(root) : 0,
  };
}

const lengthOf = ({ span }: Node): number => span.durationMs ?? 0;
const endOf = ({ span }: Node): number => span.startMs + (span.durationMs ?? 0);

interface Stand {
  node: Node;
  /** Children that end before here are still to be looked at, the last end at the end of the list. */
  waiting: Node[];
  fromMs: number;
}

/** A stack of its own: traces are as deep as senders make them. */
function walk(root: Node): Piece[] {
  const pieces: Piece[] = [];
  let cursor = endOf(root);
  const stack: Stand[] = [standOn(root, root.span.startMs, cursor)];
  const own = (node: Node, fromMs: number): void => {
    if (cursor > fromMs) pieces.push(...cut(node, fromMs, cursor));
    cursor = Math.min(cursor, fromMs);
  };
  while (stack.length > 0) {
    const top = stack[stack.length - 1]!;
    const child = top.waiting.pop();
    if (!child) {
      own(top.node, top.fromMs);
      stack.pop();
      continue;
    }
    const end = endOf(child);
    const start = Math.max(child.span.startMs, top.fromMs);
    // Runs beside what was already walked: somebody else was waited for.
    if (end > cursor || start >= end) continue;
    own(top.node, end);
    stack.push(standOn(child, start, end));
  }
  return pieces.reverse();
}

const standOn = (node: Node, fromMs: number, untilMs: number): Stand => ({
  node,
  fromMs,
  waiting: node.children
    .filter((child) => endOf(child) <= untilMs)
    .sort((a, b) => endOf(a) - endOf(b) || a.span.startMs - b.span.startMs),
});

/** The part before the first token is a wait of its own kind; a failed call that was followed by another is a retry. */
function cut(node: Node, startMs: number, endMs: number): Piece[] {
  const piece = (what: Piece['what'], from: number, to: number): Piece[] =>
    to > from ? [{ node, what, startMs: from, endMs: to }] : [];
  if (isRetried(node)) return piece('retry', startMs, endMs);
  const ttft = node.span.usage?.ttftMs ?? null;
  if (ttft === null || !isModelCall(node.span.kind)) return piece('own', startMs, endMs);
  const first = Math.min(Math.max(node.span.startMs + ttft, startMs), endMs);
  return [...piece('own', first, endMs), ...piece('first_token', startMs, first)];
}

/** One line of "why slow": what took how much of the whole. */
export interface Share {
  node: Node;
  what: Piece['what'];
  ms: number;
  /** 0 to 1; all of them add up to 1. */
  share: number;
}

/** Longest first. */
export function whySlow({ pieces, lengthMs }: CriticalPath): Share[] {
  const shares = new Map<string, Share>();
  for (const { node, what, startMs, endMs } of pieces) {
    const id = `${node.span.key} ${what}`;
    const known = shares.get(id) ?? { node, what, ms: 0, share: 0 };
    known.ms += endMs - startMs;
    known.share = lengthMs > 0 ? known.ms / lengthMs : 0;
    shares.set(id, known);
  }
  return [...shares.values()].sort((a, b) => b.ms - a.ms);
}
