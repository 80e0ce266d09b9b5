/**
 * Ids as they travel through the backend: lowercase hex strings, never bytes.
 * trace 32 digits, span 16; all-zero ids are invalid in OTLP and never get here.
 */
export type TraceId = string & { readonly __brand: 'TraceId' };
export type SpanId = string & { readonly __brand: 'SpanId' };

/**
 * Names one claim of a model call, 32 hex digits.
 * From a span: the last 8 bytes of the trace id, then the span id, so that a re-sent span claims the same call.
 * From a log record: the first 16 bytes of SHA-256 over its resource and record bytes.
 */
export type ClaimId = string & { readonly __brand: 'ClaimId' };

export const claimOfSpan = (trace: TraceId, span: SpanId): ClaimId => (trace.slice(16) + span) as ClaimId;
