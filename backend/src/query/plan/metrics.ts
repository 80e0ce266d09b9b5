/** A metrics query → what to read from where, and how to fold it. Text is made in metricsSql. */
import {
  dimension,
  DIMENSIONS,
  isGroup,
  measure,
  type Dimension,
  type Measure,
  type MetricsQuery,
} from '@llmobservatory/model';
import { ObservatoryError } from '../../record/errors';
import { conditionsOf, type Condition } from './conditions';
import { component, MEASURE_SQL, type ComponentId } from './measures';
import { stepSeconds, type StepInput } from './step';
import { cover, type Part } from './tiers';

export interface MetricsPlan {
  /** What is read; together exactly the range. */
  parts: Part[];
  source: 'raw' | 'rollup';
  /** Seconds a bucket; null: one row a group over the whole range. */
  stepSeconds: number | null;
  groupBy: Dimension[];
  measures: Measure[];
  components: ComponentId[];
  conditions: Condition[];
  /** Groups kept. */
  limit: number;
  /** The groups that are not kept become one; otherwise they are left out. */
  foldOthers: boolean;
}

/** Up to this range calls are read one by one: exact to the second, and quick enough. */
const RAW_UP_TO_MS = 24 * 3_600_000;
const HOUR = 3600;
const DAY = 86_400;
const ROLLUP_COLUMNS: ReadonlySet<string | undefined> = new Set(
  DIMENSIONS.filter((known) => known.rollup).map((known) => known.metrics),
);

/** @throws ObservatoryError GROUP_UNKNOWN (caller), and what `conditionsOf` throws */
export function planMetrics(query: MetricsQuery, range: Omit<StepInput, 'stepSeconds'>): MetricsPlan {
  const groupBy = [...new Set(query.groupBy)].map(dimension);
  const unknown = groupBy.find((group) => !isGroup(group));
  if (unknown) {
    throw new ObservatoryError(
      'caller',
      'GROUP_UNKNOWN',
      `Figures can't be grouped by "${unknown.id}": calls don't have it. It can only be filtered by.`,
    );
  }
  const measures = [...new Set(query.measures)].map(measure);
  const components = [...new Set(query.measures.flatMap((id) => MEASURE_SQL[id].needs))];
  const conditions = conditionsOf(query, 'metrics');
  const step = query.shape === 'series' ? stepSeconds({ ...range, stepSeconds: query.stepSeconds }) : null;
  const tiers =
    range.to.getTime() - range.from.getTime() > RAW_UP_TO_MS &&
    standInRollups(components, groupBy, conditions)
      ? tiersFor(step)
      : [];
  const parts = cover(range.from, range.to, tiers);
  return {
    parts,
    source: parts.some((part) => part.tier !== 'raw') ? 'rollup' : 'raw',
    stepSeconds: step,
    groupBy,
    measures,
    components,
    conditions,
    limit: query.limit,
    foldOthers: measures.every((known) => known.additive),
  };
}

function standInRollups(
  components: readonly ComponentId[],
  groupBy: readonly Dimension[],
  conditions: readonly Condition[],
): boolean {
  return (
    components.every((id) => component(id).rollup) &&
    groupBy.every((group) => group.rollup) &&
    conditions.every((condition) => condition.on === 'metrics' && ROLLUP_COLUMNS.has(condition.name))
  );
}

/** A bucket of a rollup must lie within one bucket of the answer. */
function tiersFor(step: number | null): ('daily' | 'hourly')[] {
  if (step === null || step % DAY === 0) return ['daily', 'hourly'];
  return step % HOUR === 0 ? ['hourly'] : [];
}
