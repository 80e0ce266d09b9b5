/** Things that happened: for annotations of dashboards, and as a list. */
import { choices, labelOf, limit, type Kind } from './kind';

const KINDS = choices({
  releases: ['Releases', 'A version of an application is seen for the first time'],
  prompts: ['Prompt versions', 'A version of a managed prompt is seen for the first time'],
  prices: ['Price changes', 'A price begins to count'],
  models: ['New models', 'An application uses a model for the first time'],
  error_bursts: ['Error bursts', 'Many more errors than usual, from begin to end'],
});

export const annotations: Kind<'annotations'> = {
  label: 'Events',
  description: 'Releases, prompt versions, price changes, error bursts',
  group: 'Lists',
  events: true,
  filters: 'metrics',
  defaults: { kinds: ['releases', 'prompts', 'prices', 'models', 'error_bursts'], limit: 100 },
  controls: [
    {
      control: 'choices',
      field: 'kinds',
      label: 'Events',
      placeholder: 'Choose at least one',
      choices: KINDS,
    },
    limit(1000),
  ],
  complete: ({ kinds }) => kinds.length > 0,
  words: ({ kinds, limit: top }) => [
    kinds.map((kind) => labelOf(KINDS, kind)).join(', ') || 'No events chosen',
    `at most ${top}`,
  ],
};
