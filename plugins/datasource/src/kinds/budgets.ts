/** Budgets: what is used, what is left, what it will be. */
import { choices, CONTROLS, labelOf, type Kind } from './kind';

const FIGURES = choices({
  used: ['Used', 'USD so far in the window'],
  limit: ['Limit', 'USD of the budget'],
  share: ['Share', 'Used ÷ limit'],
  forecast: ['Forecast', 'USD at the end of the window, if it goes on like this'],
  burn_rate: ['Burn rate', 'How many times faster than the budget allows'],
});

export const budgets: Kind<'budgets'> = {
  label: 'Budgets',
  description: 'Used, share, forecast and burn rate of each budget',
  group: 'Numbers',
  numbers: true,
  defaults: { budgets: [], shape: 'total', figures: [] },
  controls: [
    { control: 'values', field: 'budgets', label: 'Budgets', placeholder: 'All' },
    {
      control: 'choices',
      field: 'figures',
      label: 'Figures',
      placeholder: 'All',
      choices: FIGURES,
    },
    {
      control: 'choice',
      field: 'shape',
      label: 'As',
      choices: choices({
        total: ['Total', 'At the end of the range, one row a budget'],
        series: ['Per interval', 'One point a step'],
      }),
    },
    { ...CONTROLS.step, when: ({ shape }) => shape === 'series' },
  ],
  words: ({ budgets: names, figures, shape }) => [
    `${figures.map((figure) => labelOf(FIGURES, figure)).join(', ') || (shape === 'total' ? 'All figures' : 'Used')} of ${
      names.length > 0 ? names.join(', ') : 'all budgets'
    }`,
    shape === 'total' ? 'in total' : 'per interval',
  ],
};
