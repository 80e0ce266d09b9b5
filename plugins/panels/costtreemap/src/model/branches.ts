/**
 * Tree → sizes: what a node takes in the picture. Its extent is the sum of what is above zero at its leaves, so that
 * one scale holds at every depth; credits (below zero) have no area and are counted apart.
 */
import type { Area } from '../options';
import { known } from './figures';
import type { Node } from './tree';

export interface Branch {
  node: Node;
  /** ≥ 0, in the unit of the area. */
  extent: number;
  /** ≤ 0. */
  credits: number;
  /** Nothing is known of it: its extent is 0 because of that, not because it is nothing. */
  unknown: boolean;
  /** Largest first, ties by name: the same data always gives the same picture. */
  children: Branch[];
}

export function measure(node: Node, area: Area): Branch {
  if (node.children.length === 0) {
    const value = known(node.figures, area);
    return {
      node,
      extent: Math.max(0, value ?? 0),
      credits: Math.min(0, value ?? 0),
      unknown: value === null,
      children: [],
    };
  }
  const children = node.children.map((child) => measure(child, area)).sort(byExtent);
  return {
    node,
    extent: children.reduce((sum, { extent }) => sum + extent, 0),
    credits: children.reduce((sum, { credits }) => sum + credits, 0),
    unknown: children.every(({ unknown }) => unknown),
    children,
  };
}

/** The branch at `path`, or the deepest one on the way that is still there. */
export function follow(root: Branch, path: readonly string[]): Branch {
  let branch = root;
  for (const name of path) {
    const child = branch.children.find(({ node }) => node.name === name);
    if (!child) break;
    branch = child;
  }
  return branch;
}

/** As `follow`, but never a part without parts of its own: a copied address may name what has no parts today. */
export function followToParts(root: Branch, path: readonly string[]): Branch {
  const branch = follow(root, path);
  return branch.children.length > 0 ? branch : follow(root, branch.node.path.slice(0, -1));
}

/** From below the root down to here. */
export function trail(root: Branch, path: readonly string[]): Branch[] {
  return path.map((_, depth) => follow(root, path.slice(0, depth + 1)));
}

/** Code units, not the reader's language: the order must not depend on who looks. */
const byExtent = (a: Branch, b: Branch): number =>
  b.extent - a.extent || (a.node.name < b.node.name ? -1 : a.node.name > b.node.name ? 1 : 0);
