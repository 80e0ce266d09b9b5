/** What can be done with a part: go in, filter the dashboard, follow a link, copy. */
import { ContextMenu, Menu, usePanelContext } from '@grafana/ui';
import type { LinkModel } from '@grafana/data';
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
      {links.map((link) => (
        <Menu.Item
          key={`${link.title} ${link.href}`}
          label={link.title}
          icon={link.target === '_blank' ? 'external-link-alt' : 'link'}
          url={link.href}
          target={link.target}
          onClick={link.onClick}
        />
      ))}
      <Menu.Item label={text('menu.copy-name', 'Copy name')} icon="copy" onClick={() => copy(copied.name)} />
      <Menu.Item
        label={text('menu.copy-figures', 'Copy figures')}
        icon="copy"
        onClick={() => copy(copied.figures)}
      />
    </Menu.Group>
  );
}

/** Without a secure context browsers have no clipboard to write to: the old way still works there. */
function copy(words: string): void {
  if (navigator.clipboard) {
    void navigator.clipboard.writeText(words);
    return;
  }
  const area = document.createElement('textarea');
  area.value = words;
  document.body.append(area);
  area.select();
  document.execCommand('copy');
  area.remove();
}
