/**
 * Model text as Markdown. HTML in it stays text, images become chips (loading one would tell its host that somebody
 * read the answer), links open in a new tab.
 */
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import MarkdownToJsx from 'markdown-to-jsx/react';
import type { MarkdownToJSX } from 'markdown-to-jsx/react';
import { memo } from 'react';
import type { ReactNode } from 'react';
import { RemoteChip } from './PartView';

const OPTIONS: MarkdownToJSX.Options = {
  disableParsingRawHTML: true,
  forceBlock: true,
  overrides: {
    img: ({ src, alt }: { src?: string; alt?: string }) => (
      <RemoteChip modality={alt || 'image'} uri={src ?? ''} />
    ),
    a: ({ href, children }: { href?: string; children?: ReactNode }) => (
      <a href={href} target="_blank" rel="noopener noreferrer">
        {children}
      </a>
    ),
  },
};

export const Markdown = memo(function Markdown({ source }: { source: string }) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.markdown}>
      <MarkdownToJsx options={OPTIONS}>{source}</MarkdownToJsx>
    </div>
  );
});

const getStyles = (theme: GrafanaTheme2) => ({
  markdown: css({
    overflowWrap: 'anywhere',
    '& > div > *:last-child, & p:last-child': { marginBottom: 0 },
    '& h1, & h2, & h3, & h4, & h5, & h6': {
      fontSize: theme.typography.h5.fontSize,
      margin: theme.spacing(1, 0, 0.5),
    },
    '& ul, & ol': { paddingLeft: theme.spacing(3), marginBottom: theme.spacing(1) },
    '& pre': { whiteSpace: 'pre-wrap', background: theme.colors.background.canvas },
    '& a': { color: theme.colors.text.link, textDecoration: 'underline' },
    '& table': { borderCollapse: 'collapse' },
    '& th, & td': { border: `1px solid ${theme.colors.border.medium}`, padding: theme.spacing(0.25, 1) },
  }),
});
