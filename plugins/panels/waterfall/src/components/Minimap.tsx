/**
 * The whole trace in a strip: errors and the critical path marked, and what is shown of the time. Dragging chooses, the
 * choice and its edges can be dragged, a double click shows everything. The edges are sliders for the keyboard.
 */
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import { duration } from '@llmobservatory/format';
import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent, PointerEvent } from 'react';
import type { CriticalPath } from '../model/criticalPath';
import { dragged, stepped, stretchesOf } from '../model/minimap';
import type { Choice, Grip } from '../model/minimap';
import { axisOf, shareOf } from '../model/timeAxis';
import type { Axis } from '../model/timeAxis';
import type { Trace } from '../model/tree';
import { text } from '../text';
import { spanColor } from './kindStyle';

interface Props {
  trace: Trace;
  path: () => CriticalPath;
  whole: Axis;
  window: Axis | null;
  left: number;
  width: number;
  onWindow: (window: Axis | null) => void;
}

export const MINIMAP_PX = 36;
const LINE_PX = 1.5;
const EVERYTHING: Choice = { from: 0, to: 1 };

export function Minimap({ trace, path, whole, window, left, width, onWindow }: Props) {
  const styles = useStyles2(getStyles);
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useTheme2();
  // After the rows are on screen: they are what a person waits for.
  useEffect(
    () => whenIdle(() => canvas.current && draw(canvas.current, { trace, path, whole, width, theme })),
    [trace, path, whole, width, theme],
  );
  const choice = window
    ? { from: shareOf(whole, window.startMs), to: shareOf(whole, window.startMs + window.lengthMs) }
    : EVERYTHING;
  const choose = ({ from, to }: Choice) =>
    onWindow(
      from <= 0 && to >= 1
        ? null
        : axisOf(whole.startMs + from * whole.lengthMs, whole.startMs + to * whole.lengthMs),
    );
  const { drag, ...listeners } = useDrag(width, choice, window !== null, choose);
  const shown = drag ?? choice;
  return (
    <div
      role="group"
      aria-label={text('minimap.label', 'What is shown of the time')}
      className={styles.strip}
      style={{ marginLeft: left, width }}
      title={text('minimap.hint', 'Drag to zoom, double click to see everything')}
      data-testid="minimap"
      onDoubleClick={() => onWindow(null)}
      {...listeners}
    >
      <canvas ref={canvas} className={styles.canvas} aria-hidden />
      <div className={styles.outside} style={{ left: 0, width: percent(shown.from) }} />
      <div className={styles.outside} style={{ left: percent(shown.to), right: 0 }} />
      {shown !== EVERYTHING && (
        <div
          data-grip="choice"
          className={styles.choice}
          style={{ left: percent(shown.from), width: percent(shown.to - shown.from) }}
        />
      )}
      <Edge edge="from" choice={shown} whole={whole} onChange={choose} />
      <Edge edge="to" choice={shown} whole={whole} onChange={choose} />
    </div>
  );
}

const percent = (share: number): string => `${share * 100}%`;

interface EdgeProps {
  edge: 'from' | 'to';
  choice: Choice;
  whole: Axis;
  onChange: (choice: Choice) => void;
}

function Edge({ edge, choice, whole, onChange }: EdgeProps) {
  const styles = useStyles2(getStyles);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const next = stepped(edge, event.key, choice);
    if (!next) return;
    event.preventDefault();
    event.stopPropagation();
    onChange(next);
  };
  const atMs = (share: number) => duration(share * whole.lengthMs);
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={edge === 'from' ? text('minimap.from', 'Shown from') : text('minimap.to', 'Shown up to')}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(choice[edge] * 100)}
      aria-valuetext={text('minimap.at', '{{time}} of {{length}}', {
        time: atMs(choice[edge]),
        length: atMs(1),
      })}
      data-grip={edge}
      className={styles.edge}
      style={{ left: percent(choice[edge]) }}
      onKeyDown={onKeyDown}
    />
  );
}

/** A shorter drag is a click. */
const DRAG_FROM_PX = 4;

/** While the pointer is down: what would be chosen. */
function useDrag(width: number, choice: Choice, hasChoice: boolean, onDone: (choice: Choice) => void) {
  const [hold, setHold] = useState<{ grip: Grip; start: number; now: number } | null>(null);
  const shareAt = ({ clientX, currentTarget }: PointerEvent) =>
    Math.min(Math.max((clientX - currentTarget.getBoundingClientRect().left) / width, 0), 1);
  const isDrag = hold !== null && Math.abs(hold.now - hold.start) * width >= DRAG_FROM_PX;
  const drag = isDrag ? dragged(hold.grip, choice, hold.start, hold.now) : null;
  return {
    drag,
    onPointerDown(event: PointerEvent) {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      const held = (event.target as Element).closest<HTMLElement>('[data-grip]')?.dataset.grip;
      const grip: Grip =
        held === 'from' || held === 'to' ? held : held === 'choice' && hasChoice ? 'choice' : 'new';
      setHold({ grip, start: shareAt(event), now: shareAt(event) });
    },
    onPointerMove(event: PointerEvent) {
      if (hold) setHold({ ...hold, now: shareAt(event) });
    },
    onPointerUp() {
      setHold(null);
      if (drag) onDone(drag);
    },
    onPointerCancel: () => setHold(null),
  };
}

/** When the browser has nothing better to do, soon at the latest; the result calls it off. Safari has no idle callback. */
function whenIdle(run: () => void): () => void {
  if (typeof requestIdleCallback === 'function') {
    const idle = requestIdleCallback(run, { timeout: 200 });
    return () => cancelIdleCallback(idle);
  }
  const timer = setTimeout(run, 50);
  return () => clearTimeout(timer);
}

interface Picture {
  trace: Trace;
  path: () => CriticalPath;
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
  const lines = Math.min(Math.floor(MINIMAP_PX / LINE_PX), Math.max(trace.nodes.length, 1));
  const pitch = MINIMAP_PX / lines;
  const thick = Math.min(Math.max(pitch - 0.5, 1), 3);
  context.globalAlpha = 0.8;
  for (const { line, fromPx, toPx, kind, service } of stretchesOf(trace, whole, Math.floor(width), lines)) {
    context.fillStyle = spanColor(kind, service, !trace.hasLlm, theme);
    context.fillRect(fromPx, line * pitch, toPx - fromPx, thick);
  }
  context.globalAlpha = 1;
  context.fillStyle = theme.colors.text.primary;
  for (const { startMs, endMs } of path().pieces) {
    const from = shareOf(whole, startMs) * width;
    context.fillRect(from, MINIMAP_PX - 1, Math.max(shareOf(whole, endMs) * width - from, 0.5), 1);
  }
  context.fillStyle = theme.colors.error.main;
  trace.nodes.forEach(({ span }, index) => {
    if (!span.error) return;
    const top = Math.floor((index * lines) / trace.nodes.length) * pitch;
    context.fillRect(shareOf(whole, span.startMs) * width, top, 3, Math.max(thick, 3));
  });
}

const getStyles = (theme: GrafanaTheme2) => ({
  strip: css({
    position: 'relative',
    height: MINIMAP_PX,
    flexShrink: 0,
    cursor: 'crosshair',
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
  choice: css({
    position: 'absolute',
    top: 0,
    bottom: 0,
    cursor: 'grab',
    outline: `1px solid ${theme.colors.border.strong}`,
    outlineOffset: -1,
  }),
  // Wider than it looks: 3 px are hard to hit.
  edge: css({
    position: 'absolute',
    top: 0,
    bottom: 0,
    width: 12,
    marginLeft: -6,
    cursor: 'col-resize',
    '&::after': {
      content: '""',
      position: 'absolute',
      top: '25%',
      bottom: '25%',
      left: 4,
      width: 4,
      borderRadius: 2,
      background: theme.colors.text.secondary,
    },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.border}`, outlineOffset: -2 },
  }),
});
