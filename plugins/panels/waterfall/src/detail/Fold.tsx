/** A card that opens on click: title, two lines of what is in it. */
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import { useState } from 'react';
import type { ReactNode } from 'react';

interface Props {
  title: ReactNode;
  preview?: string;
  open?: boolean;
  children: ReactNode;
}

export function Fold({ title, preview, open: openAtFirst = false, children }: Props) {
  const styles = useStyles2(getStyles);
  const [open, setOpen] = useState(openAtFirst);
  return (
    <div className={styles.card}>
      <button type="button" className={styles.head} aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon name={open ? 'angle-down' : 'angle-right'} />
        <span className={styles.title}>{title}</span>
        {!open && preview && <span className={styles.preview}>{preview}</span>}
      </button>
      {open && <div className={styles.body}>{children}</div>}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  card: css({ border: `1px solid ${theme.colors.border.weak}`, borderRadius: theme.shape.radius.default }),
  head: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    width: '100%',
    minHeight: 28,
    padding: theme.spacing(0.25, 0.75),
    border: 'none',
    background: 'none',
    textAlign: 'left',
    color: theme.colors.text.primary,
    '&:hover': { background: theme.colors.action.hover },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.border}`, outlineOffset: -2 },
  }),
  title: css({ flexShrink: 0 }),
  preview: css({
    color: theme.colors.text.secondary,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    minWidth: 0,
  }),
  body: css({ padding: theme.spacing(0.5, 1, 1) }),
});
