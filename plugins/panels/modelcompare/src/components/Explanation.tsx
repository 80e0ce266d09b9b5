/** The explanation of a figure, opened with Enter or a click: what it stands on, how it was made, where it leads. */
import { css } from '@emotion/css';
import type { GrafanaTheme2, LinkModel } from '@grafana/data';
import { IconButton, useStyles2 } from '@grafana/ui';
import { FactsCard } from '@llmobservatory/panel';
import type { Fact } from '@llmobservatory/panel';
import { useEffect, useRef } from 'react';
import { text } from '../text';

interface Props {
  title: string;
  facts: readonly Fact[];
  sentences: readonly string[];
  links: readonly LinkModel[];
  /** Address of the traces that were counted; `null`: not known. */
  traces: string | null;
  onClose: () => void;
}

export function Explanation({ title, facts, sentences, links, traces, onClose }: Props) {
  const styles = useStyles2(getStyles);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), [title]);
  return (
    <section
      className={styles.part}
      aria-label={text('explain.label', 'Explanation of the figure')}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      <div className={styles.head}>
        <h3 ref={heading} tabIndex={-1} className={styles.title}>
          {title}
        </h3>
        <IconButton name="times" aria-label={text('explain.close', 'Close')} onClick={onClose} />
      </div>
      <FactsCard title="" facts={facts} sentences={sentences} />
      {(links.length > 0 || traces !== null) && (
        <ul className={styles.links}>
          {traces !== null && (
            <li>
              <a href={traces} className={styles.link}>
                {text('menu.traces', 'Show traces')}
              </a>
            </li>
          )}
          {links.map((link) => (
            <li key={`${link.title} ${link.href}`}>
              <a
                href={link.href}
                target={link.target}
                rel="noopener noreferrer"
                className={styles.link}
                onClick={link.onClick}
              >
                {link.title}
              </a>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  part: css({
    position: 'absolute',
    right: theme.spacing(1),
    bottom: theme.spacing(1),
    zIndex: 4,
    width: 360,
    maxWidth: `calc(100% - ${theme.spacing(2)})`,
    maxHeight: `calc(100% - ${theme.spacing(2)})`,
    overflow: 'auto',
    padding: theme.spacing(1, 1.5),
    background: theme.colors.background.elevated ?? theme.colors.background.primary,
    border: `1px solid ${theme.colors.border.medium}`,
    borderRadius: theme.shape.radius.default,
    boxShadow: theme.shadows.z2,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  head: css({ display: 'flex', justifyContent: 'space-between', gap: theme.spacing(1) }),
  title: css({
    margin: 0,
    fontSize: theme.typography.body.fontSize,
    fontWeight: theme.typography.fontWeightMedium,
    overflowWrap: 'anywhere',
    '&:focus': { outline: 'none' },
  }),
  link: css({ color: theme.colors.text.link, '&:hover': { textDecoration: 'underline' } }),
  links: css({ listStyle: 'none', margin: theme.spacing(0.5, 0, 0) }),
});
