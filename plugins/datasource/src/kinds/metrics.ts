/** Figures: measures, groups, over time or as totals. */
import { dimension, measure, MEASURES } from '@llmobservatory/model';
import { groupChoices } from '../filterKeys';
import { choices, comparedWords, CONTROLS, limit, type Kind } from './kind';

const MAX_GROUPS = 5;
const RATES = choices({ none: ['As they are'], second: ['Per second'], minute: ['Per minute'] });

export const metrics: Kind<'metrics'> = {
  label: 'Figures',
  description: 'Calls, tokens, cost, durations: over time or as totals',
  group: 'Numbers',
  numbers: true,
  filters: 'metrics',
  defaults: {
    measures: ['calls'],
    groupBy: [],
    shape: 'series',
    limit: 20,
    other: true,
    order: 'value',
    compare: 'none',
    rate: 'none',
  },
  controls: [
    {
      control: 'choices',
      field: 'measures',
      label: 'Measure',
      placeholder: 'Choose a measure',
      choices: MEASURES.map(({ id, label, doc }) => ({ value: id, label, description: doc })),
    },
    {
      control: 'choices',
      field: 'groupBy',
      label: 'Group by',
      placeholder: 'Nothing: one figure',
      choices: groupChoices(),
      attributes: true,
      max: MAX_GROUPS,
    },
    {
      control: 'choice',
      field: 'shape',
      label: 'As',
      choices: choices({
        series: ['Per interval', 'One point a step'],
        total: ['Total', 'One row a group over the whole range'],
      }),
    },
    { ...limit(500, 'Top groups'), when: ({ groupBy }) => groupBy.length > 0 },
    { control: 'switch', field: 'other', label: 'Other', when: ({ groupBy }) => groupBy.length > 0 },
    CONTROLS.compare,
    {
      control: 'choice',
      field: 'order',
      label: 'Top by',
      optional: true,
      choices: choices({
        value: ['First measure'],
        change: ['Change', 'How much the first measure changed'],
      }),
      when: ({ groupBy, compare }) => groupBy.length > 0 && compare !== 'none',
    },
    {
      control: 'choice',
      field: 'rate',
      label: 'Rate',
      optional: true,
      choices: RATES,
      when: ({ shape }) => shape === 'series',
    },
    { ...CONTROLS.step, when: ({ shape }) => shape === 'series' },
  ],
  complete: ({ measures }) => measures.length > 0,
  words: ({ measures, groupBy, limit: top, shape, stepSeconds, rate, compare, other }) => {
    const what = measures.map((id) => measure(id)?.label ?? id).join(', ') || 'No measure yet';
    const by = groupBy.map((id) => dimension(id)?.label.toLowerCase() ?? id).join(', ');
    return [
      by ? `${what} by ${by}` : what,
      ...(by ? [other ? `top ${top}` : `top ${top} without the rest`] : []),
      ...(rate === 'none' || shape === 'total' ? [] : [`a ${rate}`]),
      shape === 'total' ? 'in total' : stepSeconds ? `per ${stepSeconds} s` : 'per interval',
      ...comparedWords(compare),
    ];
  },
};
