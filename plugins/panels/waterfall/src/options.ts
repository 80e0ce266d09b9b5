/** Panel options as stored in a dashboard. Names and values are for ever. */
import { oneOf, onOff, recordOf } from '@llmobservatory/panel/options';
import { BAR_VALUES } from './model/amounts';
import type { BarValue } from './model/amounts';

export interface WaterfallOptions {
  /** What bars stand for at first. */
  bars: BarValue;
  detail: 'auto' | 'beside' | 'below' | 'off';
  showCost: boolean;
  showTokens: boolean;
  density: 'normal' | 'compact';
  /** Deepest level that is open at first; `auto`: all, or 3 in traces above 500 spans. */
  expand: 'auto' | 'all' | '1' | '2' | '3' | '4';
  /** HTTP, database and queue spans: one row a parent, or each its own. */
  infrastructure: 'folded' | 'shown';
  criticalPath: boolean;
  /** `auto`: from 20 spans, where there is room. */
  minimap: 'auto' | 'on' | 'off';
}

export const DEFAULTS: WaterfallOptions = {
  bars: 'time',
  detail: 'auto',
  showCost: true,
  showTokens: true,
  density: 'normal',
  expand: 'auto',
  infrastructure: 'folded',
  criticalPath: false,
  minimap: 'auto',
};

/** Options that can be worked with, whatever a dashboard file holds: what is missing or unknown becomes the default. */
export function readOptions(stored: unknown): WaterfallOptions {
  const from = recordOf(stored);
  return {
    bars: oneOf(BAR_VALUES, from.bars, DEFAULTS.bars),
    detail: oneOf(['auto', 'beside', 'below', 'off'], from.detail, DEFAULTS.detail),
    showCost: onOff(from.showCost, DEFAULTS.showCost),
    showTokens: onOff(from.showTokens, DEFAULTS.showTokens),
    density: oneOf(['normal', 'compact'], from.density, DEFAULTS.density),
    // A hand writes 3 where the editor writes "3".
    expand: oneOf(['auto', 'all', '1', '2', '3', '4'], String(from.expand), DEFAULTS.expand),
    infrastructure: oneOf(['folded', 'shown'], from.infrastructure, DEFAULTS.infrastructure),
    criticalPath: onOff(from.criticalPath, DEFAULTS.criticalPath),
    minimap: oneOf(['auto', 'on', 'off'], from.minimap, DEFAULTS.minimap),
  };
}
