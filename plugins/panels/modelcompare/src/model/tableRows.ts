/** The lines of the table: which figures, under which heads, and which are left out because nobody knows them. Pure. */
import type { CompareOptions, RowGroup } from '../options';
import { ROW_GROUPS } from '../options';
import { text } from '../text';
import type { Shown } from './choose';
import type { Measure } from './measures';

export interface TableGroup {
  group: RowGroup;
  label: string;
  measures: readonly Measure[];
}

export interface TableRows {
  groups: readonly TableGroup[];
  /** Figures without a value of any model that is shown. */
  unknown: readonly Measure[];
}

/** Below this height only cost and speed have room. */
const ALL_FROM_PX = 400;

export function tableRows(shown: Shown, options: CompareOptions, heightPx: number): TableRows {
  const wanted =
    options.rows.length > 0
      ? options.rows
      : heightPx < ALL_FROM_PX && hasKnown(shown)
        ? (['cost', 'speed'] as const)
        : ROW_GROUPS;
  const measures = shown.comparison.measures.filter(({ group }) =>
    (wanted as readonly string[]).includes(group),
  );
  const isKnown = ({ id }: Measure) => shown.rows.some(({ figures }) => figures.get(id)?.value !== null);
  const groups = wanted
    .map((group) => ({
      group,
      label: groupLabel(group),
      measures: measures.filter((measure) => measure.group === group && isKnown(measure)),
    }))
    .filter(({ measures: own }) => own.length > 0);
  return { groups, unknown: measures.filter((measure) => !isKnown(measure)) };
}

const hasKnown = ({ comparison }: Shown): boolean =>
  comparison.measures.some(({ group }) => group === 'cost' || group === 'speed');

/** The two figures that a very small panel has room for. */
export function tinyMeasures({ comparison, rows }: Shown): readonly Measure[] {
  const known = comparison.measures.filter(({ id }) =>
    rows.some(({ figures }) => figures.get(id)?.value !== null),
  );
  const wanted = ['cost_per_call', 'duration_p95'].flatMap((id) => known.filter((one) => one.id === id));
  return [...wanted, ...known.filter((one) => !wanted.includes(one))].slice(0, 2);
}

export function groupLabel(group: RowGroup): string {
  return LABELS[group]();
}

const LABELS: Record<RowGroup, () => string> = {
  cost: () => text('group.cost', 'Cost'),
  speed: () => text('group.speed', 'Speed'),
  reliability: () => text('group.reliability', 'Reliability'),
  quality: () => text('group.quality', 'Quality'),
  use: () => text('group.use', 'Use'),
  other: () => text('group.other', 'Other'),
};
