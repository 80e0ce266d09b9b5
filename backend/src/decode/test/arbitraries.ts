/** Arbitrary export requests, as plain objects that protobufjs encodes. */
import fc from 'fast-check';
import type { Signal } from '../../record/batch';
import type { SlotMap } from '../view';
import type { Plain } from './otlpSchema';

export const SLOTS: SlotMap = {
  slots: new Map(
    ['gen_ai.request.model', 'gen_ai.usage.input_tokens', 'gen_ai.input.messages', 'x'].map((key, slot) => [
      key,
      slot,
    ]),
  ),
  size: 4,
  contentKeys: new Set(['gen_ai.input.messages', 'input.value']),
  contentPrefixes: ['llm.input_messages.', 'gen_ai.prompt.'],
};

const INT64 = fc
  .oneof(
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
    fc.bigInt({ min: -200n, max: 200n }),
    fc.constantFrom(
      2n ** 63n - 1n,
      -(2n ** 63n),
      2n ** 53n,
      2n ** 53n - 1n,
      -(2n ** 53n),
      2n ** 49n,
      2n ** 49n - 1n,
    ),
  )
  .map(String);
const FIXED64 = fc
  .oneof(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), fc.constantFrom(0n, 1_795_253_042_520_000_123n))
  .map(String);
const DOUBLE = fc.oneof(fc.double(), fc.integer(), fc.constantFrom(NaN, Infinity, -Infinity, 0.1, -0));
const TEXT = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('', 'a\0b', '"\\\n', '__proto__', '😀'),
);
const BYTES = fc.uint8Array({ maxLength: 12 }).map((bytes) => Buffer.from(bytes));
const KEY = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...SLOTS.slots.keys(), ...SLOTS.contentKeys) },
  { weight: 2, arbitrary: fc.constantFrom('llm.input_messages.0.content', 'gen_ai.prompt.', 'gen_ai.prompt', 'service.name') },
  { weight: 1, arbitrary: TEXT },
); // prettier-ignore

const { any: ANY } = fc.letrec<{ any: Plain; list: Plain }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'any', withCrossShrink: true },
    fc.constant({}),
    TEXT.map((stringValue) => ({ stringValue })),
    fc.boolean().map((boolValue) => ({ boolValue })),
    INT64.map((intValue) => ({ intValue })),
    DOUBLE.map((doubleValue) => ({ doubleValue })),
    BYTES.map((bytesValue) => ({ bytesValue })),
    fc.array(tie('any'), { maxLength: 3 }).map((values) => ({ arrayValue: { values } })),
    fc
      .array(fc.record({ key: KEY, value: tie('any') }), { maxLength: 3 })
      .map((values) => ({ kvlistValue: { values } })),
  ),
  list: fc.constant({}),
}));

/** `value` may be missing altogether. */
const ATTRIBUTES = fc.array(fc.record({ key: KEY, value: ANY }, { requiredKeys: ['key'] }), { maxLength: 6 });

const idOf = (size: number) =>
  fc
    .uint8Array({ minLength: size, maxLength: size })
    .map((bytes) => Buffer.from(bytes.every((byte) => byte === 0) ? bytes.fill(7) : bytes));
const TRACE_ID = idOf(16);
const SPAN_ID = idOf(8);
const NO_ID = fc.constant(Buffer.alloc(0));
const COUNT = fc.integer({ min: 0, max: 2 ** 31 });

const optional = <T extends object>(
  model: { [K in keyof T]: fc.Arbitrary<T[K]> },
  required: (keyof T)[] = [],
) => fc.record(model, { requiredKeys: required });

const RESOURCE = optional({ attributes: ATTRIBUTES, droppedAttributesCount: COUNT });
const SCOPE = optional({ name: TEXT, version: TEXT, attributes: ATTRIBUTES });
const EVENT = optional({
  timeUnixNano: FIXED64,
  name: TEXT,
  attributes: ATTRIBUTES,
  droppedAttributesCount: COUNT,
});
const LINK = optional({ traceId: TRACE_ID, spanId: SPAN_ID, traceState: TEXT, attributes: ATTRIBUTES }, [
  'traceId',
  'spanId',
]);
const SPAN = optional(
  {
    traceId: TRACE_ID,
    spanId: SPAN_ID,
    parentSpanId: fc.oneof(SPAN_ID, NO_ID, fc.constant(Buffer.alloc(8))),
    traceState: TEXT,
    flags: COUNT,
    name: TEXT,
    kind: fc.integer({ min: 0, max: 5 }),
    startTimeUnixNano: FIXED64,
    endTimeUnixNano: FIXED64,
    attributes: ATTRIBUTES,
    droppedAttributesCount: COUNT,
    events: fc.array(EVENT, { maxLength: 3 }),
    links: fc.array(LINK, { maxLength: 2 }),
    status: optional({ message: TEXT, code: fc.integer({ min: 0, max: 2 }) }),
  },
  ['traceId', 'spanId'],
);
const LOG = optional({
  timeUnixNano: FIXED64,
  observedTimeUnixNano: FIXED64,
  severityNumber: fc.integer({ min: 0, max: 24 }),
  severityText: TEXT,
  body: ANY,
  attributes: ATTRIBUTES,
  droppedAttributesCount: COUNT,
  traceId: fc.oneof(TRACE_ID, NO_ID, fc.constant(Buffer.alloc(16))),
  spanId: fc.oneof(SPAN_ID, NO_ID),
  eventName: TEXT,
});

const POINT = {
  attributes: ATTRIBUTES,
  startTimeUnixNano: FIXED64,
  timeUnixNano: FIXED64,
  flags: fc.constantFrom(0, 1, 2),
};
const HISTOGRAM_FIELDS = { count: COUNT.map(String), sum: DOUBLE, min: DOUBLE, max: DOUBLE };
const NUMBERS = fc.array(
  fc
    .tuple(
      optional(POINT),
      fc.oneof(
        optional({ asDouble: DOUBLE }),
        INT64.map((asInt) => ({ asInt })),
      ),
    )
    .map(([point, value]) => ({ ...point, ...value })),
  { maxLength: 3 },
);
const listOf = <T extends object>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc.array(optional(model), { maxLength: 3 });
const BUCKETS = optional({
  offset: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  bucketCounts: fc.array(FIXED64, { maxLength: 4 }),
});
const TEMPORALITY = fc.integer({ min: 0, max: 2 });
const METRIC_DATA: fc.Arbitrary<Plain> = fc.oneof(
  fc.record({ gauge: fc.record({ dataPoints: NUMBERS }) }),
  fc.record({
    sum: fc.record({ dataPoints: NUMBERS, aggregationTemporality: TEMPORALITY, isMonotonic: fc.boolean() }),
  }),
  fc.record({
    histogram: fc.record({
      dataPoints: listOf({
        ...POINT,
        ...HISTOGRAM_FIELDS,
        bucketCounts: fc.array(FIXED64, { maxLength: 4 }),
        explicitBounds: fc.array(DOUBLE, { maxLength: 4 }),
      }),
      aggregationTemporality: TEMPORALITY,
    }),
  }),
  fc.record({
    exponentialHistogram: fc.record({
      dataPoints: listOf({
        ...POINT,
        ...HISTOGRAM_FIELDS,
        scale: fc.integer({ min: -10, max: 20 }),
        zeroCount: FIXED64,
        zeroThreshold: DOUBLE,
        positive: BUCKETS,
        negative: BUCKETS,
      }),
      aggregationTemporality: TEMPORALITY,
    }),
  }),
  fc.record({
    summary: fc.record({
      dataPoints: listOf({
        ...POINT,
        count: COUNT.map(String),
        sum: DOUBLE,
        quantileValues: fc.array(optional({ quantile: DOUBLE, value: DOUBLE }), { maxLength: 3 }),
      }),
    }),
  }),
);
const METRIC = fc
  .tuple(optional({ name: TEXT, description: TEXT, unit: TEXT }), METRIC_DATA)
  .map(([head, data]): Plain => ({ ...head, ...data }));

const envelope = (request: string, scopes: string, records: string, record: fc.Arbitrary<Plain>) =>
  fc.record({
    [request]: fc.array(
      optional({
        resource: RESOURCE,
        [scopes]: fc.array(
          optional({ scope: SCOPE, [records]: fc.array(record, { maxLength: 3 }), schemaUrl: TEXT }),
          { maxLength: 3 },
        ),
        schemaUrl: TEXT,
      }),
      { maxLength: 3 },
    ),
  });

export const REQUEST: Readonly<Record<Signal, fc.Arbitrary<Plain>>> = {
  traces: envelope('resourceSpans', 'scopeSpans', 'spans', SPAN),
  logs: envelope('resourceLogs', 'scopeLogs', 'logRecords', LOG),
  metrics: envelope('resourceMetrics', 'scopeMetrics', 'metrics', METRIC),
};
