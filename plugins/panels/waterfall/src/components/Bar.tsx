/**
 * Span → bar: where it lies in the trace, lighter until the first token, outlined when it failed, its duration beside.
 */
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import { duration } from '@llmobservatory/format';
import type { Span } from '../model/fields';
import { isInView, placeOf, shareOf } from '../model/timeAxis';
import type { Axis } from '../model/timeAxis';
import { text } from '../text';
import { KIND_STYLES, spanColor } from './kindStyle';

/** Room right of the axis, so that a duration always fits beside its bar, never inside. */
const LABEL_ROOM_PX = 76;
const PADDING_PX = 8;

/** In a narrower bar the tick would hide the bar. */
const TICK_FROM_PX = 12;

/** What the bars' column keeps free on its sides; the axis and its lines keep the same. */
export const barPadding = (labelled: boolean) => ({
  paddingLeft: PADDING_PX,
  paddingRight: labelled ? LABEL_ROOM_PX : PADDING_PX,
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
  const ttftMs = span.usage?.ttftMs ?? null;
  const roomForTick = width * lanePx >= TICK_FROM_PX;
  const firstToken =
    ttftMs === null || !roomForTick
      ? 0
      : Math.min(Math.max((shareOf(axis, span.startMs + ttftMs) - left) / width, 0), 1);
  const notCounted = span.llm?.call !== undefined && span.llm.call.state !== 'counted';
  return (
    <div className={styles.lane}>
      <div
        data-bar
        className={cx(
          styles.bar,
          styles[fill],
          notCounted && styles.notCounted,
          span.error && styles.error,
          running && styles.running,
        )}
        style={{ left: percent(left), width: percent(width), color, borderColor: border?.(theme) ?? color }}
      >
        {fill !== 'hollow' && (
          <>
            {firstToken > 0 && <div className={styles.before} style={{ width: percent(firstToken) }} />}
            <div className={styles.after} />
            {firstToken > 0 && <div className={styles.tick} style={{ left: percent(firstToken) }} />}
          </>
        )}
        {onPath && <div className={styles.path} />}
      </div>
      {labelled && (
        <span className={styles.label} style={{ left: percent(left + width) }}>
          {running ? text('bar.running', 'running') : duration(durationMs)}
        </span>
      )}
    </div>
  );
}

const percent = (share: number): string => `${(share * 100).toFixed(4)}%`;

const getStyles = (theme: GrafanaTheme2) => ({
  lane: css({ position: 'relative', height: '100%' }),
  bar: css({
    position: 'absolute',
    top: '50%',
    minWidth: 2,
    transform: 'translateY(-50%)',
    display: 'flex',
    borderRadius: 2,
  }),
  solid: css({ height: 12, border: '1px solid' }),
  hollow: css({ height: 12, border: '1.5px solid' }),
  thin: css({ height: 4 }),
  notCounted: css({ opacity: 0.5 }),
  running: css({ borderRightStyle: 'dashed' }),
  error: css({ outline: `2px solid ${theme.colors.error.main}`, outlineOffset: 1 }),
  path: css({
    position: 'absolute',
    left: -1,
    right: -1,
    bottom: -5,
    height: 3,
    background: theme.colors.text.primary,
  }),
  before: css({ background: 'currentColor', opacity: 0.4 }),
  after: css({ background: 'currentColor', flex: 1 }),
  tick: css({
    position: 'absolute',
    top: -3,
    bottom: -3,
    width: 2,
    marginLeft: -1,
    background: theme.colors.text.primary,
  }),
  label: css({
    position: 'absolute',
    top: '50%',
    transform: 'translateY(-50%)',
    marginLeft: 6,
    whiteSpace: 'nowrap',
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    fontVariantNumeric: 'tabular-nums',
  }),
});
