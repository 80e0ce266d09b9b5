/** How the figures of the plot are printed: each in its own unit. */
import type { Comparison } from '../model/fields';
import type { Measure } from '../model/measures';
import { printOf } from '../model/numbers';
import type { Print } from '../model/numbers';
import type { Pareto } from '../model/pareto';

export interface ParetoPrints {
  x: Print;
  y: Print;
  size: Print;
}

export function paretoPrints({ x, y, size }: Pareto, { frame }: Comparison): ParetoPrints {
  const print = (measure: Measure): Print =>
    printOf(
      measure,
      frame.fields.find(({ name }) => name === measure.id),
    );
  return { x: print(x), y: print(y.measure), size: size ? print(size) : String };
}
