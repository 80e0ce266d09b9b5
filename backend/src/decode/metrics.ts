/**
 * Export requests of metrics: one cursor that moves from point to point.
 * Points are rare and small beside spans, so their numbers are read at once; only attributes stay offsets.
 */
import { jsonOf, MAX_DEPTH } from './anyValue';
import { Attributes } from './attributes';
import { eachField, eachRecord } from './envelope';
import { KeyTable } from './keys';
import { FIELDS, MAX_ITEMS, readPoint, type PointNumbers } from './points';
import type { OnReject, PointView, ResourceView, ScopeView, SlotMap } from './view';
import { WireReader } from './wire';

type Kind = PointView['metric']['kind'];

/**
 * Visits every data point of an ExportMetricsServiceRequest in protobuf, in order of sending.
 * @throws ObservatoryError OTLP_MALFORMED, OTLP_TOO_DEEP; points before the broken byte were visited by then, drop them
 */
export function readMetrics(
  bytes: Uint8Array,
  slots: SlotMap,
  visit: (point: PointView) => void,
  reject: OnReject,
): void {
  const wire = new WireReader(bytes);
  const keys = KeyTable.of(slots);
  const attributes = new Attributes(wire, keys);
  eachRecord(wire, keys, (metricEnd, resource, scope) => {
    const { data, ...metric } = readMetric(wire, metricEnd);
    if (data === null) return;
    wire.at = data.start;
    // data_points = 1 in every kind.
    eachField(wire, data.end, 10, (end) => {
      const at = wire.at;
      attributes.clear();
      const numbers = readPoint(wire, end, FIELDS[metric.kind], attributes);
      const where = () => `Point of metric "${metric.name.slice(0, 100)}" at byte ${at}`;
      if (attributes.tooDeep) {
        reject(
          'OTLP_TOO_DEEP',
          `${where()}: an attribute is nested deeper than ${MAX_DEPTH} levels; send it as JSON text.`,
        );
      } else if (numbers.tooLarge) {
        reject('METRIC_POINT_TOO_LARGE', `${where()}: it has more than ${MAX_ITEMS} buckets or quantiles.`);
      } else visit(pointView(resource, scope, metric, numbers, attributes));
    });
  });
}

type Metric = PointView['metric'];

/** Metric.gauge = 5, sum = 7, histogram = 9, exponential_histogram = 10, summary = 11. */
const KINDS: Readonly<Record<number, Kind>> = {
  42: 'gauge',
  58: 'sum',
  74: 'histogram',
  82: 'exponential_histogram',
  90: 'summary',
};

/** What stands above the points, and where they lie; `data` is null for a metric without any. */
function readMetric(wire: WireReader, end: number): Metric & { data: { start: number; end: number } | null } {
  let name = '';
  let unit = '';
  let kind: Kind = 'gauge';
  let data: { start: number; end: number } | null = null;
  while (wire.at < end) {
    const tag = wire.tag(end);
    const dataKind = KINDS[tag];
    if (tag !== 10 && tag !== 26 && dataKind === undefined) {
      wire.skip(tag, end);
      continue;
    }
    const stop = wire.delimited(end);
    if (tag === 10) name = wire.text(wire.at, stop);
    else if (tag === 26) unit = wire.text(wire.at, stop);
    else if (dataKind !== undefined) {
      kind = dataKind;
      data = { start: wire.at, end: stop };
    }
    wire.at = stop;
  }
  let temporality = 0;
  let monotonic = false;
  if (data !== null) {
    wire.at = data.start;
    while (wire.at < data.end) {
      const tag = wire.tag(data.end);
      if (tag === 16 && kind !== 'gauge' && kind !== 'summary') temporality = wire.uint32(data.end);
      else if (tag === 24 && kind === 'sum') monotonic = wire.int64(data.end) !== 0;
      else wire.skip(tag, data.end);
    }
  }
  return { name, unit, kind, temporality, monotonic, data };
}

/** DataPointFlags: the series ended, whatever the value says. */
const NO_RECORDED_VALUE = 1;

function pointView(
  resource: ResourceView,
  scope: ScopeView,
  metric: Metric,
  numbers: PointNumbers,
  attributes: Attributes,
): PointView {
  const silent = (numbers.flags & NO_RECORDED_VALUE) !== 0;
  const isNumber = metric.kind === 'gauge' || metric.kind === 'sum';
  return {
    resource,
    scope,
    metric,
    timeUnixNano: numbers.timeUnixNano,
    startUnixNano: numbers.startUnixNano,
    flags: numbers.flags,
    value: silent ? null : numbers.value,
    count: silent || isNumber ? null : numbers.count,
    // A summary's sum is no optional field: not sent is 0.
    sum: silent || isNumber ? null : (numbers.sum ?? (metric.kind === 'summary' ? 0 : null)),
    detailJson: () => (isNumber ? null : jsonOf(numbers.detail)),
    attributes,
  };
}
