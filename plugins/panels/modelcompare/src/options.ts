/** Panel options as stored in a dashboard. Names and values are for ever; what is stored is healed by `readOptions`. */
import { oneOf, onOff, recordOf, within } from '@llmobservatory/panel/options';

export const VIEWS = ['table', 'pareto', 'whatIf'] as const;
export type View = (typeof VIEWS)[number];

export const ROW_GROUPS = ['cost', 'speed', 'reliability', 'quality', 'use', 'other'] as const;
/** Rows of the table, by what they are about. `other`: numbers that this panel knows no name for. */
export type RowGroup = (typeof ROW_GROUPS)[number];

export interface CompareOptions {
  view: View;
  /** Model that the others are compared with; empty: the one with most calls. */
  baseline: string;
  /** Columns at first; the others are a click away. */
  maxModels: number;
  /** Empty: all, or cost and speed where the panel is low. */
  rows: RowGroup[];
  matched: boolean;
  /** The sentence that says how much of the traffic is matched. The warning of unmatched traffic always stays. */
  matchingNote: boolean;
  /** Vertical axis of the Pareto plot, a field; empty: the first score, else the success rate, else speed. */
  quality: string;
  /** Of costs in the Pareto plot and of the distribution strips. */
  scale: 'log' | 'linear';
}

export const DEFAULTS: CompareOptions = {
  view: 'table',
  baseline: '',
  maxModels: 4,
  rows: [],
  matched: true,
  matchingNote: true,
  quality: '',
  scale: 'log',
};

/** Beyond six columns nobody compares; they scroll, and colours repeat. */
export const MAX_MODELS = 6;

/** Options that can be worked with, whatever a dashboard file holds. */
export function readOptions(stored: unknown): CompareOptions {
  const from = recordOf(stored);
  const words = (value: unknown): string => (typeof value === 'string' ? value : '');
  return {
    view: oneOf(VIEWS, from.view, DEFAULTS.view),
    baseline: words(from.baseline),
    maxModels: Math.round(within([1, MAX_MODELS], from.maxModels, DEFAULTS.maxModels)),
    rows: Array.isArray(from.rows)
      ? ROW_GROUPS.filter((group) => (from.rows as unknown[]).includes(group))
      : DEFAULTS.rows,
    matched: onOff(from.matched, DEFAULTS.matched),
    matchingNote: onOff(from.matchingNote, DEFAULTS.matchingNote),
    quality: words(from.quality),
    scale: oneOf(['log', 'linear'] as const, from.scale, DEFAULTS.scale),
  };
}
