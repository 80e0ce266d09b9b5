/**
 * Data points of the five kinds of metrics. They differ only in field numbers and in what lies beside count and sum,
 * so a table per kind says which tag fills what.
 */
import type { Attributes } from './attributes';
import type { AnyValue, PointView } from './view';
import type { WireReader } from './wire';

export interface PointNumbers {
  startUnixNano: bigint;
  timeUnixNano: bigint;
  flags: number;
  value: number | bigint | null;
  count: number;
  sum: number | null;
  /** Bounds, counts, quantiles, min, max, exponential buckets: what was sent of them. */
  detail: Detail;
  /** More than MAX_ITEMS buckets or quantiles: the point is to be refused. */
  tooLarge: boolean;
}

export type Detail = { [name: string]: AnyValue };

/** Buckets or quantiles of one point. SDKs make at most a few hundred; without a limit one byte becomes many. */
export const MAX_ITEMS = 10_000;

export type ReadField = (wire: WireReader, end: number, point: PointNumbers, attributes: Attributes) => void;
/** Reads the data point from the reader's position to `end`; attributes go into `attributes`. */
export function readPoint(
  wire: WireReader,
  end: number,
  fields: ReadonlyMap<number, ReadField>,
  attributes: Attributes,
): PointNumbers {
  const point: PointNumbers = {
    startUnixNano: 0n,
    timeUnixNano: 0n,
    flags: 0,
    value: null,
    count: 0,
    sum: null,
    detail: {},
    tooLarge: false,
  };
  while (wire.at < end) {
    const tag = wire.tag(end);
    const read = fields.get(tag);
    if (read) read(wire, end, point, attributes);
    else wire.skip(tag, end);
  }
  return point;
}

type Read = (wire: WireReader, end: number) => AnyValue;

const start: ReadField = (wire, end, point) => (point.startUnixNano = wire.fixed64(end));
const time: ReadField = (wire, end, point) => (point.timeUnixNano = wire.fixed64(end));
const flags: ReadField = (wire, end, point) => (point.flags = wire.uint32(end));
const count: ReadField = (wire, end, point) => (point.count = Number(wire.fixed64(end)));
const sum: ReadField = (wire, end, point) => (point.sum = wire.double(end));
const asDouble: ReadField = (wire, end, point) => (point.value = wire.double(end));
const asInt: ReadField = (wire, end, point) => (point.value = wire.sfixed64(end));
const attribute: ReadField = (wire, end, _point, attributes) => attributes.add(wire.delimited(end));

const double: Read = (wire, end) => wire.double(end);
const count64: Read = (wire, end) => wire.ufixed64(end);
const sint32: Read = (wire, end) => wire.sint32(end);
const uint64: Read = (wire, end) => wire.uint64(end);

/** A single number of the detail. */
const one =
  (name: string, read: Read): ReadField =>
  (wire, end, point) => {
    point.detail[name] = read(wire, end);
  };

/** One item of a repeated field. */
const item =
  (name: string, read: Read): ReadField =>
  (wire, end, point) =>
    append(point, point.detail, name, read(wire, end));

/** Many items of a repeated field in one piece; senders may use either form, even both. */
const packed =
  (name: string, read: Read): ReadField =>
  (wire, end, point) =>
    appendPacked(wire, end, point, point.detail, name, read);

const quantile: ReadField = (wire, end, point) => {
  const stop = wire.delimited(end);
  const pair = { quantile: 0, value: 0 };
  while (wire.at < stop) {
    const tag = wire.tag(stop);
    if (tag === 9) pair.quantile = wire.double(stop);
    else if (tag === 17) pair.value = wire.double(stop);
    else wire.skip(tag, stop);
  }
  append(point, point.detail, 'quantiles', pair);
};

/** Buckets of one sign of an exponential histogram. */
const buckets =
  (name: string): ReadField =>
  (wire, end, point) => {
    const stop = wire.delimited(end);
    const side: Detail = { offset: 0 };
    while (wire.at < stop) {
      const tag = wire.tag(stop);
      if (tag === 8) side.offset = wire.sint32(stop);
      else if (tag === 16) append(point, side, 'counts', wire.uint64(stop));
      else if (tag === 18) appendPacked(wire, stop, point, side, 'counts', uint64);
      else wire.skip(tag, stop);
    }
    point.detail[name] = side;
  };

function appendPacked(
  wire: WireReader,
  end: number,
  point: PointNumbers,
  to: Detail,
  name: string,
  read: Read,
): void {
  const stop = wire.delimited(end);
  while (wire.at < stop) append(point, to, name, read(wire, stop));
}

function append(point: PointNumbers, to: Detail, name: string, value: AnyValue): void {
  const list = to[name];
  if (!Array.isArray(list)) to[name] = [value];
  else if (list.length < MAX_ITEMS) list.push(value);
  else point.tooLarge = true;
}

const NUMBER: ReadonlyMap<number, ReadField> = new Map([
  [17, start], // 2
  [25, time], // 3
  [33, asDouble], // 4
  [49, asInt], // 6
  [58, attribute], // 7
  [64, flags], // 8
]);

/** What each tag of a data point fills; the comment is the field number. */
export const FIELDS: Readonly<Record<PointView['metric']['kind'], ReadonlyMap<number, ReadField>>> = {
  gauge: NUMBER,
  sum: NUMBER,
  histogram: new Map([
    [17, start], // 2
    [25, time], // 3
    [33, count], // 4
    [41, sum], // 5
    [49, item('counts', count64)], // 6
    [50, packed('counts', count64)],
    [57, item('bounds', double)], // 7
    [58, packed('bounds', double)],
    [74, attribute], // 9
    [80, flags], // 10
    [89, one('min', double)], // 11
    [97, one('max', double)], // 12
  ]),
  exponential_histogram: new Map([
    [10, attribute], // 1
    [17, start], // 2
    [25, time], // 3
    [33, count], // 4
    [41, sum], // 5
    [48, one('scale', sint32)], // 6
    [57, one('zeroCount', count64)], // 7
    [66, buckets('positive')], // 8
    [74, buckets('negative')], // 9
    [80, flags], // 10
    [97, one('min', double)], // 12
    [105, one('max', double)], // 13
    [113, one('zeroThreshold', double)], // 14
  ]),
  summary: new Map([
    [17, start], // 2
    [25, time], // 3
    [33, count], // 4
    [41, sum], // 5
    [50, quantile], // 6
    [58, attribute], // 7
    [64, flags], // 8
  ]),
};
