/**
 * Rebuilds arrays and objects from numbered attributes: `llm.input_messages.0.message.role` …
 * A number is a place in an order, never a length: a lone `….9999.content` makes a list of one.
 */

/** Names that would reach into a prototype are no telemetry. */
const FORBIDDEN: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);
/** Deeper paths are kept as one name, so that nobody can make a tree that costs more than its attributes. */
const MAX_SEGMENTS = 16;

type Tree = Map<string, Tree | Leaf>;
interface Leaf {
  value: unknown;
}

/** Items of `prefix` (with its last dot) in the order of their numbers; empty when there are none. */
export function indexedItems(carriers: Record<string, unknown>, prefix: string): unknown[] {
  const root: Tree = new Map();
  for (const [key, value] of Object.entries(carriers)) {
    if (!key.startsWith(prefix)) continue;
    const path = segmentsOf(key.slice(prefix.length));
    if (isNumber(path[0]!) && !path.some((name) => FORBIDDEN.has(name))) insert(root, path, value);
  }
  const items = shape(root);
  return Array.isArray(items) ? items : [];
}

function segmentsOf(key: string): string[] {
  const names = key.split('.');
  return names.length <= MAX_SEGMENTS
    ? names
    : [...names.slice(0, MAX_SEGMENTS - 1), names.slice(MAX_SEGMENTS - 1).join('.')];
}

function insert(root: Tree, path: readonly string[], value: unknown): void {
  let tree = root;
  for (const name of path.slice(0, -1)) {
    let next = tree.get(name);
    if (!(next instanceof Map)) {
      next = new Map();
      tree.set(name, next);
    }
    tree = next;
  }
  const last = path.at(-1)!;
  // `a` and `a.b` both sent: the members tell more.
  if (!(tree.get(last) instanceof Map)) tree.set(last, { value });
}

function shape(tree: Tree): unknown {
  const entries = [...tree].map(([name, node]): [string, unknown] => [
    name,
    node instanceof Map ? shape(node) : node.value,
  ]);
  if (entries.length > 0 && entries.every(([name]) => isNumber(name))) {
    return entries.sort(([left], [right]) => Number(left) - Number(right)).map(([, value]) => value);
  }
  return Object.fromEntries(entries);
}

const isNumber = (name: string): boolean => /^\d{1,9}$/.test(name);
