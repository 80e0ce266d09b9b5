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
      role="presentation"
      className={cx(styles.place, moving && styles.moving)}
      style={{ left: rect.x, top: rect.y, width: rect.width, height: rect.height }}
    >
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
        className={cx(styles.tile, styles[kind])}
        style={coloured ? { background: fill.background, borderColor: fill.border } : undefined}
      />
      {coloured && hatched && <span className={styles.hatch} style={{ color: fill.text }} />}
      {coloured && fill.ring !== null && <span className={styles.ring} style={{ borderColor: fill.ring }} />}
      {kind === 'group' && <span className={styles.swatch} style={{ background: fill.background }} />}
      {(label.name !== '' || label.lines.length > 0) && (
        // Beside the tile and not in it: its name says the same in words that can be spoken.
        <span
          aria-hidden
          className={cx(
            styles.label,
            kind === 'group' && styles.headLabel,
            kind === 'unpriced' && styles.onHatch,
          )}
          style={coloured ? { color: fill.text, ...(hatched && { background: fill.background }) } : undefined}
        >
          {label.name !== '' && <span className={styles.name}>{label.name}</span>}
          {label.lines.map((line) => (
            <span key={line}>{line}</span>
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
    place: css({ position: 'absolute', overflow: 'hidden', contain: 'strict' }),
    tile: css({
      position: 'absolute',
      inset: 0,
      border: '1px solid transparent',
      borderRadius: 2,
      cursor: 'pointer',
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
    group: css({ background: theme.colors.background.secondary, border: 'none', borderRadius: 0 }),
    others: css({
      background: theme.colors.background.secondary,
      borderColor: theme.colors.border.medium,
    }),
    unpriced: css({
      background: hatch(theme.colors.text.disabled),
      borderColor: theme.colors.border.medium,
    }),
    hatch: css({
      position: 'absolute',
      inset: 0,
      background: hatch('currentColor'),
      opacity: 0.45,
      pointerEvents: 'none',
    }),
    ring: css({
      position: 'absolute',
      inset: 1,
      border: '2px solid',
      borderRadius: 2,
      pointerEvents: 'none',
    }),
    swatch: css({ position: 'absolute', left: 0, top: 0, bottom: 0, width: 4, pointerEvents: 'none' }),
    label: css({
      position: 'absolute',
      left: 1,
      top: 1,
      maxWidth: 'calc(100% - 2px)',
      display: 'flex',
      flexDirection: 'column',
      padding: '0 5px',
      color: theme.colors.text.primary,
      fontSize: FONT_PX,
      lineHeight: '18px',
      // As it was measured: with the letters of the font, not spaced and not of equal width.
      letterSpacing: 'normal',
      fontVariantNumeric: 'normal',
      whiteSpace: 'nowrap',
      userSelect: 'none',
      pointerEvents: 'none',
    }),
    headLabel: css({ left: 4, flexDirection: 'row', gap: 8, padding: '0 4px' }),
    onHatch: css({ background: theme.colors.background.primary }),
    name: css({ fontWeight: theme.typography.fontWeightMedium }),
  };
};
