/** Rows → tree: one node for each path, equal paths summed. */
import type { DataFrame } from '@grafana/data';
import type { Row, Table } from './fields';
import { addFigures, figuresOf, noFigures } from './figures';
import type { Figures } from './figures';

export interface Node {
  /** "" = unknown; never empty at the root's level, which has no name. */
  name: string;
  /** Names from below the root to here. */
  path: readonly string[];
  /** The same as one text: stays over refreshes. */
  key: string;
  figures: Figures;
  parent: Node | null;
  children: Node[];
  /** A row of it, for data links. */
  source: { frame: DataFrame; row: number } | null;
  /** It stands for one row only. */
  single: boolean;
}

/** The root: everything. Children are in the order of the rows. */
export function buildTree({ rows }: Pick<Table, 'rows'>): Node {
  const root = newNode('', null);
  const byKey = new Map<string, Node>();
  for (const row of rows) {
    const figures = figuresOf(row);
    let node = root;
    addRow(root, row, figures);
    for (const name of row.path) {
      const key = keyOf([...node.path, name]);
      let child = byKey.get(key);
      if (!child) {
        child = newNode(name, node);
        byKey.set(key, child);
        node.children.push(child);
      }
      addRow(child, row, figures);
      node = child;
    }
  }
  return root;
}

/** JSON, because names may hold any separator. */
export const keyOf = (path: readonly string[]): string => JSON.stringify(path);

function newNode(name: string, parent: Node | null): Node {
  const path = parent ? [...parent.path, name] : [];
  return {
    name,
    path,
    key: keyOf(path),
    figures: noFigures(),
    parent,
    children: [],
    source: null,
    single: false,
  };
}

function addRow(node: Node, { frame, row }: Row, figures: Figures): void {
  node.single = node.source === null;
  node.source ??= { frame, row };
  addFigures(node.figures, figures);
}
