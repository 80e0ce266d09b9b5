/**
 * Parts as a table: the same figures as the picture for screen readers and copyists, and the way into what has no tile
 * of its own ("n others", "no price").
 */
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';
import { exactCount, share } from '@llmobservatory/format';
import { useState } from 'react';
import type { Branch } from '../model/branches';
import { changeOf, changeText, costPerCall, errorRate, known } from '../model/figures';
import type { Figures } from '../model/figures';
import { nodeName, unpricedName, valueText } from '../model/describe';
import type { Words } from '../model/describe';
import type { NumberRole } from '../model/fields';
import { text } from '../text';
import type { ValueFormat } from '../valueFormat';

interface Props {
  label: string;
  branches: readonly Branch[];
  view: Branch;
  words: Words;
  value: ValueFormat;
  has: Readonly<Record<NumberRole, boolean>>;
  onOpen: (branch: Branch, event: React.MouseEvent) => void;
}

const PAGE = 200;

export function NodeTable({ label, branches, view, words, value, has, onOpen }: Props) {
  const styles = useStyles2(getStyles);
  const [shown, setShown] = useState(PAGE);
  const columns = columnsOf(words, value, has, view);
  return (
    <div className={styles.scroll} role="region" aria-label={label} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{text('table.name', 'Name')}</th>
            {columns.map(({ head }) => (
              <th key={head} scope="col" className={styles.number}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {branches.slice(0, shown).map((branch) => (
            <tr key={branch.node.key}>
              <th scope="row">
                <button type="button" className={styles.name} onClick={(event) => onOpen(branch, event)}>
                  {relativeName(branch, view, words)}
                </button>
              </th>
              {columns.map(({ head, cell }) => (
                <td key={head} className={styles.number}>
                  {cell(branch.node.figures)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {branches.length > shown && (
        <p className={styles.more}>
          {text('table.shown', 'Showing {{n}} of {{total}}, sorted by {{sort}}.', {
            n: exactCount(shown),
            total: exactCount(branches.length),
            sort: words.format.label,
          })}{' '}
          <Button size="sm" variant="secondary" onClick={() => setShown(shown + PAGE)}>
            {text('table.more', 'Load more')}
          </Button>
        </p>
      )}
    </div>
  );
}

interface Column {
  head: string;
  cell: (figures: Figures) => string;
}

function columnsOf(
  words: Words,
  value: ValueFormat,
  has: Readonly<Record<NumberRole, boolean>>,
  view: Branch,
): Column[] {
  const { area } = words;
  const total = known(view.node.figures, area);
  const number =
    (print: (n: number) => string, of: (figures: Figures) => number | null) => (figures: Figures) => {
      const n = of(figures);
      return n === null ? '—' : print(n);
    };
  const columns: (Column | false)[] = [
    { head: words.format.label, cell: (figures) => valueText(figures, words) },
    area !== 'value' && {
      head: value.label,
      cell: (figures) => valueText(figures, { ...words, area: 'value', format: value }),
    },
    {
      head: text('table.share', 'Share'),
      cell: number(share, (figures) => {
        const part = known(figures, area);
        return part === null || !total ? null : part / total;
      }),
    },
    has[`${area}Before`] && {
      head: text('table.before', 'Before'),
      cell: number(words.format.short, (figures) => changeOf(figures, area)?.before ?? null),
    },
    has[`${area}Before`] && {
      head: text('table.change', 'Change'),
      cell: (figures) => changeText(changeOf(figures, area)),
    },
    has.calls &&
      area !== 'calls' && {
        head: text('table.calls', 'Calls'),
        cell: number(exactCount, (figures) => known(figures, 'calls')),
      },
    has.tokens &&
      area !== 'tokens' && {
        head: text('table.tokens', 'Tokens'),
        cell: number(exactCount, (figures) => known(figures, 'tokens')),
      },
    has.calls && {
      head: text('table.per-call', '{{value}} per call', { value: value.label }),
      cell: number(value.short, costPerCall),
    },
    has.errors &&
      has.calls && { head: text('table.error-rate', 'Error rate'), cell: number(share, errorRate) },
    has.unpricedCalls && {
      head: unpricedName({ format: value }),
      cell: ({ unpricedCalls }) => exactCount(unpricedCalls),
    },
  ];
  return columns.filter((column): column is Column => column !== false);
}

/** Below the shown part, so that parts of the same name are told apart. */
function relativeName({ node }: Branch, view: Branch, { levels }: Words): string {
  const names: string[] = [];
  for (let one: typeof node | null = node; one && one !== view.node && one.parent; one = one.parent) {
    names.unshift(nodeName(one, levels));
  }
  return names.join(' › ');
}

const getStyles = (theme: GrafanaTheme2) => ({
  scroll: css({
    position: 'relative',
    height: '100%',
    overflow: 'auto',
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.border}`, outlineOffset: -2 },
  }),
  table: css({
    width: '100%',
    borderCollapse: 'separate',
    borderSpacing: 0,
    fontSize: theme.typography.bodySmall.fontSize,
    fontVariantNumeric: 'tabular-nums',
    '& th, & td': {
      height: 28,
      padding: theme.spacing(0, 1),
      whiteSpace: 'nowrap',
      textAlign: 'left',
      fontWeight: 'normal',
      borderBottom: `1px solid ${theme.colors.border.weak}`,
    },
    '& thead th': {
      position: 'sticky',
      top: 0,
      color: theme.colors.text.secondary,
      background: theme.colors.background.primary,
      fontWeight: theme.typography.fontWeightMedium,
    },
  }),
  number: css({ textAlign: 'right !important' as 'right' }),
  name: css({
    minHeight: 24,
    maxWidth: 480,
    padding: 0,
    font: 'inherit',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    color: theme.colors.text.link,
    background: 'none',
    border: 'none',
    '&:hover': { textDecoration: 'underline' },
  }),
  more: css({ margin: theme.spacing(1) }),
});
