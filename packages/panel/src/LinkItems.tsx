/** Data links as items of a menu. */
import type { LinkModel } from '@grafana/data';
import { Menu } from '@grafana/ui';

interface Props {
  links: readonly LinkModel[];
}

export const LinkItems = ({ links }: Props) =>
  links.map((link) => (
    <Menu.Item
      key={`${link.title} ${link.href}`}
      // Grafana leaves items with an address without a role.
      role="menuitem"
      label={link.title}
      icon={link.target === '_blank' ? 'external-link-alt' : 'link'}
      url={link.href}
      target={link.target}
      onClick={link.onClick}
    />
  ));
