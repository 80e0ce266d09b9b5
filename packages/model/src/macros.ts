/** The macros of SQL queries: how they are written and what they stand for. Completion, docs and the backend read it. */
export interface MacroDoc {
  /** What completion puts in, and what errors show. */
  usage: string;
  doc: string;
}

export const MACRO_DOCS = {
  $__timeFilter: { usage: '$__timeFilter(ts)', doc: 'The column lies in the range of the panel.' },
  $__timeFrom: { usage: '$__timeFrom()', doc: 'Start of the range.' },
  $__timeTo: { usage: '$__timeTo()', doc: 'End of the range.' },
  $__timeGroup: {
    usage: '$__timeGroup(ts, $__interval)',
    doc: 'Start of the bucket that the time falls into; the width may also be such as 5m.',
  },
  $__timeGroupAlias: {
    usage: '$__timeGroupAlias(ts, $__interval)',
    doc: 'The same, as a column named time.',
  },
  $__time: { usage: '$__time(ts)', doc: 'The column, named time.' },
  $__interval: { usage: '$__interval', doc: 'Width of a bucket that suits the panel, as an interval.' },
  $__interval_ms: { usage: '$__interval_ms', doc: 'The same in milliseconds, as a number.' },
  $__unixEpochFilter: {
    usage: '$__unixEpochFilter(column)',
    doc: 'The column, seconds since 1970, lies in the range.',
  },
  $__unixEpochFrom: { usage: '$__unixEpochFrom()', doc: 'Start of the range in seconds since 1970.' },
  $__unixEpochTo: { usage: '$__unixEpochTo()', doc: 'End of the range in seconds since 1970.' },
  $__unixEpochNanoFilter: {
    usage: '$__unixEpochNanoFilter(start_unix_nano)',
    doc: 'The column, nanoseconds since 1970, lies in the range.',
  },
  $__unixEpochNanoFrom: {
    usage: '$__unixEpochNanoFrom()',
    doc: 'Start of the range in nanoseconds since 1970.',
  },
  $__unixEpochNanoTo: { usage: '$__unixEpochNanoTo()', doc: 'End of the range in nanoseconds since 1970.' },
} as const satisfies Record<string, MacroDoc>;

export type MacroName = keyof typeof MACRO_DOCS;
export const MACRO_NAMES = Object.keys(MACRO_DOCS) as MacroName[];
