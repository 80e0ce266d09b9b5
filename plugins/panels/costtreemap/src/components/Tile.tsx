/** One tile: a coloured rectangle with as much text as it has room for. */
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { measureText, useStyles2 } from '@grafana/ui';
import { memo } from 'react';
import type { Tile as TileModel } from '../model/picture';
import type { TileLabel } from '../model/tileLabel';
import type { Fill } from './fills';

export const FONT_PX = 12;

/** Names are a little heavier: measured so, the figures have room to spare. */
export const widthOf = (text: string): number => measureText(text, FONT_PX, 500).width;

interface Props {
  tile: TileModel;
  label: TileLabel;
  spoken: string;
  fill: Fill;
  /** Its cost is not known, though it has an area. */
  hatched: boolean;
  tabbable: boolean;
  /** Places move in 150 ms. */
  moving: boolean;
  describedBy: string | undefined;
}

export const Tile = memo(function Tile({
  tile,
  label,
  spoken,
  fill,
  hatched,
  tabbable,
  moving,
  describedBy,
}: Props) {
  const styles = useStyles2(getStyles);
  const { kind, rect, depth, position, siblings } = tile;
  const coloured = kind === 'part';
  return (
    <div
      role="treeitem"
      aria-level={depth}
      aria-posinset={position}
      aria-setsize={siblings}
      aria-expanded={kind === 'group' ? true : undefined}
      aria-label={spoken}
      aria-describedby={describedBy}
      aria-selected={tabbable}
      tabIndex={tabbable ? 0 : -1}
      data-key={tile.key}
      data-kind={kind}
      className={cx(styles.tile, styles[kind], moving && styles.moving)}
      style={{
        left: rect.x,
        top: rect.y,
        width: rect.width,
        height: rect.height,
        ...(coloured && { background: fill.background, color: fill.text, borderColor: fill.border }),
      }}
    >
      {coloured && hatched && <span className={styles.hatch} />}
      {coloured && fill.ring !== null && <span className={styles.ring} style={{ borderColor: fill.ring }} />}
      {kind === 'group' && <span className={styles.swatch} style={{ background: fill.background }} />}
      {(label.name !== '' || label.lines.length > 0) && (
        <span
          aria-hidden
          className={cx(styles.label, kind === 'group' && styles.headLabel)}
          style={coloured && hatched ? { background: fill.background } : undefined}
        >
          {label.name !== '' && <span className={styles.name}>{label.name}</span>}
          {label.lines.map((line) => (
            <span key={line} className={styles.line}>
              {line}
            </span>
          ))}
        </span>
      )}
    </div>
  );
});

const getStyles = (theme: GrafanaTheme2) => {
  // Soft ends: a line that begins from one pixel to the next has steps.
  const hatch = (colour: string) =>
    `repeating-linear-gradient(45deg, ${colour} 0 0.5px, transparent 1.3px 5.2px, ${colour} 6px)`;
  return {
    tile: css({
      position: 'absolute',
      overflow: 'hidden',
      contain: 'strict',
      display: 'flex',
      border: '1px solid transparent',
      borderRadius: 2,
      cursor: 'pointer',
      fontSize: FONT_PX,
      lineHeight: '18px',
      // As it was measured.
      letterSpacing: 'normal',
      fontVariantNumeric: 'tabular-nums',
      userSelect: 'none',
      '&:hover::after': {
        content: '""',
        position: 'absolute',
        inset: 0,
        background: theme.colors.action.hover,
      },
      '&:focus-visible': {
        outline: `2px solid ${theme.colors.primary.border}`,
        outlineOffset: -2,
        boxShadow: `inset 0 0 0 3px ${theme.colors.background.primary}`,
      },
    }),
    moving: css({
      [theme.transitions.handleMotion('no-preference')]: {
        transition: theme.transitions.create(['left', 'top', 'width', 'height'], { duration: 150 }),
      },
    }),
    part: css({}),
    group: css({
      alignItems: 'center',
      color: theme.colors.text.primary,
      background: theme.colors.background.secondary,
      border: 'none',
      borderRadius: 0,
    }),
    others: css({
      color: theme.colors.text.primary,
      background: theme.colors.background.secondary,
      borderColor: theme.colors.border.medium,
    }),
    unpriced: css({
      color: theme.colors.text.primary,
      background: hatch(theme.colors.text.disabled),
      borderColor: theme.colors.border.medium,
      '& > span': { background: theme.colors.background.primary },
    }),
    hatch: css({ position: 'absolute', inset: 0, background: hatch('currentColor'), opacity: 0.45 }),
    ring: css({ position: 'absolute', inset: 1, border: '2px solid', borderRadius: 2 }),
    swatch: css({ flex: 'none', width: 4, alignSelf: 'stretch' }),
    label: css({
      position: 'relative',
      zIndex: 1,
      display: 'flex',
      flexDirection: 'column',
      alignSelf: 'flex-start',
      maxWidth: '100%',
      padding: '0 5px',
      whiteSpace: 'nowrap',
    }),
    headLabel: css({ flexDirection: 'row', alignSelf: 'center', gap: 8, padding: '0 4px' }),
    name: css({ fontWeight: theme.typography.fontWeightMedium }),
    line: css({}),
  };
};
