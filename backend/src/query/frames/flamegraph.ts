/** A tree of values → Grafana's flame graph: rows depth first, each with its level. */
import type { FlamegraphQuery, Frame, Notice } from '@llmobservatory/model';
import { answerMeta, emptyFrame, type Answered } from './answer';

export interface FlameNode {
  label: string;
  /** Its own, without its children. */
  self: number;
  children: FlameNode[];
}

/** Grafana's flame graph writes what stands after a figure, and leaves out a currency sign before it. */
const UNITS: Record<FlamegraphQuery['value'], string> = {
  cost: 'suffix: USD',
  duration: 'ms',
  tokens: 'short',
  calls: 'short',
};

/** Nodes without a value are left out; the largest child first. */
export function flameFrames(
  root: FlameNode,
  value: FlamegraphQuery['value'],
  answered: Answered,
  notices: readonly Notice[] = [],
): Frame[] {
  const rows: { level: number; value: number; self: number; label: string }[] = [];
  const totals = new Map<FlameNode, number>();
  const total = (node: FlameNode): number => {
    const sum = node.children.reduce((all, child) => all + total(child), node.self);
    totals.set(node, sum);
    return sum;
  };
  const visit = (node: FlameNode, level: number): void => {
    const own = totals.get(node) ?? 0;
    if (own <= 0) return;
    rows.push({ level, value: own, self: node.self, label: node.label });
    const children = [...node.children].sort((a, b) => (totals.get(b) ?? 0) - (totals.get(a) ?? 0));
    for (const child of children) visit(child, level + 1);
  };
  total(root);
  visit(root, 0);
  if (rows.length === 0) return [emptyFrame(answered, [...notices])];
  const number = (name: 'level' | 'value' | 'self', unit?: string) => ({
    name,
    type: 'number' as const,
    ...(unit ? { config: { unit } } : {}),
    values: rows.map((row) => row[name]),
  });
  return [
    {
      refId: answered.refId,
      meta: {
        ...answerMeta({ ...answered, rows: rows.length }),
        preferredVisualisationType: 'flamegraph',
        ...(notices.length > 0 ? { notices: [...notices] } : {}),
      },
      fields: [
        number('level'),
        number('value', UNITS[value]),
        number('self', UNITS[value]),
        { name: 'label', type: 'string', values: rows.map(({ label }) => label) },
      ],
    },
  ];
}

/** Adds a value along a path of labels. */
export function addPath(root: FlameNode, path: readonly string[], value: number): void {
  let node = root;
  for (const label of path) {
    let child = node.children.find((known) => known.label === label);
    if (!child) {
      child = { label, self: 0, children: [] };
      node.children.push(child);
    }
    node = child;
  }
  node.self += value;
}
