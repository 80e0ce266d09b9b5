/** Rows of a metrics plan → a frame per series (timeseries-multi), or one table of groups (numeric-long). */
import type { Field, Frame, Measure, Notice } from '@llmobservatory/model';
import type { StepResult } from '../../store/engine';
import type { MetricsPlan } from '../plan/metrics';
import { answerMeta, emptyFrame, type Answered } from './answer';
import { labelsOf, OTHER, readRows, type FigureRow, type FigureRows } from './metricsRows';

export function metricsFrames(plan: MetricsPlan, result: StepResult, answered: Answered): Frame[] {
  if (result.rows.length === 0) return [emptyFrame(answered)];
  const rows = readRows(plan, result);
  const frames = SHAPES[plan.shape](plan, rows);
  const notices = cutNotices(plan, rows);
  return frames.map((frame, index) => ({
    ...frame,
    refId: answered.refId,
    // The SQL and its figures once, not with each of 500 series.
    meta: {
      ...frame.meta,
      ...(index === 0 ? answerMeta(answered) : {}),
      ...(index === 0 && notices.length > 0 ? { notices } : {}),
    },
  }));
}

const SHAPES: Record<MetricsPlan['shape'], (plan: MetricsPlan, rows: FigureRows) => Frame[]> = {
  series: seriesFrames,
  total: (plan, rows) => [totalFrame(plan, rows)],
  change: changeFrames,
};

const PREVIOUS = 'previous';

function seriesFrames(plan: MetricsPlan, { groups }: FigureRows): Frame[] {
  return plan.periods.flatMap((_, period) =>
    groups.flatMap((group) => {
      const rows = group.periods[period] ?? [];
      if (rows.length === 0) return [];
      const labels = { ...labelsOf(plan, group), ...(period > 0 ? { period: PREVIOUS } : {}) };
      const time: Field = {
        name: 'time',
        type: 'time',
        // Grafana breaks a line where two points are further apart than this: no line is drawn across a gap.
        config: { interval: (plan.stepSeconds ?? 0) * 1000 },
        values: rows.map((row) => row.bucket),
      };
      return plan.measures.map((measure, index) => ({
        ...seriesFrame(plan, measure, labels, time, rows.map((row) => valueOf(plan, measure, index, row))),
        ...(period > 0 ? { meta: { ...SERIES, custom: { period: PREVIOUS } } } : {}),
      }));
    }),
  ); // prettier-ignore
}

/** The earlier total at the start of the range, the later one at its end. */
function changeFrames(plan: MetricsPlan, { groups }: FigureRows): Frame[] {
  const time: Field = { name: 'time', type: 'time', values: [plan.range.from.getTime(), plan.range.to.getTime()] };
  return groups.flatMap((group) =>
    plan.measures.map((measure, index) =>
      seriesFrame(plan, measure, labelsOf(plan, group), time, [
        totalOf(plan, measure, index, group.periods[1]?.[0]),
        totalOf(plan, measure, index, group.periods[0]?.[0]),
      ]),
    ),
  );
} // prettier-ignore

const SERIES = { type: 'timeseries-multi', typeVersion: [0, 1] as [number, number] } as const;

const seriesFrame = (
  plan: MetricsPlan,
  measure: Measure,
  labels: Record<string, string>,
  time: Field,
  values: (number | null)[],
): Frame => ({
  name: labelOf(plan, measure),
  meta: SERIES,
  fields: [
    time,
    {
      name: measure.id,
      type: 'number',
      labels,
      config: {
        unit: measure.unit,
        description: measure.doc,
        displayNameFromDS: seriesName(plan, measure, labels),
      },
      values,
    },
  ],
});

/** "gpt-5" where one measure is asked for, "Cost · gpt-5" for several; "(no user)" for what is unknown. */
function seriesName(plan: MetricsPlan, measure: Measure, labels: Record<string, string>): string {
  const values = plan.groupBy.map((group) => labels[group.id] || `(no ${group.label.toLowerCase()})`);
  const distinct = values.every((value) => value === OTHER) ? values.slice(0, 1) : values;
  const showMeasure = plan.measures.length > 1 || distinct.length === 0;
  const name = [...(showMeasure ? [labelOf(plan, measure)] : []), ...distinct].join(' · ');
  return labels.period === PREVIOUS ? `${name} before` : name;
}

const isRate = (plan: MetricsPlan, measure: Measure): boolean =>
  plan.rateSeconds !== null && measure.additive;

const labelOf = (plan: MetricsPlan, measure: Measure): string =>
  isRate(plan, measure)
    ? `${measure.label} per ${plan.rateSeconds === 1 ? 'second' : 'minute'}`
    : measure.label;

function valueOf(plan: MetricsPlan, measure: Measure, index: number, row: FigureRow): number | null {
  const value = row.values[index] ?? null;
  if (value === null || plan.rateSeconds === null || !measure.additive) return value;
  return (value / coveredSeconds(plan, row)) * plan.rateSeconds;
}

/** The range may cut the first and the last bucket. */
function coveredSeconds({ range, stepSeconds }: MetricsPlan, { bucket }: FigureRow): number {
  const [from, to] = [range.from.getTime(), range.to.getTime()];
  if (stepSeconds === null || bucket === null) return (to - from) / 1000;
  return (Math.min(bucket + stepSeconds * 1000, to) - Math.max(bucket, from)) / 1000;
}

/** What adds up is 0 where the group has no call in one of two periods; nothing else is known of it. */
const totalOf = (
  plan: MetricsPlan,
  measure: Measure,
  index: number,
  row: FigureRow | undefined,
): number | null => (row ? valueOf(plan, measure, index, row) : measure.additive ? 0 : null);

function totalFrame(plan: MetricsPlan, { groups }: FigureRows): Frame {
  const labels = groups.map((group) => labelsOf(plan, group));
  const text = plan.groupBy.map((group): Field => ({
    name: group.id,
    type: 'string',
    config: { displayNameFromDS: group.label, description: group.doc, filterable: true },
    values: labels.map((own) => own[group.id] ?? ''),
  }));
  const figures = plan.periods.flatMap((_, period) =>
    plan.measures.map((measure, index): Field => ({
      name: period > 0 ? `${measure.id}_${PREVIOUS}` : measure.id,
      type: 'number',
      config: {
        unit: measure.unit,
        description: measure.doc,
        displayNameFromDS: period > 0 ? `${labelOf(plan, measure)} before` : labelOf(plan, measure),
      },
      values: groups.map((group) => totalOf(plan, measure, index, group.periods[period]?.[0])),
    })),
  );
  return { meta: { type: 'numeric-long', typeVersion: [0, 1] }, fields: [...text, ...figures] };
}

function cutNotices(plan: MetricsPlan, { groupCount }: FigureRows): Notice[] {
  if (plan.groupBy.length === 0 || groupCount <= plan.limit) return [];
  const first = plan.measures[0]?.label ?? '';
  const by = plan.order === 'change' ? `the change of ${first}` : first;
  const rest = plan.foldOthers ? `the rest is in "${OTHER}"` : `the rest is left out${whyLeftOut(plan)}`;
  return [{ severity: 'info', text: `Showing ${plan.limit} of ${groupCount} groups by ${by}; ${rest}.` }];
}

const whyLeftOut = ({ measures }: MetricsPlan): string =>
  measures.every((measure) => measure.additive) ? '' : ', because not every figure can be added up';
