/** Panel options as stored in a dashboard. Names and values are for ever. */
export interface WaterfallOptions {
  detail: 'auto' | 'beside' | 'below' | 'off';
  showCost: boolean;
  showTokens: boolean;
  density: 'normal' | 'compact';
  /** Deepest level that is open at first; `auto`: all, or 3 in traces above 500 spans. */
  expand: 'auto' | 'all' | '1' | '2' | '3' | '4';
}

export const DEFAULTS: WaterfallOptions = {
  detail: 'auto',
  showCost: true,
  showTokens: true,
  density: 'normal',
  expand: 'auto',
};
