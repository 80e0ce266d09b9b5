/** Panel options as stored in a dashboard. Names and values are for ever. */
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
