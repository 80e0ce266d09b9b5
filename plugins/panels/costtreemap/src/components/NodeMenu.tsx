/** What can be done with a part: go in, filter the dashboard, follow a link, copy. */
import { ContextMenu, Menu, usePanelContext } from '@grafana/ui';
import type { LinkModel } from '@grafana/data';
import { copyText, LinkItems } from '@llmobservatory/panel';
import type { AdHocFilter } from '../model/filters';
import { filterText } from '../model/filters';
import { text } from '../text';

export interface NodeMenuProps {
  x: number;
  y: number;
  title: string;
  /** Absent: there is nothing below. */
  onDrill?: () => void;
  filtersFor: readonly AdHocFilter[];
  filtersOut: readonly AdHocFilter[];
  links: readonly LinkModel[];
  /** Address of the traces that were counted; `null`: not known. */
  traces: string | null;
  /** What "Copy" puts on the clipboard. */
  copied: { name: string; figures: string };
  onClose: () => void;
}

export function NodeMenu(props: NodeMenuProps) {
  const { x, y, title, onClose } = props;
  const { onAddAdHocFilter } = usePanelContext();
  return (
    <ContextMenu
      x={x}
      y={y}
      focusOnOpen
      onClose={onClose}
      renderMenuItems={() => <Items {...props} title={title} onFilter={onAddAdHocFilter} />}
    />
  );
}

/** Filters one by one: the only way that every Grafana has. */
export function applyFilters(
  filters: readonly AdHocFilter[],
  onFilter: ((filter: AdHocFilter) => void) | undefined,
): void {
  for (const filter of filters) onFilter?.(filter);
}

function Items({
  title,
  onDrill,
  filtersFor,
  filtersOut,
  links,
  traces,
  copied,
  onFilter,
}: NodeMenuProps & { onFilter?: (filter: AdHocFilter) => void }) {
  return (
    <Menu.Group label={title}>
      {onDrill && <Menu.Item label={text('menu.drill', 'Show its parts')} icon="sitemap" onClick={onDrill} />}
      {onFilter && filtersFor.length > 0 && (
        <Menu.Item
          label={text('menu.filter-for', 'Filter for {{filter}}', { filter: filterText(filtersFor) })}
          icon="search-plus"
          onClick={() => applyFilters(filtersFor, onFilter)}
        />
      )}
      {onFilter && filtersOut.length > 0 && (
        <Menu.Item
          label={text('menu.filter-out', 'Filter out {{filter}}', {
            filter: filterText(filtersOut).replace(' != ', ' = '),
          })}
          icon="search-minus"
          onClick={() => applyFilters(filtersOut, onFilter)}
        />
      )}
      {traces !== null && (
        <Menu.Item role="menuitem" label={text('menu.traces', 'Show traces')} icon="list-ul" url={traces} />
      )}
      <LinkItems links={links} />
      <Menu.Item
        label={text('menu.copy-name', 'Copy name')}
        icon="copy"
        onClick={() => copyText(copied.name)}
      />
      <Menu.Item
        label={text('menu.copy-figures', 'Copy figures')}
        icon="copy"
        onClick={() => copyText(copied.figures)}
      />
    </Menu.Group>
  );
}
