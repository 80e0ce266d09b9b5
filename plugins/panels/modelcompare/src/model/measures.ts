/** What a number column is about: the figures the backend compares, and whatever else a table brings. */
import { COMPARED_MEASURES, SCORE_PREFIX } from '@llmobservatory/compare-stats';
import type { RowGroup } from '../options';

/** Words for less and more of it. */
export type Direction = 'cost' | 'time' | 'speed' | 'amount';

export interface Measure {
  /** Name of the field. */
  id: string;
  label: string;
  group: RowGroup;
  /** Grafana unit id; '' = none. */
  unit: string;
  difference: 'ratio' | 'absolute';
  direction: Direction;
  /** More of it is better; null = neither is, or nobody can say. */
  moreIsBetter: boolean | null;
  doc: string;
}

/** Of a field name and what its config says. Unknown names are figures too: a row of their own. */
export function measureOf(id: string, config: { label?: string; unit?: string; doc?: string } = {}): Measure {
  const known = KNOWN.get(id) ?? (id.startsWith(SCORE_PREFIX) ? scoreOf(id) : undefined);
  const unit = config.unit ?? known?.unit ?? '';
  return {
    id,
    label: config.label ?? known?.label ?? sentence(id),
    group: known?.group ?? 'other',
    unit,
    difference: known?.difference ?? (unit === 'percentunit' ? 'absolute' : 'ratio'),
    direction: known?.direction ?? 'amount',
    moreIsBetter: known?.moreIsBetter ?? null,
    doc: config.doc ?? known?.doc ?? '',
  };
}

const directionOf = (id: string): Direction => {
  if (id.startsWith('cost')) return 'cost';
  if (id.startsWith('duration') || id.startsWith('ttft')) return 'time';
  return id === 'tokens_per_second' ? 'speed' : 'amount';
};

const BETTER_IF_MORE: readonly string[] = ['tokens_per_second', 'pass_rate', 'cache_hit_ratio'];
const BETTER_IF_LESS: readonly string[] = ['error_rate', 'refusal_rate', 'cut_off_rate', 'retry_rate'];

function betterIfMore(id: string, direction: Direction): boolean | null {
  if (BETTER_IF_MORE.includes(id)) return true;
  return direction === 'cost' || direction === 'time' || BETTER_IF_LESS.includes(id) ? false : null;
}

/** Totals that stand beside the compared figures. Nothing is claimed about their difference. */
const TOTALS: Measure[] = [
  {
    id: 'cost',
    label: 'Total cost',
    group: 'cost',
    unit: 'currencyUSD',
    difference: 'ratio',
    direction: 'cost',
    moreIsBetter: null,
    doc: 'Of all calls in the range with a known cost.',
  },
  {
    id: 'calls',
    label: 'Calls',
    group: 'use',
    unit: 'short',
    difference: 'ratio',
    direction: 'amount',
    moreIsBetter: null,
    doc: 'All calls in the range.',
  },
];

const KNOWN: ReadonlyMap<string, Measure> = new Map(
  [
    ...COMPARED_MEASURES.map(({ id, label, group, unit, difference, doc }): Measure => {
      const direction = directionOf(id);
      return {
        id,
        label,
        group,
        unit,
        difference,
        direction,
        moreIsBetter: betterIfMore(id, direction),
        doc,
      };
    }),
    ...TOTALS,
  ].map((measure) => [measure.id, measure]),
);

const scoreOf = (id: string): Measure => {
  const name = id.slice(SCORE_PREFIX.length);
  return {
    id,
    label: name,
    group: 'quality',
    unit: '',
    difference: 'absolute',
    direction: 'amount',
    moreIsBetter: true,
    doc: `Mean of the score "${name}".`,
  };
};

/** "price_per_seat" → "Price per seat" */
const sentence = (id: string): string => {
  const words = id.replaceAll('_', ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** In the order they are shown; figures that this panel does not know come in the order of their fields. */
export const orderOf = ({ id, group }: Measure): number => {
  const place = [...KNOWN.keys()].indexOf(id);
  return GROUP_ORDER.indexOf(group) * 100 + (place < 0 ? 50 : place);
};
const GROUP_ORDER: readonly RowGroup[] = ['cost', 'speed', 'reliability', 'quality', 'use', 'other'];
