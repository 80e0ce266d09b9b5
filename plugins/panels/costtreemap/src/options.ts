/** Panel options as stored in a dashboard. Names and values are for ever; what is stored is healed by `readOptions`. */
import { oneOf, onOff, recordOf, within } from '@llmobservatory/panel/options';

export const AREAS = ['value', 'tokens', 'calls'] as const;
/** What the area of a tile stands for; `value` is the main number of the table, mostly the cost. */
export type Area = (typeof AREAS)[number];

export const COLOURS = ['auto', 'change', 'price', 'errors', 'name'] as const;
/** `auto`: change where there is a value before, else name. */
export type ColourMode = (typeof COLOURS)[number];

export const SHAPES = ['treemap', 'icicle'] as const;
export type Shape = (typeof SHAPES)[number];

export interface TreemapOptions {
  /** Names of the text fields that make the levels, outermost first; empty: all, in the order of the table. */
  levels: string[];
  area: Area;
  colour: ColourMode;
  shape: Shape;
  /** Percent of the picture; smaller tiles fold into "n others". */
  minShare: number;
  /** Named tiles that are drawn at most; the others fold. */
  maxTiles: number;
  showUnpriced: boolean;
  legend: boolean;
}

export const DEFAULTS: TreemapOptions = {
  levels: [],
  area: 'value',
  colour: 'auto',
  shape: 'treemap',
  minShare: 0.5,
  maxTiles: 250,
  showUnpriced: true,
  legend: true,
};

export const LIMITS = { minShare: [0, 20], maxTiles: [10, 500] } as const;

/**
 * Options that can be worked with, whatever a dashboard file holds: missing, unknown or impossible values become the
 * default, numbers are moved into their limits.
 */
export function readOptions(stored: unknown): TreemapOptions {
  const from = recordOf(stored);
  return {
    levels: Array.isArray(from.levels)
      ? from.levels.filter((level): level is string => typeof level === 'string')
      : DEFAULTS.levels,
    area: oneOf(AREAS, from.area, DEFAULTS.area),
    colour: oneOf(COLOURS, from.colour, DEFAULTS.colour),
    shape: oneOf(SHAPES, from.shape, DEFAULTS.shape),
    minShare: within(LIMITS.minShare, from.minShare, DEFAULTS.minShare),
    maxTiles: Math.round(within(LIMITS.maxTiles, from.maxTiles, DEFAULTS.maxTiles)),
    showUnpriced: onOff(from.showUnpriced, DEFAULTS.showUnpriced),
    legend: onOff(from.legend, DEFAULTS.legend),
  };
}
