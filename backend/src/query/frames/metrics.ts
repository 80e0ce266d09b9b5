/** Rows of a metrics plan → a frame per series (timeseries-multi), or one table of groups (numeric-long). */
import type { Dimension, Field, Frame, Measure, Notice } from '@llmobservatory/model';
import type { StepResult } from '../../store/engine';
import { decodeColumns, type DecodedColumn } from '../decode';
import type { MetricsPlan } from '../plan/metrics';
import { answerMeta, emptyFrame, type Answered } from './answer';

/** The group of all that is not kept. */
export const OTHER = 'Other';

export function metricsFrames(plan: MetricsPlan, result: StepResult, answered: Answered): Frame[] {
  if (result.rows.length === 0) return [emptyFrame(answered)];
  const rows = readRows(plan, result);
  const frames = plan.stepSeconds === null ? [totalFrame(plan, rows)] : seriesFrames(plan, rows);
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

/** Columns of the answer, by what they are (see metricsSql). */
interface Rows {
  length: number;
  bucket?: DecodedColumn;
  groups: DecodedColumn[];
  place?: DecodedColumn;
  groupCount: number;
  measures: DecodedColumn[];
}

function readRows(plan: MetricsPlan, result: StepResult): Rows {
  const columns = new Map(decodeColumns(result).map((column) => [column.name, column]));
  const all = (prefix: string, count: number) =>
    Array.from({ length: count }, (_, index) => columns.get(`${prefix}${index}`)).filter(
      (c) => c !== undefined,
    );
  return {
    length: result.rows.length,
    bucket: columns.get('bucket'),
    groups: all('d', plan.groupBy.length),
    place: columns.get('place'),
    groupCount: Number(columns.get('groups')?.values[0] ?? 1),
    measures: all('m', plan.measures.length),
  };
}

function seriesFrames(plan: MetricsPlan, rows: Rows): Frame[] {
  return spansOfPlaces(rows).flatMap(([start, end]) => {
    const labels = labelsAt(plan, rows, start);
    const time: Field = {
      name: 'time',
      type: 'time',
      // Grafana breaks a line where two points are further apart than this: no line is drawn across a gap.
      config: { interval: (plan.stepSeconds ?? 0) * 1000 },
      values: rows.bucket?.values.slice(start, end) ?? [],
    };
    return plan.measures.map((measure, index) => ({
      name: measure.label,
      meta: { type: 'timeseries-multi', typeVersion: [0, 1] },
      fields: [
        time,
        {
          ...measureField(measure, rows.measures[index]?.values.slice(start, end) ?? []),
          labels,
          config: {
            unit: measure.unit,
            description: measure.doc,
            displayNameFromDS: seriesName(plan, measure, labels),
          },
        },
      ],
    }));
  });
}

/** Rows come ordered by place: [first row, row after the last] of each. */
function spansOfPlaces({ length, place }: Rows): [number, number][] {
  const spans: [number, number][] = [];
  for (let start = 0; start < length;) {
    let end = start + 1;
    while (end < length && place?.values[end] === place?.values[start]) end += 1;
    spans.push([start, end]);
    start = end;
  }
  return spans;
}

const measureField = (measure: Measure, values: unknown[]): Field => ({
  name: measure.id,
  type: 'number',
  config: { unit: measure.unit, description: measure.doc, displayNameFromDS: measure.label },
  // Counts come as int64; one number type for every measure keeps alert expressions simple.
  values: values.map((value) => (value === null ? null : Number(value))),
});

const isOther = (plan: MetricsPlan, rows: Rows, row: number): boolean =>
  plan.foldOthers && Number(rows.place?.values[row] ?? 0) > plan.limit;

function labelsAt(plan: MetricsPlan, rows: Rows, row: number): Record<string, string> {
  const other = isOther(plan, rows, row);
  return Object.fromEntries(
    plan.groupBy.map((group, index) => [
      group.id,
      other ? OTHER : String(rows.groups[index]?.values[row] ?? ''),
    ]),
  );
}

/** "gpt-5" where one measure is asked for, "Cost gpt-5" for several; "(no user)" for what is unknown. */
function seriesName(plan: MetricsPlan, measure: Measure, labels: Record<string, string>): string {
  const values = plan.groupBy.map((group) => groupName(group, labels[group.id] ?? ''));
  const distinct = values.every((value) => value === OTHER) ? values.slice(0, 1) : values;
  const showMeasure = plan.measures.length > 1 || distinct.length === 0;
  return [...(showMeasure ? [measure.label] : []), ...distinct].join(' · ');
}

const groupName = (group: Dimension, value: string): string => value || `(no ${group.label.toLowerCase()})`;

function totalFrame(plan: MetricsPlan, rows: Rows): Frame {
  const groups: Field[] = plan.groupBy.map((group, index) => ({
    name: group.id,
    type: 'string',
    config: { displayNameFromDS: group.label, description: group.doc, filterable: true },
    values: Array.from({ length: rows.length }, (_, row) =>
      isOther(plan, rows, row) ? OTHER : String(rows.groups[index]?.values[row] ?? ''),
    ),
  }));
  return {
    meta: { type: 'numeric-long', typeVersion: [0, 1] },
    fields: [
      ...groups,
      ...plan.measures.map((measure, index) => measureField(measure, rows.measures[index]?.values ?? [])),
    ],
  };
}

function cutNotices(plan: MetricsPlan, rows: Rows): Notice[] {
  if (plan.groupBy.length === 0 || rows.groupCount <= plan.limit) return [];
  const first = plan.measures[0]?.label ?? '';
  const rest = plan.foldOthers
    ? `the rest is in "${OTHER}"`
    : 'the rest is left out, because not every figure can be added up';
  return [
    { severity: 'info', text: `Showing ${plan.limit} of ${rows.groupCount} groups by ${first}; ${rest}.` },
  ];
}
