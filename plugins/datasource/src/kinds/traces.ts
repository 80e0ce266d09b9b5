/** Traces: the list, and one by its id. */
import { choices, CONTROLS, sortedWords, limit, type Kind } from './kind';

const SORTS = choices({
  newest: ['Newest'],
  slowest: ['Slowest'],
  dearest: ['Dearest'],
  most_tokens: ['Most tokens'],
  most_errors: ['Most errors'],
  lowest_score: ['Lowest score'],
});

export const traces: Kind<'traces'> = {
  label: 'Traces',
  description: 'A list of traces',
  group: 'Lists',
  events: true,
  live: true,
  filters: 'traces',
  defaults: { sort: 'newest', limit: 50 },
  controls: [{ control: 'choice', field: 'sort', label: 'Sort', choices: SORTS }, limit(1000)],
  words: ({ sort, limit: top }) => [sortedWords(SORTS, sort, top, 'traces')],
};

export const trace: Kind<'trace'> = {
  label: 'One trace',
  description: 'All spans of one trace, with messages',
  group: 'One of them',
  defaults: { traceId: '', content: true },
  controls: [CONTROLS.traceId, CONTROLS.content],
  complete: ({ traceId }) => traceId.trim() !== '',
  words: ({ traceId }) => [traceId ? `Trace ${traceId}` : 'One trace, no id yet'],
};
