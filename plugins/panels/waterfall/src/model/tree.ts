/**
 * Spans → tree. Whatever is sent becomes a tree with every span in it exactly once: several roots are kept, a span
 * whose parent has not arrived stands at the root, and a circle of parents is opened at its earliest span.
 * O(n log n), no recursion: traces are as deep as senders make them.
 */
import type { Span, TraceSpans } from './fields';
import { addTotals, NO_TOTALS, ownTotals } from './totals';
import type { Totals } from './totals';

/** Why a span that names a parent stands at the root. */
export type Orphan = 'parent_missing' | 'circle';

export interface Node {
  span: Span;
  /** `null`: a root. */
  parent: Node | null;
  /** By start, then by their order in the frame. */
  children: Node[];
  /** Roots are 1, as in aria-level. */
  level: number;
  /** Place in `Trace.nodes`. */
  order: number;
  orphan: Orphan | null;
  /** Failed calls before this one that were made for the same step, and now hang below it. */
  attempts: number;
  /** The span and everything under it; only counted calls are in it. */
  totals: Readonly<Totals>;
}

export interface Trace {
  traceId: string;
  ours: boolean;
  roots: Node[];
  /** In the order of a fully open tree. */
  nodes: Node[];
  /** First start, and last end that is known (never before the last start). Ms since 1970. */
  startMs: number;
  endMs: number;
  totals: Readonly<Totals>;
  /** Time to the first token of the first counted call that reported one. */
  firstTokenMs: number | null;
  /** Some span is about a model, an agent, a tool …: colours say the kind. Otherwise they say the service. */
  hasLlm: boolean;
}

export function buildTrace({ traceId, ours, spans }: TraceSpans): Trace {
  const all: Node[] = spans.map((span) => ({
    span,
    parent: null,
    children: [],
    level: 1,
    order: 0,
    orphan: null,
    attempts: 0,
    totals: NO_TOTALS,
  }));
  // Stable sort: siblings that start together keep the order they were sent in.
  all.sort((a, b) => a.span.startMs - b.span.startMs);
  connect(all);
  const { roots, nodes } = grow(all);
  // Backwards: every child stands behind its parent, so its totals are complete when they are added.
  for (let i = nodes.length - 1; i >= 0; i--) {
    const node = nodes[i]!;
    node.totals = addTotals(node.totals, ownTotals(node));
    if (node.parent) node.parent.totals = addTotals(node.parent.totals, node.totals);
  }
  return {
    traceId,
    ours,
    roots,
    nodes,
    startMs: all[0]?.span.startMs ?? 0,
    endMs: all.reduce((end, { span }) => Math.max(end, span.startMs + (span.durationMs ?? 0)), -Infinity),
    totals: roots.reduce((sum, root) => addTotals(sum, root.totals), NO_TOTALS),
    firstTokenMs: all.map(firstToken).find((ms) => ms !== null) ?? null,
    hasLlm: all.some(({ span }) => span.kind !== 'plain' && span.kind !== 'infrastructure'),
  };
}

const firstToken = ({ span: { llm } }: Node): number | null =>
  llm?.call?.state === 'counted' ? llm.call.ttftMs : null;

function connect(all: Node[]): void {
  const byId = new Map<string, Node>();
  for (const node of all) if (!byId.has(node.span.spanId)) byId.set(node.span.spanId, node);
  for (const node of all) {
    if (node.span.parentSpanId === null) continue;
    node.parent = byId.get(node.span.parentSpanId) ?? null;
    if (!node.parent) node.orphan = 'parent_missing';
  }
}

/** Hangs children on their parents. What cannot be reached from a root then lies in or below a circle of parents. */
function grow(all: Node[]): Pick<Trace, 'roots' | 'nodes'> {
  const hang = () => {
    for (const node of all) node.children = [];
    for (const node of all) node.parent?.children.push(node);
    const roots = all.filter((node) => node.parent === null);
    return { roots, nodes: inOrder(roots) };
  };
  const grown = hang();
  if (grown.nodes.length === all.length) return grown;
  openCircles(all);
  return hang();
}

/** Walks up from every node once; meeting the walk's own path again is a circle. `all` is sorted by start. */
function openCircles(all: Node[]): void {
  const walkOf = new Map<Node, Node>();
  for (const start of all) {
    let node: Node | null = start;
    while (node && !walkOf.has(node)) {
      walkOf.set(node, start);
      node = node.parent;
    }
    if (!node || walkOf.get(node) !== start) continue;
    let earliest: Node = node;
    for (let next = node.parent!; next !== node; next = next.parent!) {
      if (next.span.startMs < earliest.span.startMs) earliest = next;
    }
    earliest.parent = null;
    earliest.orphan = 'circle';
  }
}

/** Parents before children; levels and places are set on the way. */
export function inOrder(roots: readonly Node[]): Node[] {
  const order: Node[] = [];
  const stack = roots.toReversed();
  for (let node = stack.pop(); node; node = stack.pop()) {
    node.level = node.parent ? node.parent.level + 1 : 1;
    node.order = order.length;
    order.push(node);
    for (let i = node.children.length - 1; i >= 0; i--) stack.push(node.children[i]!);
  }
  return order;
}

/**
 * The same trace with another order below its parents; the given one stays as it was. `arrange` gets the copies of what
 * hung below a copy (`null`: the roots) and returns what is to hang there, in order. Copies carry the `order` of what
 * they were made from until all are arranged, and what lies below them is arranged before them. What it puts below
 * another node, it links itself (`adopt`).
 */
export function rearranged(trace: Trace, arrange: (children: Node[], parent: Node | null) => Node[]): Trace {
  const copies = trace.nodes.map(({ span, children, level, order, orphan, attempts, totals }): Node => ({
    span,
    parent: null,
    children,
    level,
    order,
    orphan,
    attempts,
    totals,
  }));
  const copyOf = (node: Node): Node => copies[node.order]!;
  for (let i = copies.length - 1; i >= 0; i--) {
    const copy = copies[i]!;
    if (copy.children.length > 0) adopt(copy, arrange(copy.children.map(copyOf), copy));
  }
  const roots = arrange(trace.roots.map(copyOf), null);
  return { ...trace, roots, nodes: inOrder(roots) };
}

export function adopt(parent: Node, children: Node[]): void {
  parent.children = children;
  for (const child of children) child.parent = parent;
}
