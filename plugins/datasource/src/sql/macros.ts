/** The macros that the backend expands; it must, because alert rules reach it without a browser. */
export interface Macro {
  name: string;
  /** What completion puts in. */
  insert: string;
  doc: string;
}

export const MACROS: readonly Macro[] = [
  {
    name: '$__timeFilter',
    insert: '$__timeFilter(ts)',
    doc: 'The time range of the panel, as plain comparisons: ts >= … AND ts < …. Old data is then not even opened.',
  },
  {
    name: '$__timeGroup',
    insert: '$__timeGroup(ts, $__interval)',
    doc: 'Start of the interval that a time lies in. Group and order by it for a time series.',
  },
  { name: '$__timeFrom', insert: '$__timeFrom()', doc: 'Begin of the time range.' },
  { name: '$__timeTo', insert: '$__timeTo()', doc: 'End of the time range.' },
  { name: '$__interval', insert: '$__interval', doc: 'Width of a point on the screen, such as 15s or 1h.' },
  { name: '$__interval_ms', insert: '$__interval_ms', doc: 'The same in milliseconds.' },
];
