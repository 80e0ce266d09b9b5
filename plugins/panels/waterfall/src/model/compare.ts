/**
 * Two traces side by side: which span of one is which span of the other. Siblings are aligned by kind and name along
 * their longest common subsequence, so that a step that was added or left out does not shift what follows it; the
 * children of a pair are aligned in turn. What has no counterpart stands alone, with everything below it.
 */
import type { Node, Trace } from './tree';

/** One row: a span of the first trace, of the second, or both. */
export interface Pair {
  a: Node | null;
  b: Node | null;
  level: number;
}

/** Longest lists that are aligned exactly; the table of the subsequence has their product as cells. */
const EXACT = 1000;

/** Rows in the order of the tree; every span of both traces is in exactly one. */
export function alignTraces(first: Trace, second: Trace): Pair[] {
  const rows: Pair[] = [];
  const stack: Pair[] = alignSiblings(first.roots, second.roots, 1).reverse();
  for (let pair = stack.pop(); pair; pair = stack.pop()) {
    rows.push(pair);
    const children = alignSiblings(pair.a?.children ?? [], pair.b?.children ?? [], pair.level + 1);
    for (let i = children.length - 1; i >= 0; i--) stack.push(children[i]!);
  }
  return rows;
}

const signOf = ({ span }: Node): string => `${span.kind} ${span.name}`;

function alignSiblings(a: readonly Node[], b: readonly Node[], level: number): Pair[] {
  if (a.length === 0) return b.map((node) => ({ a: null, b: node, level }));
  if (b.length === 0) return a.map((node) => ({ a: node, b: null, level }));
  return (a.length * b.length <= EXACT * EXACT ? byCommonSubsequence(a, b) : inTurn(a, b)).map((pair) => ({
    ...pair,
    level,
  }));
}

function byCommonSubsequence(a: readonly Node[], b: readonly Node[]): Omit<Pair, 'level'>[] {
  const signsA = a.map(signOf);
  const signsB = b.map(signOf);
  const width = b.length + 1;
  // longest[i * width + j]: of what is left from a[i] and b[j] on.
  const longest = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      longest[i * width + j] =
        signsA[i] === signsB[j]
          ? longest[(i + 1) * width + j + 1]! + 1
          : Math.max(longest[(i + 1) * width + j]!, longest[i * width + j + 1]!);
  const pairs: Omit<Pair, 'level'>[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    if (signsA[i] === signsB[j]) pairs.push({ a: a[i++]!, b: b[j++]! });
    else if (longest[(i + 1) * width + j]! >= longest[i * width + j + 1]!)
      pairs.push({ a: a[i++]!, b: null });
    else pairs.push({ a: null, b: b[j++]! });
  }
  while (i < a.length) pairs.push({ a: a[i++]!, b: null });
  while (j < b.length) pairs.push({ a: null, b: b[j++]! });
  return pairs;
}

/** The n-th of a kind and name with the n-th: what thousands of equal siblings come to anyway. */
function inTurn(a: readonly Node[], b: readonly Node[]): Omit<Pair, 'level'>[] {
  const waiting = new Map<string, Node[]>();
  for (const node of b) waiting.set(signOf(node), [...(waiting.get(signOf(node)) ?? []), node]);
  const pairs = a.map((node) => ({ a: node, b: waiting.get(signOf(node))?.shift() ?? null }));
  const left = new Set([...waiting.values()].flat());
  return [...pairs, ...b.filter((node) => left.has(node)).map((node) => ({ a: null, b: node }))];
}

/** What differs between the spans of a pair, b − a; `null`: one of them is missing or not known. */
export interface Difference {
  ms: number | null;
  usd: number | null;
  tokens: number | null;
}

export function differenceOf({ a, b }: Pair): Difference {
  const minus = (left: number | null, right: number | null) =>
    left === null || right === null ? null : right - left;
  return {
    ms: minus(a?.span.durationMs ?? null, b?.span.durationMs ?? null),
    usd: minus(usdOf(a), usdOf(b)),
    tokens: minus(tokensOf(a), tokensOf(b)),
  };
}

const usdOf = (node: Node | null): number | null =>
  !node || node.totals.calls === 0 || node.totals.costUnknown > 0 ? null : node.totals.costUsd;
const tokensOf = (node: Node | null): number | null =>
  !node || node.totals.calls === 0 || node.totals.inputUnknown + node.totals.outputUnknown > 0
    ? null
    : node.totals.inputTokens + node.totals.outputTokens;

/** Leaves first: a parent differs because of what is below it. By time; what stands alone counts with all of its own. */
export function largestDifferences(pairs: readonly Pair[], count = 5): Pair[] {
  const weight = ({ a, b }: Pair) => Math.abs(ownMs(b) - ownMs(a));
  return pairs
    .filter((pair) => weight(pair) > 0)
    .sort((left, right) => weight(right) - weight(left))
    .slice(0, count);
}

/** Time in which no child ran. */
function ownMs(node: Node | null): number {
  if (!node) return 0;
  const start = node.span.startMs;
  const end = start + (node.span.durationMs ?? 0);
  let own = end - start;
  let covered = start;
  for (const { span } of node.children) {
    const from = Math.max(span.startMs, covered);
    const to = Math.min(span.startMs + (span.durationMs ?? 0), end);
    if (to > from) {
      own -= to - from;
      covered = to;
    }
  }
  return own;
}
