/** The distribution of a time in one line: p5 to p95 a line, the middle half a box, the median a tick, the figure a dot. */
import { useTheme2 } from '@grafana/ui';
import { memo } from 'react';
import type { Strip as Quantiles } from '../model/fields';
import { placeOn } from '../model/scale';
import type { Scale } from '../model/scale';

interface Props {
  strip: Quantiles;
  value: number;
  /** The same for all models of a row. */
  scale: Scale;
  width: number;
}

const HEIGHT_PX = 16;
const DOT_PX = 3.5;

export const Strip = memo(function Strip({ strip, value, scale, width }: Props) {
  const theme = useTheme2();
  const height = HEIGHT_PX;
  const at = (ms: number): number => DOT_PX + placeOn(scale, ms) * (width - 2 * DOT_PX);
  const [p5, p25, p50, p75, p95] = strip.map(at) as unknown as Quantiles;
  const middle = height / 2;
  const line = theme.colors.text.secondary;
  return (
    // What it shows is in the cell's name and in its card.
    <svg width={width} height={height} aria-hidden="true" focusable="false" style={{ flexShrink: 0 }}>
      <line x1={0} x2={width} y1={middle} y2={middle} stroke={theme.colors.border.weak} />
      <line x1={p5} x2={p95} y1={middle} y2={middle} stroke={line} />
      {[p5, p95].map((x, end) => (
        <line key={end} x1={x} x2={x} y1={middle - 3} y2={middle + 3} stroke={line} />
      ))}
      <rect
        x={p25}
        y={middle - 5}
        width={Math.max(1, p75 - p25)}
        height={10}
        rx={1.5}
        fill={theme.colors.background.secondary}
        stroke={line}
      />
      <line x1={p50} x2={p50} y1={middle - 5} y2={middle + 5} stroke={line} strokeWidth={2} />
      <circle
        cx={at(value)}
        cy={middle}
        r={DOT_PX}
        fill={theme.colors.text.maxContrast}
        stroke={theme.colors.background.primary}
      />
    </svg>
  );
});
