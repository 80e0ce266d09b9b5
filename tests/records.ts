/** Records for tests of what lies behind normalise. What a test does not care about is filled in. */
import type { CallClaim, CallRow } from '../backend/src/record/call';
import { claimOfSpan, type SpanId, type TraceId } from '../backend/src/record/ids';
import type { LogRecord } from '../backend/src/record/log';
import type { MetricPoint } from '../backend/src/record/metric';
import type { Score } from '../backend/src/record/score';
import type { Resource, SpanRecord } from '../backend/src/record/span';
import type { StoreBatch } from '../backend/src/store/writer';

export const nano = (iso: string): bigint => BigInt(Date.parse(iso)) * 1_000_000n;
export const traceId = (number: number): TraceId => number.toString(16).padStart(32, '0') as TraceId;
export const spanId = (number: number): SpanId => number.toString(16).padStart(16, '0') as SpanId;

const START = nano('2026-03-02T10:00:00Z');

export const resource = (fields: Partial<Resource> = {}): Resource => ({
  id: 1n,
  attributes: '{"service.name": "support-desk"}',
  serviceName: 'support-desk',
  serviceVersion: '1.0.0',
  environment: 'production',
  ...fields,
});

export const span = (fields: Partial<SpanRecord> = {}): SpanRecord => ({
  project: 'default',
  traceId: traceId(1),
  spanId: spanId(1),
  parentSpanId: null,
  startUnixNano: START,
  durationNano: 1_500_000_000n,
  name: 'span',
  kind: 'client',
  status: 'ok',
  statusMessage: null,
  traceState: null,
  resource: resource(),
  scopeName: 'test',
  scopeVersion: '1.0.0',
  dialect: null,
  operation: null,
  provider: null,
  modelName: null,
  agentName: null,
  toolName: null,
  toolCallId: null,
  sessionId: null,
  userId: null,
  errorType: null,
  httpStatusCode: null,
  attributes: '{}',
  links: null,
  droppedAttributes: 0,
  contentState: null,
  content: null,
  ...fields,
});

export const claim = (fields: Partial<CallClaim> = {}): CallClaim => {
  const trace = fields.traceId === undefined ? traceId(1) : fields.traceId;
  const own = fields.spanId === undefined ? spanId(1) : fields.spanId;
  return {
    claimId: claimOfSpan(trace ?? traceId(1), own ?? spanId(1)),
    project: 'default',
    source: 'span',
    traceId: trace,
    spanId: own,
    parentSpanId: null,
    startUnixNano: START,
    durationNano: 1_500_000_000n,
    name: 'chat gpt-5',
    operation: 'chat',
    dialect: 'otel',
    dialectVersion: null,
    scopeName: 'test',
    serviceName: 'support-desk',
    applicationId: null,
    environment: 'production',
    release: '1.0.0',
    tags: [],
    provider: 'openai',
    serverAddress: null,
    requestModel: 'gpt-5',
    responseModel: null,
    serviceTier: null,
    responseId: null,
    userId: null,
    sessionId: null,
    agentName: null,
    promptName: null,
    promptVersion: null,
    streaming: null,
    ttftMs: null,
    tokensPerSecond: null,
    finishReasons: [],
    toolCount: null,
    usage: null,
    declared: null,
    reportedCost: null,
    errorType: null,
    httpStatusCode: null,
    ...fields,
  };
};

/** A counted call of unknown usage and cost. */
export const callRow = (fields: Partial<CallClaim> = {}, settled: Partial<CallRow> = {}): CallRow => {
  const made = claim(fields);
  return {
    claim: made,
    call: made,
    state: 'counted',
    countedBy: null,
    stateRule: 'A model call of its own.',
    usage: {
      tokens: {
        input: null,
        output: null,
        cacheRead: null,
        cacheWrite: null,
        cacheWrite1h: null,
        reasoning: null,
        inputAudio: null,
        outputAudio: null,
        inputImage: null,
        outputImage: null,
      },
      state: 'unknown',
      convention: null,
      reason: 'no usage was sent',
    },
    cost: {
      state: 'unknown',
      total: null,
      input: null,
      output: null,
      cacheRead: null,
      cacheWrite: null,
      fees: null,
      reported: null,
      priceId: null,
      reason: 'no usage was sent',
    },
    inherited: {},
    ...settled,
  };
};

export const log = (fields: Partial<LogRecord> = {}): LogRecord => ({
  project: 'default',
  id: 1n,
  timeUnixNano: START,
  traceId: null,
  spanId: null,
  severityNumber: 9,
  severityText: 'INFO',
  eventName: null,
  body: 'hello',
  bodyIsJson: false,
  attributes: '{}',
  resource: resource(),
  scopeName: null,
  scopeVersion: null,
  droppedAttributes: 0,
  ...fields,
});

export const point = (fields: Partial<MetricPoint> = {}): MetricPoint => ({
  project: 'default',
  seriesId: 1n,
  timeUnixNano: START,
  startUnixNano: null,
  name: 'gen_ai.client.token.usage',
  kind: 'sum',
  unit: '{token}',
  temporality: 'delta',
  monotonic: true,
  value: 1,
  count: null,
  sum: null,
  detail: null,
  attributes: '{}',
  resource: resource(),
  scopeName: null,
  ...fields,
});

export const batch = (records: Partial<StoreBatch> = {}): StoreBatch => ({
  spans: [],
  calls: [],
  logs: [],
  points: [],
  scores: [],
  ...records,
});

/** Of the span `spanId(1)`, given ten seconds after its start. */
export const score = (fields: Partial<Score> = {}): Score => ({
  project: 'default',
  id: 'a'.repeat(32),
  timeUnixNano: START + 10_000_000_000n,
  target: 'span',
  traceId: traceId(1),
  spanId: spanId(1),
  sessionId: null,
  responseId: null,
  name: 'helpfulness',
  value: 0.5,
  label: null,
  passed: null,
  explanation: null,
  annotator: null,
  errorType: null,
  source: 'otel_genai',
  attributes: '{}',
  ...fields,
});
