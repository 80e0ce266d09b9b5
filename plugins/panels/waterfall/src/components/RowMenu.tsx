/** What can be done with a span: follow its links, copy its ids or all of it. */
import type { LinkModel } from '@grafana/data';
import { ContextMenu, Menu } from '@grafana/ui';
import { copyText, LinkItems } from '@llmobservatory/panel';
import { linksOf } from '../links';
import type { LinkContext } from '../links';
import { rawSpan } from '../model/detail';
import { rowName } from '../model/describe';
import type { Span } from '../model/fields';
import { text } from '../text';

interface Props {
  span: Span;
  traceId: string;
  x: number;
  y: number;
  links: LinkContext;
  onClose: () => void;
}

export function RowMenu({ span, traceId, x, y, links, onClose }: Props) {
  return (
    <ContextMenu
      x={x}
      y={y}
      focusOnOpen
      onClose={onClose}
      renderMenuItems={() => <Items span={span} traceId={traceId} links={linksOf(span, links)} />}
    />
  );
}

function Items({ span, traceId, links }: { span: Span; traceId: string; links: LinkModel[] }) {
  // A row for several spans has no id and no record of its own.
  const isOne = span.members === undefined;
  return (
    <Menu.Group label={rowName(span.name, span.subject)}>
      {isOne && <LinkItems links={links} />}
      {isOne && (
        <Menu.Item
          label={text('menu.copy-span', 'Copy span id')}
          icon="copy"
          onClick={() => copyText(span.spanId)}
        />
      )}
      <Menu.Item
        label={text('menu.copy-trace', 'Copy trace id')}
        icon="copy"
        onClick={() => copyText(traceId)}
      />
      {isOne && (
        <Menu.Item
          label={text('menu.copy-json', 'Copy span as JSON')}
          icon="brackets-curly"
          onClick={() => copyText(JSON.stringify(rawSpan(span), null, 2))}
        />
      )}
    </Menu.Group>
  );
}
