/** Rows → tree: one node for each path, equal paths summed. */
import type { DataFrame } from '@grafana/data';
import type { Row, Table } from './fields';
import { countRow, noFigures } from './figures';
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
  const childrenOf = new Map<Node, Map<string, Node>>();
  for (const row of rows) {
    let node = root;
    addRow(root, row);
    for (const name of row.path) {
      let byName = childrenOf.get(node);
      if (!byName) childrenOf.set(node, (byName = new Map()));
      let child = byName.get(name);
      if (!child) {
        child = newNode(name, node);
        byName.set(name, child);
        node.children.push(child);
      }
      addRow(child, row);
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

function addRow(node: Node, row: Row): void {
  node.single = node.source === null;
  node.source ??= { frame: row.frame, row: row.row };
  countRow(node.figures, row);
}
