/**
 * Folds HTTP, database and queue spans: of each parent they become one row that opens in place. A span that failed, or
 * has anything below it that is not infrastructure or failed, stands for itself: what may be the reason is never hidden.
 */
import type { Span } from './fields';
import { columnsOf } from './fields';
import { counted } from '../text';
import { readTags } from './tags';
import { addTotals, noTotals } from './totals';
import { inOrder } from './tree';
import type { Node, Trace } from './tree';

export interface Folded {
  trace: Trace;
  /** Keys of the rows that stand for several spans. */
  groups: ReadonlySet<string>;
  /** Spans in them. */
  spans: number;
}

/** One row that stands for one span would save nothing. */
const FROM = 2;

export function foldInfrastructure(trace: Trace): Folded {
  const quiet = quietNodes(trace);
  const groups = new Set<string>();
  let spans = 0;
  const copies = new Map<Node, Node>();
  // Children stand behind their parents, so a parent's copy is there when its children are looked at.
  for (const node of trace.nodes) copies.set(node, { ...node, children: [] });
  const attach = (parent: Node | null, children: readonly Node[]): Node[] => {
    const folded = children.filter((child) => quiet.has(child));
    if (folded.length < FROM || parent === null)
      return children.map((child) => link(copies.get(child)!, parent));
    const group = groupOf(
      parent,
      folded.map((node) => node.span),
    );
    groups.add(group.span.key);
    spans += folded.reduce((sum, node) => sum + sizeOf(node), 0);
    group.children = folded.map((child) => link(copies.get(child)!, group));
    group.totals = group.children.reduce((sum, child) => addTotals(sum, child.totals), noTotals());
    const first = children.indexOf(folded[0]!);
    const rest = children
      .filter((child) => !quiet.has(child))
      .map((child) => link(copies.get(child)!, parent));
    const before = children.slice(0, first).filter((child) => !quiet.has(child)).length;
    return [...rest.slice(0, before), group, ...rest.slice(before)];
  };
  for (const node of trace.nodes) {
    const copy = copies.get(node)!;
    // What lies in a group is not folded a second time.
    copy.children = quiet.has(node)
      ? node.children.map((child) => link(copies.get(child)!, copy))
      : attach(copy, node.children);
  }
  const roots = attach(null, trace.roots);
  return { trace: { ...trace, roots, nodes: inOrder(roots) }, groups, spans };
}

function link(node: Node, parent: Node | null): Node {
  node.parent = parent;
  return node;
}

/** Nodes of which everything, down to the last leaf, is infrastructure that went well. */
function quietNodes({ nodes }: Trace): Set<Node> {
  const quiet = new Set<Node>();
  for (let i = nodes.length - 1; i >= 0; i--) {
    const node = nodes[i]!;
    if (
      node.span.kind === 'infrastructure' &&
      !node.span.error &&
      node.children.every((child) => quiet.has(child))
    )
      quiet.add(node);
  }
  return quiet;
}

function sizeOf(root: Node): number {
  let size = 0;
  const stack = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    size += 1;
    stack.push(...node.children);
  }
  return size;
}

/** From the first start to the last end; still running when one of them is. */
function groupOf(parent: Node, members: readonly Span[]): Node {
  const first = members[0]!;
  const startMs = Math.min(...members.map((span) => span.startMs));
  const running = members.some(({ durationMs }) => durationMs === null);
  const endMs = Math.max(...members.map((span) => span.startMs + (span.durationMs ?? 0)));
  return {
    span: {
      ...first,
      key: `${parent.span.key} infrastructure`,
      name: nameOf(members),
      service: '',
      startMs,
      durationMs: running ? null : endMs - startMs,
      statusMessage: null,
      subject: null,
      usage: null,
      llm: null,
      members: members.length,
    },
    parent,
    children: [],
    level: parent.level + 1,
    orphan: null,
    totals: noTotals(),
  };
}

/** "6 infrastructure (4 HTTP, 2 database)". */
function nameOf(members: readonly Span[]): string {
  const counts = new Map<string, number>();
  for (const member of members) {
    const word = wordOf(member);
    if (word) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const known = [...counts].sort((a, b) => b[1] - a[1]).map(([word, count]) => `${count} ${word}`);
  const all = countOf(members.length);
  return known.length > 0 ? `${all} (${known.join(', ')})` : all;
}

/** Large traces have thousands of groups of few sizes, and translating takes its time. */
const countOf = (() => {
  const texts = new Map<number, string>();
  return (count: number): string => {
    const text =
      texts.get(count) ??
      counted('infrastructure.count', count, '{{count}} infrastructure', '{{count}} infrastructure');
    texts.set(count, text);
    return text;
  };
})();

const WORDS: readonly (readonly [prefix: string, word: string])[] = [
  ['db.', 'database'],
  ['messaging.', 'queue'],
  ['rpc.', 'RPC'],
  ['http.', 'HTTP'],
  ['url.', 'HTTP'],
];

function wordOf({ frame, row }: Span): string | undefined {
  const keys = readTags(columnsOf(frame).tags?.values[row]).map(({ key }) => key);
  return WORDS.find(([prefix]) => keys.some((key) => key.startsWith(prefix)))?.[1];
}
