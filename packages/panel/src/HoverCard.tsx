/**
 * A card beside what the pointer or the focus is on. One for a whole panel, not one for each element: a picture of
 * hundreds of tiles must not make hundreds of tooltips. It can be entered with the pointer, and never leaves the window.
 */
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Portal, useStyles2 } from '@grafana/ui';
import { useLayoutEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';

interface Props {
  id: string;
  /** Where it points to, in px of the window. */
  anchor: { x: number; y: number };
  children: ReactNode;
  onEnter?: () => void;
  onLeave?: () => void;
}

const GAP_PX = 12;
const EDGE_PX = 8;

export function HoverCard({ id, anchor, children, onEnter, onLeave }: Props) {
  const styles = useStyles2(getStyles);
  const card = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<{ left: number; top: number } | null>(null);
  useLayoutEffect(() => {
    if (!card.current) return;
    const { width, height } = card.current.getBoundingClientRect();
    const { clientWidth, clientHeight } = document.documentElement;
    setPlace({
      left: beside(anchor.x, width, clientWidth),
      top: beside(anchor.y, height, clientHeight),
    });
  }, [anchor.x, anchor.y, children]);
  return (
    <Portal>
      <div
        ref={card}
        id={id}
        role="tooltip"
        className={styles.card}
        style={place ?? { visibility: 'hidden', left: 0, top: 0 }}
        onPointerEnter={onEnter}
        onPointerLeave={onLeave}
      >
        {children}
      </div>
    </Portal>
  );
}

/** After the point where there is room, else before it, else at the edge. */
function beside(point: number, size: number, room: number): number {
  if (point + GAP_PX + size + EDGE_PX <= room) return point + GAP_PX;
  return Math.max(EDGE_PX, Math.min(point - GAP_PX - size, room - size - EDGE_PX));
}

const getStyles = (theme: GrafanaTheme2) => ({
  card: css({
    position: 'fixed',
    zIndex: theme.zIndex.tooltip,
    maxWidth: `min(360px, calc(100vw - ${2 * EDGE_PX}px))`,
    padding: theme.spacing(1),
    color: theme.colors.text.primary,
    background: theme.colors.background.elevated ?? theme.colors.background.primary,
    border: `1px solid ${theme.colors.border.medium}`,
    borderRadius: theme.shape.radius.default,
    boxShadow: theme.shadows.z2,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
});
