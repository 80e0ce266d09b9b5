/** Spans, logs and points for tests, written as OTLP/JSON and read through the real decoder. */
import { jsonToProtobuf, readLogs, readMetrics, readTraces } from '../../decode';
import type { CallClaim } from '../../record/call';
import type { LogRecord } from '../../record/log';
import type { MetricPoint } from '../../record/metric';
import type { Score } from '../../record/score';
import type { SpanRecord } from '../../record/span';
import { normaliseLog } from '../log';
import { normalisePoint } from '../point';
import { resourceOf } from '../resource';
import { scoreOfLog } from '../scores/ofLog';
import { scoresOfSpan } from '../scores/ofSpan';
import { SLOT_MAP } from '../slots';
import { normaliseSpan } from '../span';

export type Value = string | number | boolean | bigint | Value[] | { [key: string]: Value };
export type Attributes = Record<string, Value>;

export interface SpanSpec {
  name?: string;
  scope?: string;
  version?: string;
  kind?: number;
  resource?: Attributes;
  attributes?: Attributes;
  events?: { name: string; atMs?: number; attributes?: Attributes }[];
  links?: { traceId: string; spanId: string; attributes?: Attributes }[];
  status?: { code: number; message?: string };
  durationMs?: number;
  droppedAttributes?: number;
  spanId?: string;
  parentSpanId?: string;
}

export const TRACE_ID = '0af7651916cd43dd8448eb211c80319c';
export const SPAN_ID = 'b7ad6b7169203331';
/** 2026-01-02T00:00:00Z */
export const START_NANO = 1_767_312_000_000_000_000n;

export function normalise(spec: SpanSpec): { span: SpanRecord; claim: CallClaim | null } {
  let result: ReturnType<typeof normaliseSpan> | undefined;
  readTraces(
    bytesOf('traces', documentOf(spec)),
    SLOT_MAP,
    (view) => {
      result = normaliseSpan(view, { project: 'p', resource: resourceOf(view.resource) });
    },
    refuse,
  );
  return result!;
}

function documentOf(spec: SpanSpec) {
  const { durationMs = 1000, events = [], links = [] } = spec;
  return {
    resourceSpans: [
      {
        resource: { attributes: keyValues(spec.resource ?? { 'service.name': 'shop' }) },
        scopeSpans: [
          {
            scope: { name: spec.scope ?? '', version: spec.version ?? '' },
            spans: [
              {
                traceId: TRACE_ID,
                spanId: spec.spanId ?? SPAN_ID,
                parentSpanId: spec.parentSpanId,
                name: spec.name ?? 'call',
                kind: spec.kind ?? 3,
                startTimeUnixNano: String(START_NANO),
                endTimeUnixNano: String(START_NANO + BigInt(durationMs) * 1_000_000n),
                attributes: keyValues(spec.attributes ?? {}),
                droppedAttributesCount: spec.droppedAttributes,
                events: events.map(({ name, atMs = 0, attributes = {} }) => ({
                  name,
                  timeUnixNano: String(START_NANO + BigInt(atMs) * 1_000_000n),
                  attributes: keyValues(attributes),
                })),
                links: links.map((link) => ({ ...link, attributes: keyValues(link.attributes ?? {}) })),
                status: spec.status,
              },
            ],
          },
        ],
      },
    ],
  };
}

export function scoresOf(spec: SpanSpec): readonly Score[] {
  let scores: readonly Score[] = [];
  readTraces(
    bytesOf('traces', documentOf(spec)),
    SLOT_MAP,
    (view) => {
      const { span } = normaliseSpan(view, { project: 'p', resource: resourceOf(view.resource) });
      scores = scoresOfSpan(view, span);
    },
    refuse,
  );
  return scores;
}

/** The claim of a span that must make one. */
export function claimOf(spec: SpanSpec): CallClaim {
  const { claim } = normalise(spec);
  if (!claim) throw new Error('the span made no claim');
  return claim;
}

export interface LogSpec {
  eventName?: string;
  body?: Value;
  attributes?: Attributes;
  spanId?: string;
  traceId?: string;
  timeUnixNano?: bigint;
  scope?: string;
  version?: string;
  resource?: Attributes;
}

export function normaliseLogRecord(
  spec: LogSpec,
  receivedAt?: Date,
): { log: LogRecord; claim: CallClaim | null; score: Score | null } {
  const document = {
    resourceLogs: [
      {
        resource: { attributes: keyValues(spec.resource ?? { 'service.name': 'shop' }) },
        scopeLogs: [
          {
            scope: { name: spec.scope ?? '', version: spec.version ?? '' },
            logRecords: [
              {
                timeUnixNano: String(spec.timeUnixNano ?? START_NANO),
                traceId: spec.traceId,
                spanId: spec.spanId,
                eventName: spec.eventName,
                body: spec.body === undefined ? undefined : anyValue(spec.body),
                attributes: keyValues(spec.attributes ?? {}),
              },
            ],
          },
        ],
      },
    ],
  };
  let result: { log: LogRecord; claim: CallClaim | null; score: Score | null } | undefined;
  readLogs(
    bytesOf('logs', document),
    SLOT_MAP,
    (view) => {
      const normalised = normaliseLog(
        view,
        { project: 'p', resource: resourceOf(view.resource) },
        receivedAt,
      );
      result = { ...normalised, score: scoreOfLog(view, normalised.log) };
    },
    refuse,
  );
  return result!;
}

export function normaliseMetric(
  metric: object,
  resource: Attributes = { 'service.name': 'shop' },
): MetricPoint[] {
  const document = {
    resourceMetrics: [
      {
        resource: { attributes: keyValues(resource) },
        scopeMetrics: [{ scope: { name: 'm' }, metrics: [metric] }],
      },
    ],
  };
  const points: MetricPoint[] = [];
  readMetrics(
    bytesOf('metrics', document),
    SLOT_MAP,
    (view) => {
      points.push(normalisePoint(view, { project: 'p', resource: resourceOf(view.resource) }));
    },
    refuse,
  );
  return points;
}

export const keyValues = (attributes: Attributes): { key: string; value: object }[] =>
  Object.entries(attributes).map(([key, value]) => ({ key, value: anyValue(value) }));

function anyValue(value: Value): object {
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  if (typeof value === 'bigint') return { intValue: String(value) };
  if (typeof value === 'number') {
    return Number.isInteger(value)
      ? { intValue: String(value) }
      : { doubleValue: Number.isFinite(value) ? value : String(value) };
  }
  return Array.isArray(value)
    ? { arrayValue: { values: value.map(anyValue) } }
    : { kvlistValue: { values: keyValues(value) } };
}

const bytesOf = (signal: 'traces' | 'logs' | 'metrics', document: object): Uint8Array =>
  jsonToProtobuf(signal, Buffer.from(JSON.stringify(document)));

function refuse(code: string, message: string): never {
  throw new Error(`${code}: ${message}`);
}
