/** Claims for tests: every field has a plain value, so that a test names only what it is about. */
import type { CallClaim } from '../../record/call';
import type { ClaimId, SpanId, TraceId } from '../../record/ids';
import { perMillion, withId } from '../prices/shippedRow';
import type { PriceBook, Priced, PriceRow } from '../prices/priceBook';

export const traceId = (n: number): TraceId => n.toString(16).padStart(32, '0') as TraceId;
export const spanId = (n: number): SpanId => n.toString(16).padStart(16, '0') as SpanId;

const START_NANO = 1_767_312_000_000_000_000n;
const MS = 1_000_000n;

export interface ClaimSpec extends Partial<Omit<CallClaim, 'spanId' | 'parentSpanId' | 'traceId'>> {
  trace?: number;
  span?: number;
  parent?: number;
  startMs?: number;
  durationMs?: number;
}

/** Span claim number `span` of trace `trace`; its claim id follows from these. */
export function claim({
  trace = 1,
  span = 1,
  parent,
  startMs = 0,
  durationMs = 1000,
  ...fields
}: ClaimSpec = {}): CallClaim {
  return {
    claimId: (traceId(trace).slice(16) + spanId(span)) as ClaimId,
    project: 'p',
    source: 'span',
    traceId: traceId(trace),
    spanId: spanId(span),
    parentSpanId: parent === undefined ? null : spanId(parent),
    startUnixNano: START_NANO + BigInt(startMs) * MS,
    durationNano: BigInt(durationMs) * MS,
    name: 'call',
    operation: 'chat',
    dialect: 'otel_genai',
    dialectVersion: null,
    scopeName: 'scope',
    serviceName: 'shop',
    applicationId: null,
    environment: null,
    release: null,
    tags: [],
    provider: 'acme',
    serverAddress: null,
    requestModel: 'x-1',
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
    usage: { input: 100, output: 10 },
    declared: null,
    reportedCost: null,
    errorType: null,
    httpStatusCode: null,
    ...fields,
  };
}

/** A log claim: `id` makes it distinct, `span` is the span id it carries. */
export const logClaim = (id: number, { span, ...spec }: ClaimSpec = {}): CallClaim => ({
  ...claim({ ...spec, source: 'log', durationMs: 0 }),
  claimId: `f${id.toString(16).padStart(31, '0')}` as ClaimId,
  spanId: span === undefined ? null : spanId(span),
});

/** A price row with USD per million tokens. */
export function priceRow(usd: Partial<Record<Priced, number>>, extra: Partial<PriceRow> = {}): PriceRow {
  return withId({
    source: 'shipped',
    sourceVersion: 'test',
    provider: 'acme',
    model: 'x-1',
    validFrom: null,
    validUntil: null,
    dayWindow: null,
    matcher: null,
    rates: Object.fromEntries(
      Object.entries(usd).map(([name, price]) => [name, { perMillion: perMillion(price) }]),
    ),
    ...extra,
  });
}

/** Knows acme/x-1 and nothing else. */
export function bookOf(row: PriceRow): PriceBook {
  return {
    find: ({ provider, models }) =>
      provider === row.provider && models.includes(row.model)
        ? row
        : { reason: `no price for ${provider}/${models[0]}` },
    rows: () => [row],
  };
}
