/** Data links of a node: those of its own text field, and on a single row those of the value too. */
import type { LinkModel } from '@grafana/data';
import type { Level, Table } from '../model/fields';
import type { Node } from '../model/tree';

export function linksOf(node: Node, levels: readonly Level[], { valueField }: Table): LinkModel[] {
  const { source } = node;
  const level = levels[node.path.length - 1];
  if (!source || !level) return [];
  const names = [level.name, ...(node.single ? [valueField.name] : [])];
  return names.flatMap((name) => {
    const field = source.frame.fields.find((one) => one.name === name);
    return field?.getLinks?.({ valueRowIndex: source.row }) ?? [];
  });
}

/** Through a real anchor, so that Grafana's own handling of links (sub-path, same tab) takes place. */
export function openLink(link: LinkModel, event: React.SyntheticEvent): void {
  if (link.onClick) {
    link.onClick(event);
    return;
  }
  const anchor = document.createElement('a');
  anchor.href = link.href;
  if (link.target) anchor.target = link.target;
  anchor.rel = 'noopener noreferrer';
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
}
