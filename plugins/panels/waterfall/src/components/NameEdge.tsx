/**
 * The edge between names and bars: dragged, or moved with the arrow keys. It stands beside the treegrid, not in it:
 * a grid has rows only.
 */
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { memo } from 'react';
import type { KeyboardEvent, PointerEvent } from 'react';
import { text } from '../text';
import { HEAD_PX } from './ColumnHeads';

interface Props {
  namePx: number;
  gridPx: number;
  /** Share of the grid's width that the name column takes. */
  onNameShare: (share: number) => void;
}

const SHARE = { least: 0.15, most: 0.7, step: 0.02 } as const;

export const NameEdge = memo(function NameEdge({ namePx, gridPx, onNameShare }: Props) {
  const styles = useStyles2(getStyles);
  const share = namePx / gridPx;
  const set = (wanted: number) => onNameShare(Math.min(Math.max(wanted, SHARE.least), SHARE.most));
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) =>
    event.currentTarget.setPointerCapture(event.pointerId);
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) set(share + event.movementX / gridPx);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const direction = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (direction === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    set(share + direction * SHARE.step);
  };
  return (
    <div
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={text('column.resize', 'Width of the name column')}
      aria-valuemin={SHARE.least * 100}
      aria-valuemax={SHARE.most * 100}
      aria-valuenow={Math.round(share * 100)}
      className={styles.edge}
      style={{ left: namePx - 4 }}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onKeyDown={onKeyDown}
    />
  );
});

const getStyles = (theme: GrafanaTheme2) => ({
  edge: css({
    position: 'absolute',
    top: 0,
    height: HEAD_PX,
    width: 8,
    cursor: 'col-resize',
    touchAction: 'none',
    borderRight: `1px solid ${theme.colors.border.medium}`,
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.border}`, outlineOffset: -2 },
  }),
});
