/** Links of a span or of a whole trace: small buttons, or a menu where there is no room. */
import { css } from '@emotion/css';
import type { GrafanaTheme2, LinkModel } from '@grafana/data';
import { Dropdown, IconButton, LinkButton, Menu, useStyles2 } from '@grafana/ui';
import { LinkItems } from '@llmobservatory/panel';
import { text } from '../text';

interface Props {
  links: readonly LinkModel[];
}

export function Links({ links }: Props) {
  const styles = useStyles2(getStyles);
  if (links.length === 0) return null;
  return (
    <div className={styles.links}>
      {links.map((link) => (
        <LinkButton
          key={`${link.title} ${link.href}`}
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
  const menu = (
    <Menu>
      <LinkItems links={links} />
    </Menu>
  );
  return (
    <Dropdown overlay={menu}>
      <IconButton name="link" tooltip={text('head.links', 'Links of the trace')} />
    </Dropdown>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  links: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0.5) }),
});
