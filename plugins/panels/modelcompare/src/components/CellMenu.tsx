/** What can be done with a model: make it the baseline, filter, follow a link, copy the figure. */
import type { LinkModel } from '@grafana/data';
import { ContextMenu, Menu, usePanelContext } from '@grafana/ui';
import { copyText, LinkItems } from '@llmobservatory/panel';
import { text } from '../text';

export interface CellMenuProps {
  x: number;
  y: number;
  title: string;
  /** Absent: it is the baseline already, or the answer has no comparison with it. */
  onBaseline?: () => void;
  /** Of the dashboard; `null`: its data source takes none of this field, or the model has no name. */
  filter: { key: string; value: string } | null;
  links: readonly LinkModel[];
  /** Address of the traces that were counted; `null`: not known. */
  traces: string | null;
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
  traces,
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
      {onFilter && filter && (
        <Menu.Item
          label={text('menu.filter', 'Filter for {{value}}', { value: filter.value })}
          icon="search-plus"
          onClick={() => onFilter({ ...filter, operator: '=' })}
        />
      )}
      {traces !== null && (
        <Menu.Item role="menuitem" label={text('menu.traces', 'Show traces')} icon="list-ul" url={traces} />
      )}
      <LinkItems links={links} />
      <Menu.Item label={text('menu.copy', 'Copy the figure')} icon="copy" onClick={() => copyText(copied)} />
    </Menu.Group>
  );
}
