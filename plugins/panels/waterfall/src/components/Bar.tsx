/**
 * Span → bar: where it lies in the trace, lighter until the first token, outlined when it failed, its duration beside.
 * Two elements at most, the rest is drawn by CSS: there are as many bars as rows.
 */
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import { duration, durationSoFar } from '@llmobservatory/format';
import type { CSSProperties } from 'react';
import type { Span } from '../model/fields';
import { isInView, placeOf, shareOf } from '../model/timeAxis';
import type { Axis } from '../model/timeAxis';
import { KIND_STYLES, spanColor } from './kindStyle';

/** Room right of the axis, so that a duration always fits beside its bar, never inside. */
const LABEL_ROOM_PX = 76;
const EDGE_PX = 8;

/** Room of "12.4 s so far". */
const SO_FAR_PX = 120;

/** In a narrower bar the tick would hide the bar. */
const TICK_FROM_PX = 12;

/** What the bars' column keeps free on its sides; the axis and its lines keep the same. */
export const barMargin = (labelled: boolean) => ({
  marginLeft: EDGE_PX,
  marginRight: labelled ? LABEL_ROOM_PX : EDGE_PX,
});

interface Props {
  span: Span;
  axis: Axis;
  byService: boolean;
  labelled: boolean;
  /** Width of the bars' column. */
  lanePx: number;
  /** On the critical path: underlined. */
  onPath: boolean;
}

export function Bar({ span, axis, byService, labelled, lanePx, onPath }: Props) {
  const theme = useTheme2();
  const styles = useStyles2(getStyles);
  const running = span.durationMs === null;
  const durationMs = span.durationMs ?? axis.startMs + axis.lengthMs - span.startMs;
  if (!isInView(axis, span.startMs, durationMs)) return null;
  const { left, width } = placeOf(axis, span.startMs, durationMs);
  const { fill, border } = KIND_STYLES[span.kind];
  const color = spanColor(span.kind, span.service, byService, theme);
  const firstToken =
    fill === 'solid' && width * lanePx >= TICK_FROM_PX ? firstTokenIn(span, axis, left, width) : 0;
  const notCounted = span.llm?.call !== undefined && span.llm.call.state !== 'counted';
  return (
    <>
      <div
        data-bar={fill}
        data-first-token={firstToken > 0 || undefined}
        data-not-counted={notCounted || undefined}
        data-running={running || undefined}
        data-error={span.error || undefined}
        data-path={onPath || undefined}
        className={styles.bar}
        style={
          {
            left: percent(left),
            width: percent(width),
            color,
            borderColor: border?.(theme) ?? color,
            '--first': firstToken > 0 ? percent(firstToken) : undefined,
          } as CSSProperties
        }
      />
      {labelled && !running && (
        <span className={styles.label} style={{ left: percent(left + width) }}>
          {duration(durationMs)}
        </span>
      )}
      {/* A bar that ends with the axis has no room behind it for more than a time. */}
      {labelled && running && left * lanePx >= SO_FAR_PX && (
        <span className={styles.labelBefore} style={{ right: percent(1 - left) }}>
          {durationSoFar(durationMs)}
        </span>
      )}
      {labelled && running && left * lanePx < SO_FAR_PX && (
        <span className={styles.label} style={{ left: '100%' }} title={durationSoFar(durationMs)}>
          {duration(durationMs)} …
        </span>
      )}
    </>
  );
}

/** Share of the bar before the first token; 0: not known, or not in view. */
function firstTokenIn({ startMs, usage }: Span, axis: Axis, left: number, width: number): number {
  const ttftMs = usage?.ttftMs ?? null;
  return ttftMs === null ? 0 : Math.min(Math.max((shareOf(axis, startMs + ttftMs) - left) / width, 0), 1);
}

const percent = (share: number): string => `${(share * 100).toFixed(4)}%`;

const getStyles = (theme: GrafanaTheme2) => ({
  bar: css({
    position: 'absolute',
    top: '50%',
    minWidth: 2,
    transform: 'translateY(-50%)',
    borderRadius: 2,
    height: 12,
    border: '1px solid',
    backgroundColor: 'currentColor',
    '&[data-bar="hollow"]': { borderWidth: 1.5, backgroundColor: 'transparent' },
    '&[data-bar="thin"]': { height: 4, border: 'none' },
    '&[data-first-token]': {
      backgroundColor: 'transparent',
      backgroundImage:
        'linear-gradient(to right, color-mix(in srgb, currentColor 40%, transparent) var(--first), currentColor 0)',
    },
    '&[data-first-token]::after': {
      content: '""',
      position: 'absolute',
      top: -4,
      bottom: -4,
      left: 'var(--first)',
      width: 2,
      marginLeft: -1,
      background: theme.colors.text.primary,
    },
    '&[data-not-counted]': { opacity: 0.5 },
    '&[data-running]': { borderRightStyle: 'dashed', borderRightColor: theme.colors.text.primary },
    '&[data-error]': { outline: `2px solid ${theme.colors.error.main}`, outlineOffset: 1 },
    '&[data-path]::before': {
      content: '""',
      position: 'absolute',
      left: -1,
      right: -1,
      bottom: -6,
      height: 3,
      background: theme.colors.text.primary,
    },
  }),
  label: css({ ...label(theme), marginLeft: 6 }),
  labelBefore: css({ ...label(theme), marginRight: 6 }),
});

const label = (theme: GrafanaTheme2) =>
  ({
    position: 'absolute',
    top: '50%',
    transform: 'translateY(-50%)',
    whiteSpace: 'nowrap',
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    fontVariantNumeric: 'tabular-nums',
  }) as const;
