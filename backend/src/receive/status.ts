/**
 * What senders are told, and whether they will send again: the retry contract of OTLP in one table.
 * https://github.com/open-telemetry/opentelemetry-proto/blob/main/docs/specification.md, "Failures" of OTLP/gRPC and
 * "Retryable Response Codes" of OTLP/HTTP. A wrong row loses data: after a final status senders drop the request.
 */
import type { Fault, ObservatoryError } from '../record/errors';

/** Numbers of google.rpc.Code. */
export const GRPC = {
  CANCELLED: 1,
  INVALID_ARGUMENT: 3,
  NOT_FOUND: 5,
  PERMISSION_DENIED: 7,
  RESOURCE_EXHAUSTED: 8,
  INTERNAL: 13,
  UNAVAILABLE: 14,
  UNAUTHENTICATED: 16,
} as const;

interface Row {
  grpc: number;
  http: number;
  retry: boolean;
}

const STATUS: Readonly<Record<Fault, Row>> = {
  caller: { grpc: GRPC.INVALID_ARGUMENT, http: 400, retry: false }, // "Bad Data"
  unauthenticated: { grpc: GRPC.UNAUTHENTICATED, http: 401, retry: false },
  forbidden: { grpc: GRPC.PERMISSION_DENIED, http: 403, retry: false },
  not_found: { grpc: GRPC.NOT_FOUND, http: 404, retry: false },
  too_large: { grpc: GRPC.RESOURCE_EXHAUSTED, http: 413, retry: false }, // final only because RetryInfo is missing
  unsupported: { grpc: GRPC.INVALID_ARGUMENT, http: 415, retry: false },
  busy: { grpc: GRPC.UNAVAILABLE, http: 429, retry: true }, // "Throttling"
  unavailable: { grpc: GRPC.UNAVAILABLE, http: 503, retry: true },
  timeout: { grpc: GRPC.UNAVAILABLE, http: 503, retry: true }, // ours, not the sender's deadline
  cancelled: { grpc: GRPC.CANCELLED, http: 503, retry: true }, // nobody is there to read it, or we are closing
  internal: { grpc: GRPC.INTERNAL, http: 500, retry: false }, // our bug: the same bytes would meet it again
};

/** Delay when a retryable error names none. */
const DEFAULT_RETRY_SECONDS = 5;

export interface ErrorStatus {
  grpc: number;
  http: number;
  /** Code and text, so that a person finds the heading in docs/troubleshooting.md. */
  message: string;
  /** Null: the sender must not send the same again. */
  retryAfterSeconds: number | null;
  /** The request itself is wrong: the text goes into a google.rpc.BadRequest as well. */
  badRequest: boolean;
}

export function statusOf(error: ObservatoryError): ErrorStatus {
  const row = STATUS[error.fault];
  return {
    grpc: row.grpc,
    http: row.http,
    message: `${error.code}: ${error.message}`,
    retryAfterSeconds: row.retry
      ? Math.max(1, Math.ceil(error.retryAfterSeconds ?? DEFAULT_RETRY_SECONDS))
      : null,
    badRequest: error.fault === 'caller',
  };
}
