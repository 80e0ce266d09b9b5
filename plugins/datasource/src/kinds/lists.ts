/** Tables of users, tools and models: one row each. */
import { choices, comparedWords, CONTROLS, sortedWords, limit, type Kind } from './kind';

const USER_SORTS = choices({
  dearest: ['Dearest'],
  most_calls: ['Most calls'],
  most_tokens: ['Most tokens'],
  most_errors: ['Most errors'],
  newest: ['Newest'],
});

export const users: Kind<'users'> = {
  label: 'Users',
  description: 'Calls, cost and errors of each user',
  group: 'Lists',
  filters: 'metrics',
  defaults: { sort: 'dearest', limit: 50, compare: 'none' },
  controls: [
    { control: 'choice', field: 'sort', label: 'Sort', choices: USER_SORTS },
    limit(1000),
    CONTROLS.compare,
  ],
  words: ({ sort, limit: top, compare }) => [
    sortedWords(USER_SORTS, sort, top, 'users'),
    ...comparedWords(compare),
  ],
};

const TOOL_SORTS = choices({
  most_runs: ['Most runs'],
  slowest: ['Slowest'],
  most_errors: ['Most errors'],
  newest: ['Newest'],
});

export const tools: Kind<'tools'> = {
  label: 'Tools',
  description: 'Runs, failures and durations of each tool',
  group: 'Lists',
  filters: 'spans',
  defaults: { sort: 'most_runs', limit: 50, compare: 'none' },
  controls: [
    { control: 'choice', field: 'sort', label: 'Sort', choices: TOOL_SORTS },
    limit(500),
    CONTROLS.compare,
  ],
  words: ({ sort, limit: top, compare }) => [
    sortedWords(TOOL_SORTS, sort, top, 'tools'),
    ...comparedWords(compare),
  ],
};

export const models: Kind<'models'> = {
  label: 'Models',
  description: 'Models side by side: cost, speed, errors',
  group: 'Numbers',
  filters: 'metrics',
  defaults: { models: [], base: '', matched: false, intervals: true, limit: 4 },
  controls: [
    {
      control: 'values',
      field: 'models',
      label: 'Models',
      dimension: 'model',
      placeholder: 'Those with most calls',
    },
    {
      control: 'value',
      field: 'base',
      label: 'Compared with',
      dimension: 'model',
      placeholder: 'The one with most calls',
    },
    { control: 'switch', field: 'matched', label: 'Same traffic only' },
    { control: 'switch', field: 'intervals', label: 'Intervals', optional: true },
    { ...limit(20, 'At most'), when: ({ models: chosen }) => chosen.length === 0 },
  ],
  words: ({ models: chosen, base, matched, limit: top }) => [
    chosen.length > 0 ? `Models ${chosen.join(', ')}` : `The ${top} models with most calls`,
    ...(base ? [`compared with ${base}`] : []),
    ...(matched ? ['same traffic only'] : []),
  ],
};
