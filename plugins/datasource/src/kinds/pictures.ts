/** Answers with a panel of their own: node graph, flame graph, heatmap. */
import { dimension, QUANTITIES } from '@llmobservatory/model';
import { groupChoices } from '../filterKeys';
import { choices, CONTROLS, labelOf, limit, type Kind } from './kind';

export const graph: Kind<'graph'> = {
  label: 'Graph',
  description: 'Who calls whom: agents, models, tools',
  group: 'Pictures',
  filters: 'spans',
  defaults: { limit: 60 },
  controls: [limit(200, 'Nodes')],
  words: ({ limit: top }) => [`Agents, models and tools, at most ${top}`],
};

const FLAME_VALUES = choices({
  cost: ['Cost'],
  duration: ['Time'],
  tokens: ['Tokens'],
  calls: ['Calls'],
});
const MAX_PATH = 6;

export const flamegraph: Kind<'flamegraph'> = {
  label: 'Flame graph',
  description: 'Where cost or time goes, layer by layer',
  group: 'Pictures',
  filters: 'metrics',
  defaults: { value: 'cost', traceId: '', path: ['app', 'agent', 'operation', 'model'] },
  controls: [
    { control: 'choice', field: 'value', label: 'Of', choices: FLAME_VALUES },
    {
      control: 'choices',
      field: 'path',
      label: 'Layers',
      placeholder: 'Choose at least one',
      choices: groupChoices(),
      attributes: true,
      max: MAX_PATH,
      when: ({ traceId }) => traceId === '',
    },
    { ...CONTROLS.traceId, label: 'Of one trace', placeholder: 'All calls of the range' },
  ],
  complete: ({ path, traceId }) => path.length > 0 || traceId !== '',
  words: ({ value, traceId, path }) => [
    traceId
      ? `${labelOf(FLAME_VALUES, value)} of trace ${traceId}`
      : `${labelOf(FLAME_VALUES, value)} by ${path.map((id) => dimension(id).label.toLowerCase()).join(' › ')}`,
  ],
};

const label = (id: string): string => QUANTITIES.find((quantity) => quantity.id === id)?.label ?? id;
const HEAT_QUANTITIES = choices({
  duration: [label('duration')],
  ttft: [label('ttft')],
  tokens_per_second: ['Speed'],
  input_tokens: [label('input_tokens')],
  output_tokens: [label('output_tokens')],
  cost: [label('cost')],
});

export const heatmap: Kind<'heatmap'> = {
  label: 'Heatmap',
  description: 'How durations, tokens or cost are spread over time',
  group: 'Pictures',
  filters: 'metrics',
  defaults: { quantity: 'duration' },
  controls: [{ control: 'choice', field: 'quantity', label: 'Of', choices: HEAT_QUANTITIES }, CONTROLS.step],
  words: ({ quantity }) => [`Spread of ${labelOf(HEAT_QUANTITIES, quantity).toLowerCase()}`],
};
