/** Steps of a scale → entries of the legend: a shade and the words beside it. */
import { share } from '@llmobservatory/format';
import { text } from '../text';
import type { ValueFormat } from '../valueFormat';
import { CHANGE_STEPS } from './scale';
import type { Scale, ScaleMode, Shade } from './scale';

export interface LegendEntry {
  shade: Shade;
  label: string;
  /** What the label means, where it is not plain. */
  title?: string;
}

/** `value`: format of the main number, for prices. Names stand on the tiles themselves. */
export function legendOf(scale: Scale, value: ValueFormat): LegendEntry[] {
  if (scale.mode === 'name') return [];
  if (scale.mode === 'change') return changeEntries(scale.hasNew);
  const print = scale.mode === 'price' ? value.short : share;
  const { ends } = scale;
  return Array.from({ length: ends.length + 1 }, (_, step) => ({
    shade: { by: 'quantile', step, of: ends.length + 1 },
    label:
      step < ends.length
        ? `≤ ${print(ends[step]!)}`
        : ends.length === 0
          ? text('legend.equal', 'all equal')
          : `> ${print(ends[ends.length - 1]!)}`,
  }));
}

function changeEntries(hasNew: boolean): LegendEntry[] {
  const more = CHANGE_STEPS.map((from, index): LegendEntry => ({
    shade: { by: 'change', step: index + 1, isNew: false },
    label: `▲ ${from * 100}`,
  }));
  const less = CHANGE_STEPS.map((from, index): LegendEntry => ({
    shade: { by: 'change', step: -index - 1, isNew: false },
    label: `▼ ${from * 100}`,
  })).reverse();
  return [
    ...less,
    { shade: { by: 'change', step: 0, isNew: false }, label: '=' },
    ...more,
    ...(hasNew ? [newEntry()] : []),
    UNKNOWN_CHANGE(),
  ];
}

/** Its ring has to be explained where there is one: the word has no room on small tiles. */
const newEntry = (): LegendEntry => ({
  shade: { by: 'change', step: 0, isNew: true },
  label: text('legend.new', 'new'),
  title: text('legend.new-about', 'Nothing before'),
});

const UNKNOWN_CHANGE = (): LegendEntry => ({
  shade: { by: 'unknown' },
  label: '—',
  title: text('legend.unknown', 'Unknown, or fewer than 20 calls before'),
});

export function modeName(mode: ScaleMode, value: ValueFormat): string {
  return {
    change: () => text('colour.change-percent', 'Change %'),
    price: () => text('colour.price', '{{value}} per 1 K tokens', { value: value.label }),
    errors: () => text('colour.errors', 'Error rate'),
    name: () => text('colour.name', 'Name'),
  }[mode]();
}
