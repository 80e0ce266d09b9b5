/**
 * How a person looks at a trace: what bars stand for, what is marked, folded, searched and zoomed. Beside the state of
 * the tree, because it outlives the trace: the next one is looked at in the same way.
 */
import type { WaterfallOptions } from '../options';
import { BAR_VALUES } from './amounts';
import type { BarValue } from './amounts';
import { zoomed } from './timeAxis';
import type { Axis } from './timeAxis';

export const REASONS = ['slow', 'dear'] as const;
export type Reason = (typeof REASONS)[number];

export interface Look {
  bars: BarValue;
  path: boolean;
  /** Infrastructure spans each in a row of its own. */
  infrastructure: boolean;
  query: string;
  reason: Reason | null;
  /** `null`: the whole trace. */
  window: Axis | null;
}

export type LookAction =
  | { type: 'bars'; bars: BarValue }
  | { type: 'nextBars' | 'path' | 'infrastructure' | 'unzoom' }
  | { type: 'query'; query: string }
  | { type: 'reason'; reason: Reason }
  | { type: 'window'; window: Axis | null }
  | { type: 'zoom'; whole: Axis; factor?: number; shift?: number };

export const firstLook = (options: WaterfallOptions): Look => ({
  bars: options.bars,
  path: options.criticalPath,
  infrastructure: options.infrastructure === 'shown',
  query: '',
  reason: null,
  window: null,
});

export function nextLook(look: Look, action: LookAction): Look {
  switch (action.type) {
    case 'bars':
      return { ...look, bars: action.bars };
    case 'nextBars':
      return { ...look, bars: BAR_VALUES[(BAR_VALUES.indexOf(look.bars) + 1) % BAR_VALUES.length]! };
    case 'path':
      return { ...look, path: !look.path };
    case 'infrastructure':
      return { ...look, infrastructure: !look.infrastructure };
    case 'query':
      return { ...look, query: action.query };
    case 'reason':
      return { ...look, reason: look.reason === action.reason ? null : action.reason };
    case 'window':
      return { ...look, window: action.window };
    case 'unzoom':
      return { ...look, window: null };
    case 'zoom': {
      const window = zoomed(look.window ?? action.whole, action.whole, action);
      return { ...look, window: window.lengthMs >= action.whole.lengthMs ? null : window };
    }
  }
}

/** Letters that Grafana does not use. `null`: not ours. */
export function lookAction(key: string, shift: boolean, whole: Axis): LookAction | null {
  switch (key) {
    case 'm':
      return { type: 'nextBars' };
    case 'w':
      return { type: 'path' };
    case 'h':
      return { type: 'infrastructure' };
    case '+':
      return { type: 'zoom', whole, factor: 1 / 2 };
    case '-':
      return { type: 'zoom', whole, factor: 2 };
    case '0':
      return { type: 'unzoom' };
    case 'ArrowLeft':
      return shift ? { type: 'zoom', whole, shift: -1 / 4 } : null;
    case 'ArrowRight':
      return shift ? { type: 'zoom', whole, shift: 1 / 4 } : null;
    default:
      return null;
  }
}
