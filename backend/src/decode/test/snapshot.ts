/**
 * The same plain record from two sides: from our views, and from what protobufjs decoded.
 * The second is written against the docstrings of view.ts, with nothing of our reader in it.
 */
import type { Signal } from '../../record/batch';
import { readLogs, readMetrics, readTraces } from '../index';
import type { AnyValue, AttributesView, ResourceView, ScopeView } from '../view';
import { SLOTS } from './arbitraries';
import type { Plain } from './otlpSchema';

/** What our reader shows of a request, copied out of its cursors. */
export function ours(signal: Signal, bytes: Uint8Array): { records: Plain[]; rejected: string[] } {
  const records: Plain[] = [];
  const rejected: string[] = [];
  const reject = (code: string) => rejected.push(code);
  if (signal === 'traces') {
    readTraces(
      bytes,
      SLOTS,
      (span) => {
        const events: Plain[] = [];
        span.eachEvent((event) =>
          events.push({
            name: event.name,
            time: event.timeUnixNano,
            attributes: attributesOf(event.attributes),
            dropped: event.droppedAttributes,
          }),
        );
        const links: Plain[] = [];
        span.eachLink((link) =>
          links.push({
            traceId: link.traceId,
            spanId: link.spanId,
            attributes: attributesOf(link.attributes),
          }),
        );
        records.push({
          ...aboveOf(span.resource, span.scope),
          traceId: span.traceId,
          spanId: span.spanId,
          parentSpanId: span.parentSpanId,
          traceState: span.traceState,
          name: span.name,
          kind: span.kind,
          start: span.startUnixNano,
          end: span.endUnixNano,
          status: span.statusCode,
          statusMessage: span.statusMessage,
          attributes: attributesOf(span.attributes),
          dropped: span.droppedAttributes,
          events,
          links,
          eventCount: span.eventCount,
          linkCount: span.linkCount,
        });
      },
      reject,
    );
  } else if (signal === 'logs') {
    readLogs(
      bytes,
      SLOTS,
      (log) =>
        records.push({
          ...aboveOf(log.resource, log.scope),
          time: log.timeUnixNano,
          traceId: log.traceId,
          spanId: log.spanId,
          severityNumber: log.severityNumber,
          severityText: log.severityText,
          eventName: log.eventName,
          body: log.body,
          attributes: attributesOf(log.attributes),
          dropped: log.droppedAttributes,
        }),
      reject,
    );
  } else {
    readMetrics(
      bytes,
      SLOTS,
      (point) => {
        const detail = point.detailJson();
        records.push({
          ...aboveOf(point.resource, point.scope),
          metric: { ...point.metric },
          start: point.startUnixNano,
          time: point.timeUnixNano,
          flags: point.flags,
          value: point.value,
          count: point.count,
          sum: point.sum,
          detail: detail === null ? null : (JSON.parse(detail) as unknown),
          attributes: attributesOf(point.attributes),
        });
      },
      reject,
    );
  }
  return { records, rejected };
}

function aboveOf(resource: ResourceView, scope: ScopeView): Plain {
  return {
    resource: attributesOf(resource.attributes),
    scope: {
      name: scope.name,
      version: scope.version,
      schemaUrl: scope.schemaUrl,
      attributes: attributesOf(scope.attributes),
    },
  };
}

function attributesOf(view: AttributesView): Plain {
  const sent: [string, AnyValue][] = [];
  view.each((key, value) => sent.push([key, value()]));
  const content = view.contentJson();
  return {
    count: view.count,
    sent,
    json: entriesOf(view.json()),
    content: content === null ? null : entriesOf(content),
    anyKnown: view.anyKnown,
    anyContent: view.anyContent,
    slots: [...SLOTS.slots.values()].map((slot) => [view.has(slot), view.value(slot)]),
  };
}

const entriesOf = (json: string) => Object.entries(JSON.parse(json) as Plain);

/** What our reader must show, from a request that protobufjs decoded. */
export function expected(signal: Signal, request: Plain): Plain[] {
  const level = { traces: 'Spans', logs: 'Logs', metrics: 'Metrics' }[signal];
  const records = { traces: 'spans', logs: 'logRecords', metrics: 'metrics' }[signal];
  const record = { traces: spanOf, logs: logOf, metrics: pointsOf }[signal];
  return list(request[`resource${level}`]).flatMap((resource) =>
    list(resource[`scope${level}`]).flatMap((scope) => {
      const above = {
        resource: expectedAttributes(plain(resource.resource).attributes),
        scope: {
          name: clean(plain(scope.scope).name),
          version: clean(plain(scope.scope).version),
          schemaUrl: clean(scope.schemaUrl),
          attributes: expectedAttributes(plain(scope.scope).attributes),
        },
      };
      return list(scope[records])
        .flatMap(record)
        .map((fields) => ({ ...above, ...fields }));
    }),
  );
}

function spanOf(span: Plain): Plain[] {
  const events = list(span.events).map((event) => ({
    name: clean(event.name),
    time: nanos(event.timeUnixNano),
    attributes: expectedAttributes(event.attributes),
    dropped: event.droppedAttributesCount ?? 0,
  }));
  const links = list(span.links).map((link) => ({
    traceId: hex(link.traceId),
    spanId: hex(link.spanId),
    attributes: expectedAttributes(link.attributes),
  }));
  return [
    {
      traceId: hex(span.traceId),
      spanId: hex(span.spanId),
      parentSpanId: hex(span.parentSpanId),
      traceState: clean(span.traceState),
      name: clean(span.name),
      kind: span.kind ?? 0,
      start: nanos(span.startTimeUnixNano),
      end: nanos(span.endTimeUnixNano),
      status: plain(span.status).code ?? 0,
      statusMessage: clean(plain(span.status).message),
      attributes: expectedAttributes(span.attributes),
      dropped: span.droppedAttributesCount ?? 0,
      events,
      links,
      eventCount: events.length,
      linkCount: links.length,
    },
  ];
}

function logOf(log: Plain): Plain[] {
  return [
    {
      time: nanos(log.timeUnixNano) || nanos(log.observedTimeUnixNano),
      traceId: hex(log.traceId),
      spanId: hex(log.spanId),
      severityNumber: log.severityNumber ?? 0,
      severityText: clean(log.severityText),
      eventName: clean(log.eventName),
      body: log.body === undefined ? undefined : valueOf(plain(log.body)),
      attributes: expectedAttributes(log.attributes),
      dropped: log.droppedAttributesCount ?? 0,
    },
  ];
}

const KINDS = {
  gauge: 'gauge',
  sum: 'sum',
  histogram: 'histogram',
  exponentialHistogram: 'exponential_histogram',
  summary: 'summary',
};

function pointsOf(metric: Plain): Plain[] {
  const [field, kind] = Object.entries(KINDS).find(([name]) => name in metric)!;
  const data = plain(metric[field]);
  return list(data.dataPoints).map((point) => {
    const silent = (Number(point.flags ?? 0) & 1) === 1;
    const isNumber = kind === 'gauge' || kind === 'sum';
    const sent = point.asInt === undefined ? point.asDouble : integer(point.asInt);
    return {
      metric: {
        name: clean(metric.name),
        unit: clean(metric.unit),
        kind,
        temporality: data.aggregationTemporality ?? 0,
        monotonic: data.isMonotonic ?? false,
      },
      start: nanos(point.startTimeUnixNano),
      time: nanos(point.timeUnixNano),
      flags: point.flags ?? 0,
      value: silent || !isNumber ? null : (sent ?? null),
      count: silent || isNumber ? null : Number(point.count ?? 0),
      sum: silent || isNumber ? null : (point.sum ?? (kind === 'summary' ? 0 : null)),
      detail: isNumber ? null : detailOf(point),
      attributes: expectedAttributes(point.attributes),
    };
  });
}

/** As it looks after JSON.parse: 64-bit numbers are rounded there. */
function detailOf(point: Plain): Plain {
  const detail: Plain = {};
  const set = (name: string, value: unknown) => {
    if (value !== undefined) detail[name] = value;
  };
  set('bounds', numbers(point.explicitBounds, jsonNumber));
  set('counts', numbers(point.bucketCounts, Number));
  set('min', jsonNumber(point.min));
  set('max', jsonNumber(point.max));
  set('scale', point.scale);
  set('zeroCount', point.zeroCount === undefined ? undefined : Number(point.zeroCount));
  set('zeroThreshold', jsonNumber(point.zeroThreshold));
  for (const side of ['positive', 'negative']) {
    if (point[side] === undefined) continue;
    const buckets = plain(point[side]);
    const counts = numbers(buckets.bucketCounts, Number);
    set(side, { offset: buckets.offset ?? 0, ...(counts && { counts }) });
  }
  const quantiles = list(point.quantileValues);
  if (quantiles.length > 0) {
    set(
      'quantiles',
      quantiles.map((q) => ({ quantile: jsonNumber(q.quantile ?? 0), value: jsonNumber(q.value ?? 0) })),
    );
  }
  return detail;
}

/** An empty packed list is not written at all. */
function numbers(sent: unknown, as: (item: unknown) => unknown): unknown[] | undefined {
  return Array.isArray(sent) && sent.length > 0 ? sent.map(as) : undefined;
}

/** -0 loses its sign in JSON text, NaN and infinities become strings. */
function jsonNumber(value: unknown): unknown {
  if (typeof value !== 'number') return value;
  return Number.isFinite(value) ? value + 0 : String(value);
}

function expectedAttributes(attributes: unknown): Plain {
  const sent = list(attributes).map(({ key, value }): [string, AnyValue] => [
    clean(key),
    valueOf(plain(value)),
  ]);
  const raw = list(attributes).map(({ key }) => String(key));
  const isContent = (key: string) =>
    SLOTS.contentKeys.has(key) || SLOTS.contentPrefixes.some((prefix) => key.startsWith(prefix));
  const where = (content: boolean) =>
    Object.entries(Object.fromEntries(sent.filter((_, i) => isContent(raw[i]!) === content))).map(
      ([key, value]) => [key, jsonValue(value)],
    );
  return {
    count: sent.length,
    sent,
    json: where(false),
    content: raw.some(isContent) ? where(true) : null,
    anyKnown: raw.some((key) => SLOTS.slots.has(key)),
    anyContent: raw.some(isContent),
    slots: [...SLOTS.slots.keys()].map((key) => {
      const at = raw.lastIndexOf(key);
      return at < 0 ? [false, undefined] : [true, sent[at]![1]];
    }),
  };
}

function valueOf(any: Plain): AnyValue {
  if (any.stringValue !== undefined) return clean(any.stringValue);
  if (any.boolValue !== undefined) return Boolean(any.boolValue);
  if (any.intValue !== undefined) return integer(any.intValue);
  if (any.doubleValue !== undefined) return Number(any.doubleValue);
  if (any.bytesValue !== undefined) return Buffer.from(any.bytesValue as Uint8Array).toString('base64');
  if (any.arrayValue !== undefined) return list(plain(any.arrayValue).values).map(valueOf);
  if (any.kvlistValue !== undefined) {
    return Object.fromEntries(
      list(plain(any.kvlistValue).values).map(({ key, value }) => [clean(key), valueOf(plain(value))]),
    );
  }
  return null;
}

function jsonValue(value: AnyValue): unknown {
  if (typeof value === 'number') return jsonNumber(value);
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(jsonValue);
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, jsonValue(item)]));
  }
  return value;
}

const plain = (value: unknown): Plain => (value ?? {}) as Plain;
const list = (value: unknown): Plain[] => (value ?? []) as Plain[];
const clean = (value: unknown): string => String(value ?? '').replaceAll('\0', '');
const nanos = (value: unknown): bigint => BigInt(String(value ?? '0'));

function integer(value: unknown): number | bigint {
  const exact = BigInt(String(value));
  return Number.isSafeInteger(Number(exact)) ? Number(exact) : exact;
}

function hex(value: unknown): string | null {
  const text = Buffer.from((value ?? []) as Uint8Array).toString('hex');
  return /^0*$/.test(text) ? null : text;
}
