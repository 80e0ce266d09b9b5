/** Links of a span or of a whole trace: small buttons, or a menu where there is no room. */
import { css } from '@emotion/css';
import type { GrafanaTheme2, LinkModel } from '@grafana/data';
import { Dropdown, IconButton, LinkButton, Menu, useStyles2 } from '@grafana/ui';
import { text } from '../text';

interface Props {
  links: readonly LinkModel[];
}

const keyOf = ({ title, href }: LinkModel): string => `${title} ${href}`;

export function Links({ links }: Props) {
  const styles = useStyles2(getStyles);
  if (links.length === 0) return null;
  return (
    <div className={styles.links}>
      {links.map((link) => (
        <LinkButton
          key={keyOf(link)}
          size="sm"
          variant="secondary"
          href={link.href}
          target={link.target}
          onClick={link.onClick}
        >
          {link.title}
        </LinkButton>
      ))}
    </div>
  );
}

export function LinkMenu({ links }: Props) {
  if (links.length === 0) return null;
  const items = links.map((link) => (
    <Menu.Item
      key={keyOf(link)}
      label={link.title}
      url={link.href}
      target={link.target}
      onClick={link.onClick && ((event) => link.onClick?.(event))}
    />
  ));
  return (
    <Dropdown overlay={<Menu>{items}</Menu>}>
      <IconButton name="link" tooltip={text('head.links', 'Links of the trace')} />
    </Dropdown>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  links: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0.5) }),
});
