/** One metric point: its row. Usage in metrics never becomes a call. */
import { createHash } from 'node:crypto';
import { jsonOf } from '../decode/anyValue';
import type { AttributesView, PointView } from '../decode/view';
import type { MetricPoint } from '../record/metric';
import { wholeJson } from './content';
import type { NormaliseContext } from './span';

const TEMPORALITIES = ['unspecified', 'delta', 'cumulative'] as const;
const NO_RECORDED_VALUE = 1;

export function normalisePoint(view: PointView, { project, resource }: NormaliseContext): MetricPoint {
  const { metric, attributes } = view;
  const temporality = TEMPORALITIES[metric.temporality] ?? 'unspecified';
  const series = [resource.id, view.scope.name, metric.name, metric.kind, metric.unit, temporality];
  const value = view.value === null || view.flags & NO_RECORDED_VALUE ? NaN : Number(view.value);
  return {
    project,
    seriesId: createHash('sha256')
      .update(series.join('\n'))
      .update(sortedText(attributes))
      .digest()
      .readBigInt64BE(0),
    timeUnixNano: view.timeUnixNano,
    startUnixNano: view.startUnixNano === 0n ? null : view.startUnixNano,
    name: metric.name,
    kind: metric.kind,
    unit: metric.unit || null,
    temporality,
    monotonic: metric.monotonic,
    value: Number.isFinite(value) ? value : null,
    count: view.count,
    sum: view.sum !== null && Number.isFinite(view.sum) ? view.sum : null,
    detail: view.detailJson(),
    attributes: wholeJson(attributes),
    resource,
    scopeName: view.scope.name || null,
  };
}

/** A series is the same whatever the order its attributes came in. */
function sortedText(attributes: AttributesView): string {
  const members: string[] = [];
  attributes.each((key, value) => members.push(`\n${JSON.stringify(key)}:${jsonOf(value())}`));
  return members.sort().join('');
}
