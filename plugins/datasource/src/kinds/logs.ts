/** Log records that contain a text, or how many there are. */
import { choices, CONTROLS, labelOf, limit, type Kind } from './kind';

const ORDERS = choices({ newest: ['Newest first'], oldest: ['Oldest first'] });

export const logs: Kind<'logs'> = {
  label: 'Logs',
  description: 'Log records and events',
  group: 'Lists',
  events: true,
  filters: 'logs',
  defaults: { search: '', shape: 'lines', order: 'newest', limit: 500 },
  controls: [
    {
      control: 'text',
      field: 'search',
      label: 'Contains',
      placeholder: 'Text in the message, whatever the case',
    },
    {
      control: 'choice',
      field: 'shape',
      label: 'As',
      choices: choices({ lines: ['Lines'], volume: ['Volume', 'How many of each severity per step'] }),
    },
    {
      control: 'choice',
      field: 'order',
      label: 'Order',
      choices: ORDERS,
      when: ({ shape }) => shape === 'lines',
    },
    { ...limit(5000), when: ({ shape }) => shape === 'lines' },
    { ...CONTROLS.step, when: ({ shape }) => shape === 'volume' },
  ],
  words: ({ search, shape, order, limit: lines }) => [
    search ? `Logs with “${search}”` : 'Logs',
    ...(shape === 'volume'
      ? ['how many of each severity']
      : [labelOf(ORDERS, order).toLowerCase(), `at most ${lines}`]),
  ],
};
