/**
 * Names, numbers and types of the OTLP fields that are read, as OTLP/JSON writes them.
 * Source: opentelemetry-proto 1.x, opentelemetry/proto/{common,resource,trace,logs,metrics}/v1. Other fields are ignored.
 */
import type { Signal } from '../record/batch';

export type Scalar =
  | 'string' | 'bytes' | 'traceId' | 'spanId' | 'bool' | 'double'
  | 'int64' | 'uint64' | 'fixed64' | 'sfixed64' | 'uint32' | 'sint32'
  | 'spanKind' | 'statusCode' | 'severity' | 'temporality'; // prettier-ignore

export interface Field {
  number: number;
  type: Scalar | Message;
  repeated: boolean;
  /** An array or map inside an AnyValue: counts against the depth limit. */
  nests: boolean;
}

/** Fields by name, camelCase and snake_case. */
export type Message = ReadonlyMap<string, Field>;

type MessageName =
  | 'TracesRequest' | 'LogsRequest' | 'MetricsRequest' | 'Resource' | 'Scope' | 'KeyValue' | 'AnyValue' | 'ArrayValue'
  | 'KeyValueList' | 'ResourceSpans' | 'ScopeSpans' | 'Span' | 'Event' | 'Link' | 'Status' | 'ResourceLogs' | 'ScopeLogs'
  | 'LogRecord' | 'ResourceMetrics' | 'ScopeMetrics' | 'Metric' | 'Gauge' | 'Sum' | 'Histogram' | 'ExponentialHistogram'
  | 'Summary' | 'NumberPoint' | 'HistogramPoint' | 'ExponentialPoint' | 'SummaryPoint' | 'Buckets' | 'Quantile'; // prettier-ignore

/** Field number and type; "[]" behind it: repeated. */
type Declaration = readonly [number, Scalar | MessageName | `${Scalar | MessageName}[]`];

const DECLARED: Readonly<Record<MessageName, Readonly<Record<string, Declaration>>>> = {
  TracesRequest: { resourceSpans: [1, 'ResourceSpans[]'] },
  LogsRequest: { resourceLogs: [1, 'ResourceLogs[]'] },
  MetricsRequest: { resourceMetrics: [1, 'ResourceMetrics[]'] },
  Resource: { attributes: [1, 'KeyValue[]'] },
  Scope: { name: [1, 'string'], version: [2, 'string'], attributes: [3, 'KeyValue[]'] },
  KeyValue: { key: [1, 'string'], value: [2, 'AnyValue'] },
  AnyValue: {
    stringValue: [1, 'string'],
    boolValue: [2, 'bool'],
    intValue: [3, 'int64'],
    doubleValue: [4, 'double'],
    arrayValue: [5, 'ArrayValue'],
    kvlistValue: [6, 'KeyValueList'],
    bytesValue: [7, 'bytes'],
  },
  ArrayValue: { values: [1, 'AnyValue[]'] },
  KeyValueList: { values: [1, 'KeyValue[]'] },
  ResourceSpans: { resource: [1, 'Resource'], scopeSpans: [2, 'ScopeSpans[]'] },
  ScopeSpans: { scope: [1, 'Scope'], spans: [2, 'Span[]'], schemaUrl: [3, 'string'] },
  Span: {
    traceId: [1, 'traceId'],
    spanId: [2, 'spanId'],
    traceState: [3, 'string'],
    parentSpanId: [4, 'spanId'],
    name: [5, 'string'],
    kind: [6, 'spanKind'],
    startTimeUnixNano: [7, 'fixed64'],
    endTimeUnixNano: [8, 'fixed64'],
    attributes: [9, 'KeyValue[]'],
    droppedAttributesCount: [10, 'uint32'],
    events: [11, 'Event[]'],
    links: [13, 'Link[]'],
    status: [15, 'Status'],
  },
  Event: {
    timeUnixNano: [1, 'fixed64'],
    name: [2, 'string'],
    attributes: [3, 'KeyValue[]'],
    droppedAttributesCount: [4, 'uint32'],
  },
  Link: { traceId: [1, 'traceId'], spanId: [2, 'spanId'], attributes: [4, 'KeyValue[]'] },
  Status: { message: [2, 'string'], code: [3, 'statusCode'] },
  ResourceLogs: { resource: [1, 'Resource'], scopeLogs: [2, 'ScopeLogs[]'] },
  ScopeLogs: { scope: [1, 'Scope'], logRecords: [2, 'LogRecord[]'], schemaUrl: [3, 'string'] },
  LogRecord: {
    timeUnixNano: [1, 'fixed64'],
    severityNumber: [2, 'severity'],
    severityText: [3, 'string'],
    body: [5, 'AnyValue'],
    attributes: [6, 'KeyValue[]'],
    droppedAttributesCount: [7, 'uint32'],
    traceId: [9, 'traceId'],
    spanId: [10, 'spanId'],
    observedTimeUnixNano: [11, 'fixed64'],
    eventName: [12, 'string'],
  },
  ResourceMetrics: { resource: [1, 'Resource'], scopeMetrics: [2, 'ScopeMetrics[]'] },
  ScopeMetrics: { scope: [1, 'Scope'], metrics: [2, 'Metric[]'], schemaUrl: [3, 'string'] },
  Metric: {
    name: [1, 'string'],
    unit: [3, 'string'],
    gauge: [5, 'Gauge'],
    sum: [7, 'Sum'],
    histogram: [9, 'Histogram'],
    exponentialHistogram: [10, 'ExponentialHistogram'],
    summary: [11, 'Summary'],
  },
  Gauge: { dataPoints: [1, 'NumberPoint[]'] },
  Sum: {
    dataPoints: [1, 'NumberPoint[]'],
    aggregationTemporality: [2, 'temporality'],
    isMonotonic: [3, 'bool'],
  },
  Histogram: { dataPoints: [1, 'HistogramPoint[]'], aggregationTemporality: [2, 'temporality'] },
  ExponentialHistogram: { dataPoints: [1, 'ExponentialPoint[]'], aggregationTemporality: [2, 'temporality'] },
  Summary: { dataPoints: [1, 'SummaryPoint[]'] },
  NumberPoint: {
    startTimeUnixNano: [2, 'fixed64'],
    timeUnixNano: [3, 'fixed64'],
    asDouble: [4, 'double'],
    asInt: [6, 'sfixed64'],
    attributes: [7, 'KeyValue[]'],
    flags: [8, 'uint32'],
  },
  HistogramPoint: {
    startTimeUnixNano: [2, 'fixed64'],
    timeUnixNano: [3, 'fixed64'],
    count: [4, 'fixed64'],
    sum: [5, 'double'],
    bucketCounts: [6, 'fixed64[]'],
    explicitBounds: [7, 'double[]'],
    attributes: [9, 'KeyValue[]'],
    flags: [10, 'uint32'],
    min: [11, 'double'],
    max: [12, 'double'],
  },
  ExponentialPoint: {
    attributes: [1, 'KeyValue[]'],
    startTimeUnixNano: [2, 'fixed64'],
    timeUnixNano: [3, 'fixed64'],
    count: [4, 'fixed64'],
    sum: [5, 'double'],
    scale: [6, 'sint32'],
    zeroCount: [7, 'fixed64'],
    positive: [8, 'Buckets'],
    negative: [9, 'Buckets'],
    flags: [10, 'uint32'],
    min: [12, 'double'],
    max: [13, 'double'],
    zeroThreshold: [14, 'double'],
  },
  SummaryPoint: {
    startTimeUnixNano: [2, 'fixed64'],
    timeUnixNano: [3, 'fixed64'],
    count: [4, 'fixed64'],
    sum: [5, 'double'],
    quantileValues: [6, 'Quantile[]'],
    attributes: [7, 'KeyValue[]'],
    flags: [8, 'uint32'],
  },
  Buckets: { offset: [1, 'sint32'], bucketCounts: [2, 'uint64[]'] },
  Quantile: { quantile: [1, 'double'], value: [2, 'double'] },
};

export const REQUESTS: Readonly<Record<Signal, MessageName>> = {
  traces: 'TracesRequest',
  logs: 'LogsRequest',
  metrics: 'MetricsRequest',
};

export const MESSAGES: Readonly<Record<MessageName, Message>> = compile();

/** Empty maps first, because messages name each other in circles. */
function compile(): Record<MessageName, Message> {
  const names = Object.keys(DECLARED) as MessageName[];
  const messages = Object.fromEntries(names.map((name) => [name, new Map<string, Field>()])) as Record<
    MessageName,
    Map<string, Field>
  >;
  for (const name of names) {
    for (const [fieldName, [number, declared]] of Object.entries(DECLARED[name])) {
      const repeated = declared.endsWith('[]');
      const typeName = (repeated ? declared.slice(0, -2) : declared) as Scalar | MessageName;
      const field: Field = {
        number,
        type: isMessage(typeName) ? messages[typeName] : typeName,
        repeated,
        nests: typeName === 'ArrayValue' || typeName === 'KeyValueList',
      };
      messages[name].set(fieldName, field);
      messages[name].set(snakeCase(fieldName), field);
    }
  }
  return messages;
}

function isMessage(name: Scalar | MessageName): name is MessageName {
  return name in DECLARED;
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
