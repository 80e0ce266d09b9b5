/** Where one is, what it sums up to, and the panel's own menu. */
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Dropdown, Icon, IconButton, Menu, useStyles2 } from '@grafana/ui';
import type { ReactNode } from 'react';
import { text } from '../text';

export interface Crumb {
  name: string;
  /** Absent: one is there. */
  onClick?: () => void;
}

export interface MenuChoice {
  label: string;
  items: { label: string; chosen: boolean; onClick: () => void }[];
}

interface Props {
  crumbs: readonly Crumb[];
  /** "≥ $41.2" */
  total: string;
  totalTitle: string;
  /** "▲ 182%" */
  change: string;
  asTable: boolean;
  onTable: () => void;
  choices: readonly MenuChoice[];
  tiny: boolean;
  children?: ReactNode;
}

export function Head({
  crumbs,
  total,
  totalTitle,
  change,
  asTable,
  onTable,
  choices,
  tiny,
  children,
}: Props) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.head}>
      <nav aria-label={text('head.path', 'Path')} className={styles.path}>
        <ol className={styles.crumbs}>
          {crumbs.map(({ name, onClick }, index) => (
            <li key={index} className={styles.crumb}>
              {index > 0 && <Icon name="angle-right" size="sm" className={styles.arrow} />}
              {onClick ? (
                <button type="button" className={styles.up} title={name} onClick={onClick}>
                  {name}
                </button>
              ) : (
                <span aria-current="page" title={name} className={styles.here}>
                  {name}
                </span>
              )}
            </li>
          ))}
        </ol>
      </nav>
      {!tiny && (
        <span className={styles.total} title={totalTitle}>
          Σ {total} {change}
        </span>
      )}
      <span className={styles.space} />
      {children}
      {!tiny && (
        <Dropdown
          placement="bottom-end"
          overlay={() => <PanelMenu asTable={asTable} onTable={onTable} choices={choices} />}
        >
          <IconButton name="ellipsis-v" size="md" aria-label={text('head.menu', 'View')} />
        </Dropdown>
      )}
    </div>
  );
}

/** For this visit only: what a dashboard keeps is set in the panel's options. */
function PanelMenu({ asTable, onTable, choices }: Pick<Props, 'asTable' | 'onTable' | 'choices'>) {
  return (
    <Menu>
      <Menu.Item
        icon={asTable ? 'apps' : 'table'}
        label={asTable ? text('head.as-picture', 'View as picture') : text('head.as-table', 'View as table')}
        onClick={onTable}
      />
      {choices.map(({ label, items }) => (
        <Menu.Group key={label} label={label}>
          {items.map((item) => (
            <Menu.Item
              key={item.label}
              role="menuitemradio"
              ariaChecked={item.chosen}
              icon={item.chosen ? 'check' : undefined}
              label={item.label}
              onClick={item.onClick}
            />
          ))}
        </Menu.Group>
      ))}
    </Menu>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  head: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1.5),
    height: 32,
    flexShrink: 0,
    padding: theme.spacing(0, 0.5),
    whiteSpace: 'nowrap',
  }),
  path: css({ minWidth: 0, overflow: 'hidden' }),
  crumbs: css({ display: 'flex', alignItems: 'center', margin: 0, listStyle: 'none', minWidth: 0 }),
  crumb: css({ display: 'flex', alignItems: 'center', minWidth: 24 }),
  arrow: css({ flexShrink: 0, color: theme.colors.text.secondary }),
  up: css({
    minHeight: 24,
    padding: theme.spacing(0, 0.25),
    color: theme.colors.text.link,
    background: 'none',
    border: 'none',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    '&:hover': { textDecoration: 'underline' },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.border}`, outlineOffset: -2 },
  }),
  here: css({
    fontWeight: theme.typography.fontWeightMedium,
    padding: theme.spacing(0, 0.25),
    overflow: 'hidden',
    textOverflow: 'ellipsis',
  }),
  total: css({ flexShrink: 0, fontVariantNumeric: 'tabular-nums' }),
  space: css({ flex: 1 }),
});
