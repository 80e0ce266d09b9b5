/** What can be done with a model: make it the baseline, filter, follow a link, copy the figure. */
import type { LinkModel } from '@grafana/data';
import { ContextMenu, Menu, usePanelContext } from '@grafana/ui';
import { text } from '../text';

export interface CellMenuProps {
  x: number;
  y: number;
  title: string;
  /** Absent: it is the baseline already, or the answer has no comparison with it. */
  onBaseline?: () => void;
  /** Field and value of the dashboard filter. */
  filter: { key: string; value: string };
  links: readonly LinkModel[];
  /** "gpt-5, Cost per call: $0.00410" */
  copied: string;
  onClose: () => void;
}

export function CellMenu(props: CellMenuProps) {
  const { onAddAdHocFilter } = usePanelContext();
  return (
    <ContextMenu
      x={props.x}
      y={props.y}
      focusOnOpen
      onClose={props.onClose}
      renderMenuItems={() => <Items {...props} onFilter={onAddAdHocFilter} />}
    />
  );
}

type OnFilter = ReturnType<typeof usePanelContext>['onAddAdHocFilter'];

function Items({
  title,
  onBaseline,
  filter,
  links,
  copied,
  onFilter,
}: CellMenuProps & { onFilter: OnFilter }) {
  return (
    <Menu.Group label={title}>
      {onBaseline && (
        <Menu.Item
          label={text('menu.baseline', 'Make it the baseline')}
          icon="exchange-alt"
          onClick={onBaseline}
        />
      )}
      {onFilter && (
        <Menu.Item
          label={text('menu.filter', 'Filter for {{value}}', { value: filter.value })}
          icon="search-plus"
          onClick={() => onFilter({ ...filter, operator: '=' })}
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
      <Menu.Item
        label={text('menu.copy', 'Copy the figure')}
        icon="copy"
        onClick={() => void navigator.clipboard?.writeText(copied)}
      />
    </Menu.Group>
  );
}
