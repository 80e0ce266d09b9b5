/** A list instead of the picture: what is in it, and what it is called. */
import { text } from '../text';
import { follow } from './branches';
import type { Branch } from './branches';
import { nodeName, othersName, tileName, unpricedName } from './describe';
import type { Words } from './describe';
import type { Tile } from './picture';
import type { ViewState } from './viewState';

type List = NonNullable<ViewState['list']>;

/** Everything below the view, or what a tile stood for; parts that are gone since then are left out. */
export function listOf(list: List | null, view: Branch, root: Branch): Branch[] | null {
  if (!list) return null;
  if (list.of === 'all') return view.children;
  return list.keys.flatMap((key) => {
    const branch = follow(root, JSON.parse(key) as string[]);
    return branch.node.key === key ? [branch] : [];
  });
}

export function listName(of: List['of'], listed: readonly Branch[], words: Words): string {
  if (of === 'all') return text('list.all', 'Table');
  return of === 'unpriced' ? unpricedName(words) : othersName(listed.length);
}

/** What a tile that stands for many opens: its members, below the part that they have in common. */
export function listBehind(tile: Tile, view: Branch): { path: readonly string[]; list: List } {
  const keys = tile.members.map(({ node }) => node.key);
  if (tile.kind === 'unpriced') return { path: view.node.path, list: { of: 'unpriced', keys } };
  const owner = tile.members[0]?.node.parent ?? view.node;
  return { path: owner.path, list: { of: 'others', keys } };
}

/** Names from the outermost level to the tile. */
export function tilePath(tile: Tile, view: Branch, words: Words): string[] {
  const { path } = tile.branch?.node ?? listBehind(tile, view);
  const names = path.map((name, depth) => nodeName({ name, path: path.slice(0, depth + 1) }, words.levels));
  return tile.branch ? names : [...names, tileName(tile, words)];
}
