/**
 * The whole trace in a strip: every span a line, errors and the critical path marked. Dragging zooms the rows below,
 * a double click shows everything again. For the mouse only: + − 0 and Shift with arrows do the same by keyboard.
 */
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import { useEffect, useRef, useState } from 'react';
import type { PointerEvent } from 'react';
import type { CriticalPath } from '../model/criticalPath';
import { axisOf, shareOf } from '../model/timeAxis';
import type { Axis } from '../model/timeAxis';
import type { Trace } from '../model/tree';
import { text } from '../text';
import { spanColor } from './kindStyle';

interface Props {
  trace: Trace;
  path: CriticalPath;
  whole: Axis;
  window: Axis | null;
  /** Place and width of the bars below, so that both show the same moment at the same place. */
  left: number;
  width: number;
  onWindow: (window: Axis | null) => void;
}

export const MINIMAP_PX = 36;
/** A shorter drag is a click. */
const DRAG_FROM_PX = 4;

export function Minimap({ trace, path, whole, window, left, width, onWindow }: Props) {
  const styles = useStyles2(getStyles);
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useTheme2();
  useEffect(() => {
    if (canvas.current) draw(canvas.current, { trace, path, whole, width, theme });
  }, [trace, path, whole, width, theme]);
  const { dragged, ...drag } = useDrag(width, (from, to) =>
    onWindow(axisOf(whole.startMs + from * whole.lengthMs, whole.startMs + to * whole.lengthMs)),
  );
  const shown =
    dragged ??
    (window && {
      from: shareOf(whole, window.startMs),
      to: shareOf(whole, window.startMs + window.lengthMs),
    });
  return (
    <div
      className={styles.strip}
      style={{ marginLeft: left, width }}
      title={text('minimap.hint', 'Drag to zoom, double click to see everything')}
      aria-hidden
      data-testid="minimap"
      onDoubleClick={() => onWindow(null)}
      {...drag}
    >
      <canvas ref={canvas} className={styles.canvas} />
      {shown && (
        <>
          <div className={styles.outside} style={{ left: 0, width: `${shown.from * 100}%` }} />
          <div className={styles.outside} style={{ left: `${shown.to * 100}%`, right: 0 }} />
        </>
      )}
    </div>
  );
}

/** Shares of the strip between which the pointer went. */
function useDrag(width: number, onDone: (from: number, to: number) => void) {
  const [drag, setDrag] = useState<{ start: number; now: number } | null>(null);
  const shareAt = (event: PointerEvent) =>
    Math.min(Math.max((event.clientX - event.currentTarget.getBoundingClientRect().left) / width, 0), 1);
  const range = drag && { from: Math.min(drag.start, drag.now), to: Math.max(drag.start, drag.now) };
  return {
    dragged: range,
    onPointerDown(event: PointerEvent) {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      setDrag({ start: shareAt(event), now: shareAt(event) });
    },
    onPointerMove(event: PointerEvent) {
      if (drag) setDrag({ ...drag, now: shareAt(event) });
    },
    onPointerUp() {
      setDrag(null);
      if (range && (range.to - range.from) * width >= DRAG_FROM_PX) onDone(range.from, range.to);
    },
    onPointerCancel: () => setDrag(null),
  };
}

interface Picture {
  trace: Trace;
  path: CriticalPath;
  whole: Axis;
  width: number;
  theme: GrafanaTheme2;
}

/** Drawn once for a trace: thousands of elements would make every scroll slow. */
function draw(canvas: HTMLCanvasElement, { trace, path, whole, width, theme }: Picture): void {
  const ratio = globalThis.devicePixelRatio || 1;
  canvas.width = Math.max(1, Math.round(width * ratio));
  canvas.height = MINIMAP_PX * ratio;
  const context = canvas.getContext('2d');
  if (!context) return;
  context.scale(ratio, ratio);
  const { nodes } = trace;
  const pitch = MINIMAP_PX / Math.max(nodes.length, 1);
  const thick = Math.min(Math.max(pitch - 0.5, 1), 3);
  nodes.forEach(({ span }, index) => {
    const from = shareOf(whole, span.startMs) * width;
    const to = span.durationMs === null ? width : shareOf(whole, span.startMs + span.durationMs) * width;
    context.fillStyle = spanColor(span.kind, span.service, !trace.hasLlm, theme);
    context.globalAlpha = 0.8;
    context.fillRect(from, index * pitch, Math.max(to - from, 1), thick);
  });
  context.globalAlpha = 1;
  context.fillStyle = theme.colors.text.primary;
  for (const { startMs, endMs } of path.pieces) {
    const from = shareOf(whole, startMs) * width;
    context.fillRect(from, MINIMAP_PX - 1, Math.max(shareOf(whole, endMs) * width - from, 0.5), 1);
  }
  context.fillStyle = theme.colors.error.main;
  nodes.forEach(({ span }, index) => {
    if (span.error)
      context.fillRect(shareOf(whole, span.startMs) * width, index * pitch, 3, Math.max(thick, 3));
  });
}

const getStyles = (theme: GrafanaTheme2) => ({
  strip: css({
    position: 'relative',
    height: MINIMAP_PX,
    flexShrink: 0,
    cursor: 'col-resize',
    touchAction: 'none',
    background: theme.colors.background.secondary,
  }),
  canvas: css({ width: '100%', height: '100%', display: 'block' }),
  outside: css({
    position: 'absolute',
    top: 0,
    bottom: 0,
    background: theme.colors.background.primary,
    opacity: 0.7,
  }),
});
