/** Counts by time and size → Grafana's heatmap-rows: a number field a row, named by its upper bound, the smallest first. */
import type { Field, Frame } from '@llmobservatory/model';
import type { StepResult } from '../../store/engine';
import { decodeRows } from '../decode';
import { upperBound, type HeatmapPlan } from '../plan/heatmap';
import { answerMeta, emptyFrame, type Answered } from './answer';

interface Cell {
  bucket: number;
  key: number;
  n: number;
}

export function heatmapFrames(plan: HeatmapPlan, result: StepResult, answered: Answered): Frame[] {
  const cells = decodeRows<Cell>(result);
  const [first] = cells;
  if (!first) return [emptyFrame(answered)];
  const stepMs = plan.stepSeconds * 1000;
  const last = cells.at(-1)?.bucket ?? first.bucket;
  // The panel takes the width of a column from the first two: a time without calls is there, with zeros.
  const times = Array.from({ length: Math.round((last - first.bucket) / stepMs) + 1 }, (_, index) => first.bucket + index * stepMs);
  const [lowest, highest] = cells.reduce(([low, high], { key }) => [Math.min(low, key), Math.max(high, key)], [first.key, first.key]);
  const rows = Array.from({ length: highest - lowest + 1 }, () => new Array<number>(times.length).fill(0));
  for (const { bucket, key, n } of cells) {
    const row = rows[key - lowest];
    const column = Math.round((bucket - first.bucket) / stepMs);
    if (row) row[column] = Number(n);
  }
  return [
    {
      refId: answered.refId,
      meta: { ...answerMeta(answered), type: 'heatmap-rows' },
      fields: [
        { name: 'time', type: 'time', config: { interval: stepMs }, values: times },
        ...rows.map((values, index): Field => ({
          name: String(Number(upperBound(lowest + index).toPrecision(3))),
          type: 'number',
          config: { unit: 'short' },
          values,
        })),
      ],
    },
  ];
} // prettier-ignore
