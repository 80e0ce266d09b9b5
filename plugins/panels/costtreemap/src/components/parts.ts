/** What can be done with a part of the tree: open it, and what its menu and its card offer. */
import type { TracesOf } from '@llmobservatory/panel';
import { follow, trail } from '../model/branches';
import { nodeName } from '../model/describe';
import { factLines, factsOf } from '../model/facts';
import type { Table } from '../model/fields';
import { filterText, filtersFor, filtersOut, partOf } from '../model/filters';
import type { AdHocFilter } from '../model/filters';
import type { Tile } from '../model/picture';
import type { Node } from '../model/tree';
import { text } from '../text';
import { linksOf, openLink } from './links';
import { applyFilters } from './NodeMenu';
import type { NodeMenuProps } from './NodeMenu';
import type { Treemap } from './useTreemap';

interface Context {
  table: Table;
  treemap: Pick<Treemap, 'root' | 'words' | 'value'>;
  tracesOf: TracesOf;
  /** Absent: there is no dashboard that takes filters. */
  onFilter: ((filter: AdHocFilter) => void) | undefined;
}

export interface Parts {
  /** By its only link, else by the filters of the dashboard. False: there are several ways, or none. */
  open: (node: Node, event: React.SyntheticEvent) => boolean;
  /** What a click does. */
  hint: (tile: Tile) => string;
  /** Of the menu. */
  choices: (node: Node) => Pick<NodeMenuProps, 'filtersFor' | 'filtersOut' | 'links' | 'traces' | 'copied'>;
}

export function partsOf({ table, treemap, tracesOf, onFilter }: Context): Parts {
  const { levels } = table;
  const { root, words, value } = treemap;
  return {
    open(node, event) {
      const links = linksOf(node, levels, table);
      if (links.length === 1) {
        openLink(links[0]!, event);
        return true;
      }
      const filters = filtersFor(node, levels);
      if (links.length > 1 || !onFilter || filters.length === 0) return false;
      applyFilters(filters, onFilter);
      return true;
    },
    hint({ kind, branch }) {
      if (!branch) return text('hint.list', 'Click to list them');
      if (branch.node.children.length > 0) {
        return kind === 'group' || kind === 'part' ? text('hint.drill', 'Click to drill') : '';
      }
      const links = linksOf(branch.node, levels, table);
      if (links.length === 1) return text('hint.link', 'Click: {{title}}', { title: links[0]!.title });
      const filters = filtersFor(branch.node, levels);
      return links.length === 0 && onFilter && filters.length > 0
        ? text('hint.filter', 'Click to filter {{filter}}', { filter: filterText(filters) })
        : text('hint.menu', 'Click for more');
    },
    choices: (node) => ({
      filtersFor: filtersFor(node, levels),
      filtersOut: filtersOut(node, levels),
      links: linksOf(node, levels, table),
      traces: tracesAt(node),
      copied: { name: node.name, figures: figuresOf(node) },
    }),
  };

  function tracesAt(node: Node): string | null {
    const part = partOf(node, levels);
    // A level that no filter reaches would show the traces of more than this.
    return node.source && part.length === node.path.length ? tracesOf(node.source.frame, part) : null;
  }

  /** Everything the card says, as lines. */
  function figuresOf({ path, figures }: Node): string {
    const names = trail(root, path).map((one) => nodeName(one.node, levels));
    const tile = { kind: 'part' as const, branch: follow(root, path), members: [], figures };
    return factLines(names, factsOf(tile, { words, value, root }));
  }
}
