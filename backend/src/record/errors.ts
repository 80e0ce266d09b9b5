/**
 * Errors that reach a person or a sender. `code` is a heading of docs/troubleshooting.md; the text says where,
 * what came, what is allowed and what to do. Each door maps `fault` to its own status codes in one place.
 */
export type Fault =
  | 'caller' // bad input: 400 / INVALID_ARGUMENT
  | 'unauthenticated' // 401 / UNAUTHENTICATED
  | 'forbidden' // 403 / PERMISSION_DENIED
  | 'not_found' // 404 / NOT_FOUND
  | 'too_large' // 413 / RESOURCE_EXHAUSTED without RetryInfo
  | 'unsupported' // 415 / INVALID_ARGUMENT
  | 'busy' // 429 / UNAVAILABLE with RetryInfo
  | 'unavailable' // 503 / UNAVAILABLE with RetryInfo (database away)
  | 'timeout' // 504 / DEADLINE_EXCEEDED
  | 'cancelled' // the caller went away
  | 'internal'; // 500 / INTERNAL: our bug

export class ObservatoryError extends Error {
  readonly code: string;
  readonly fault: Fault;
  /** Seconds after which a retry makes sense; only with `busy` and `unavailable`. */
  readonly retryAfterSeconds?: number;
  /** 1-based position in what the person typed (SQL). */
  readonly position?: { line: number; column: number };

  constructor(
    fault: Fault,
    code: string,
    message: string,
    extra: { cause?: unknown; retryAfterSeconds?: number; position?: { line: number; column: number } } = {},
  ) {
    super(message, extra.cause === undefined ? undefined : { cause: extra.cause });
    this.name = 'ObservatoryError';
    this.fault = fault;
    this.code = code;
    this.retryAfterSeconds = extra.retryAfterSeconds;
    this.position = extra.position;
  }
}
