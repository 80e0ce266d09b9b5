/** A metrics query → what to read from where, and how to fold it. Text is made in metricsSql. */
import {
  dimension,
  DIMENSIONS,
  isGroup,
  measure,
  type Dimension,
  type Measure,
  type MeasureId,
  type MetricsQuery,
} from '@llmobservatory/model';
import { ObservatoryError } from '../../record/errors';
import { conditionsOf, type Condition } from './conditions';
import type { Distribution } from './distributions';
import { component, MEASURE_SQL, standsInRollups, type ComponentId } from './measures';
import { shiftMs } from './periods';
import { stepSeconds, type StepInput } from './step';
import { cover, type Part, type Tier } from './tiers';

export interface Period {
  /** What is read; together exactly the period. */
  parts: Part[];
  /** Added to its times, so that they lie on those of the first period. */
  shiftMs: number;
}

export interface MetricsPlan {
  range: { from: Date; to: Date };
  /** The range, and the earlier one that it is compared with. */
  periods: [Period, ...Period[]];
  source: 'raw' | 'rollup';
  /** Why it is read from there, one sentence. */
  sourceReason: string;
  shape: MetricsQuery['shape'];
  /** Seconds a bucket; null: one row a group over the whole range. */
  stepSeconds: number | null;
  groupBy: Dimension[];
  measures: Measure[];
  /** Columns that the measures aggregate. */
  components: ComponentId[];
  /** Percentiles are read from these; empty where calls are read one by one. */
  distributions: Distribution[];
  conditions: Condition[];
  /**
   * Scores, chosen by these conditions, with the calls they are about; null: none are read. `allCalls`: the other figures
   * are of all calls.
   */
  scores: { allCalls: boolean; conditions: Condition[] } | null;
  /** Groups kept. */
  limit: number;
  order: MetricsQuery['order'];
  /** The groups that are not kept become one; otherwise they are left out. */
  foldOthers: boolean;
  /** Measures that add up are divided by the time they cover, in this unit; null: they are not. */
  rateSeconds: number | null;
}

/** Up to this range calls are read one by one: exact to the second, and quick enough. */
export const RAW_UP_TO_MS = 24 * 3_600_000;
const HOUR = 3600;
const DAY = 86_400;
const ROLLUP_COLUMNS: ReadonlySet<string | undefined> = new Set(
  DIMENSIONS.filter((known) => known.rollup).map((known) => known.metrics),
);
const RATE_SECONDS = { none: null, second: 1, minute: 60 } as const;

/** @throws ObservatoryError GROUP_UNKNOWN, MEASURE_NOT_BY_SCORE (caller), and what `conditionsOf` throws */
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
  const ids = [...new Set(query.measures)];
  const byScore = groupBy.find(({ scores }) => scores);
  if (byScore && ids.includes('score_coverage')) {
    throw new ObservatoryError(
      'caller',
      'MEASURE_NOT_BY_SCORE',
      `"score_coverage" can't be grouped by "${byScore.id}": in such a group every call has a score. Filter by one score instead.`,
    );
  }
  const measures = ids.map(measure);
  const conditions = conditionsOf(query, 'metrics');
  const step = query.shape === 'series' ? stepSeconds({ ...range, stepSeconds: query.stepSeconds }) : null;
  const { tiers, reason } = tiersFor(step, range, notInRollups(ids, groupBy, conditions));
  const compare = query.shape === 'change' && query.compare === 'none' ? 'previous' : query.compare;
  const shifts = compare === 'none' ? [] : [shiftMs(compare, range, step)];
  const period = (shift: number): Period => ({
    parts: cover(...earlier(range, shift), tiers),
    shiftMs: shift,
  });
  const periods: MetricsPlan['periods'] = [period(0), ...shifts.map(period)];
  const fromRollups = periods.some(({ parts }) => parts.some(({ tier }) => tier !== 'raw'));
  const percentiles = fromRollups ? ids.flatMap((id) => MEASURE_SQL[id].percentile ?? []) : [];
  const aggregated = fromRollups ? ids.filter((id) => !MEASURE_SQL[id].percentile) : ids;
  const components = [...new Set([...aggregated.flatMap((id) => MEASURE_SQL[id].needs), ...(percentiles.length > 0 ? ['calls' as const] : [])])]; // prettier-ignore
  const scores = scoresFor(components, byScore !== undefined, conditions);
  return {
    range,
    periods,
    source: fromRollups ? 'rollup' : 'raw',
    sourceReason: reason,
    shape: query.shape,
    stepSeconds: step,
    groupBy,
    measures,
    // Of a distribution alone nobody knows which groups there are.
    components,
    distributions: [...new Set(percentiles.map(({ of }) => of))],
    conditions: scores ? conditions.filter(({ on }) => on !== 'scores') : conditions,
    scores,
    limit: query.limit,
    order: query.order,
    foldOthers: query.other && measures.every((known) => known.additive),
    rateSeconds: RATE_SECONDS[query.rate],
  };
}

/** A filter on scores chooses scores where there are figures of them; otherwise it is one on calls. */
function scoresFor(
  components: readonly ComponentId[],
  byScore: boolean,
  conditions: readonly Condition[],
): MetricsPlan['scores'] {
  const ofScores = components.filter((id) => component(id).unscored !== undefined).length;
  if (!byScore && ofScores === 0) return null;
  return {
    allCalls: !byScore && ofScores < components.length,
    conditions: conditions.filter(({ on }) => on === 'scores'),
  };
}

const earlier = ({ from, to }: { from: Date; to: Date }, ms: number): [Date, Date] => [
  new Date(from.getTime() - ms),
  new Date(to.getTime() - ms),
];

/** What keeps a query from the rollups, in words; null: nothing. */
export function notInRollups(
  ids: readonly MeasureId[],
  groupBy: readonly Dimension[],
  conditions: readonly Condition[],
): string | null {
  const measured = ids.find((id) => !standsInRollups(id));
  if (measured) return `"${measure(measured).label}"`;
  const group = groupBy.find((known) => !known.rollup);
  if (group) return `the group "${group.label}"`;
  const condition = conditions.find((known) => known.on !== 'metrics' || !ROLLUP_COLUMNS.has(known.name));
  return condition ? `the filter on "${condition.name}"` : null;
}

type Rollup = Exclude<Tier, 'raw'>;

/** A bucket of a rollup must lie within one bucket of the answer. */
export function tiersFor(
  step: number | null,
  { from, to }: { from: Date; to: Date },
  missing: string | null,
): { tiers: Rollup[]; reason: string } {
  const raw = (why: string) => ({ tiers: [], reason: `Read call by call: ${why}.` });
  if (to.getTime() - from.getTime() <= RAW_UP_TO_MS) return raw('the range is 24 hours or less');
  if (missing) return raw(`the rollups don't have ${missing}`);
  if (step === null || step % DAY === 0) {
    return { tiers: ['daily', 'hourly'], reason: 'Read from the daily and hourly rollups, the edges of the range call by call.' }; // prettier-ignore
  }
  if (step % HOUR !== 0) return raw('a step is not a whole number of hours');
  return { tiers: ['hourly'], reason: 'Read from the hourly rollup, the edges of the range call by call.' };
}
