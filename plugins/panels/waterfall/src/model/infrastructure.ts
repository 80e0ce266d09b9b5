/**
 * Folds HTTP, database and queue spans: of each parent they become one row that opens in place. A span that failed, or
 * has anything below it that is not infrastructure or failed, stands for itself: what may be the reason is never hidden.
 */
import { counted } from '../text';
import type { Span } from './fields';
import type { Infrastructure } from './tags';
import { addTotals, NO_TOTALS } from './totals';
import { adopt, rearranged } from './tree';
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
  const sizes = quietSizes(trace);
  if (!sizes.some((size) => size > 0)) return { trace, groups: new Set(), spans: 0 };
  const isQuiet = ({ order }: Node) => sizes[order]! > 0;
  const groups = new Set<string>();
  let spans = 0;
  const folded = rearranged(trace, (children, parent) => {
    // Roots stand for themselves, and what lies in a group is not folded a second time.
    if (parent === null || isQuiet(parent)) return children;
    const members = children.filter(isQuiet);
    if (members.length < FROM) return children;
    const group = groupOf(parent, members);
    groups.add(group.span.key);
    for (const { order } of members) spans += sizes[order]!;
    const first = children.indexOf(members[0]!);
    return [...children.slice(0, first), group, ...children.slice(first).filter((child) => !isQuiet(child))];
  });
  return { trace: groups.size === 0 ? trace : folded, groups, spans };
}

/** By place in the tree: how many spans a node and everything below it are, if all are infrastructure that went well; else 0. */
function quietSizes({ nodes }: Trace): Int32Array {
  const sizes = new Int32Array(nodes.length);
  for (let i = nodes.length - 1; i >= 0; i--) {
    const { span, children } = nodes[i]!;
    if (span.kind !== 'infrastructure' || span.error) continue;
    let size = 1;
    for (const { order } of children) {
      if (sizes[order] === 0) size = 0;
      if (size > 0) size += sizes[order]!;
    }
    sizes[i] = size;
  }
  return sizes;
}

/** From the first start to the last end; still running when one of them is. */
function groupOf(parent: Node, members: Node[]): Node {
  const first = members[0]!.span;
  let startMs = Infinity;
  let endMs = -Infinity;
  let running = false;
  for (const { span } of members) {
    startMs = Math.min(startMs, span.startMs);
    endMs = Math.max(endMs, span.startMs + (span.durationMs ?? 0));
    running ||= span.durationMs === null;
  }
  const span: Span = {
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
  };
  const group: Node = {
    span,
    parent,
    children: [],
    level: parent.level + 1,
    order: members[0]!.order,
    orphan: null,
    attempts: 0,
    totals: members.reduce((sum, child) => addTotals(sum, child.totals), NO_TOTALS),
  };
  adopt(group, members);
  return group;
}

/** "6 infrastructure (4 HTTP, 2 database)". */
function nameOf(members: readonly Node[]): string {
  const counts = SORTS.map((sort) =>
    members.reduce((sum, { span }) => sum + Number(span.infrastructure === sort), 0),
  );
  const signature = `${members.length} ${counts.join(' ')}`;
  const known = names.get(signature);
  if (known !== undefined) return known;
  const sorts = SORTS.map((sort, index) => ({ sort, count: counts[index]! }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
    .map(({ sort, count }) => `${count} ${sort}`);
  const all = counted(
    'infrastructure.count',
    members.length,
    '{{count}} infrastructure',
    '{{count}} infrastructure',
  );
  const name = sorts.length > 0 ? `${all} (${sorts.join(', ')})` : all;
  names.set(signature, name);
  return name;
}

const SORTS: readonly Infrastructure[] = ['database', 'queue', 'RPC', 'HTTP'];

/** Large traces have thousands of groups and few different ones, and translating takes its time. */
const names = new Map<string, string>();
