/** The mark of a model: its colour and its shape, in the plot and beside its name. */
import { useTheme2 } from '@grafana/ui';
import { memo } from 'react';
import { shapePath } from '../model/shapes';
import type { Shape } from '../model/shapes';

interface Props {
  shape: Shape;
  colour: string;
  x: number;
  y: number;
  /** Of the circle that is as large, px. */
  radius: number;
  hollow: boolean;
}

export const Mark = memo(function Mark({ shape, colour, x, y, radius, hollow }: Props) {
  const { background } = useTheme2().colors;
  return (
    <path
      d={shapePath(shape, x, y, radius)}
      fill={hollow ? background.primary : colour}
      fillOpacity={hollow ? 1 : 0.75}
      stroke={colour}
      strokeWidth={2}
      strokeLinejoin="round"
    />
  );
});

const SIZE_PX = 16;

/** In a line of text. */
export const MarkIcon = ({ shape, colour, hollow }: Pick<Props, 'shape' | 'colour' | 'hollow'>) => (
  <svg width={SIZE_PX} height={SIZE_PX} aria-hidden="true" focusable="false">
    <Mark shape={shape} colour={colour} hollow={hollow} x={SIZE_PX / 2} y={SIZE_PX / 2} radius={5} />
  </svg>
);
