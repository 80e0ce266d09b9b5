/**
 * Where gRPC and HTTP meet: who asks, is there room, read the body, hand it on, answer after the COMMIT.
 * A transport knows headers and bytes; what happens to a request, and in which order, stands only here.
 */
import { requireScope, type Authenticate, type Caller, type Credentials } from '../access/caller';
import type { Signal } from '../record/batch';
import { ObservatoryError } from '../record/errors';
import type { Admission, Hold } from './admission';

/** One export request, its body whole and decompressed. */
export interface OtlpRequest {
  signal: Signal;
  body: Uint8Array;
  format: 'protobuf' | 'json';
  caller: Caller;
  receivedAt: Date;
}

/**
 * Stores one request; resolves after the COMMIT. `rejected` counts single records that were left out, `message` says why.
 * @throws ObservatoryError when nothing of the request was stored
 */
export type Consume = (request: OtlpRequest, abort: AbortSignal) => Promise<ExportResult>;

export interface ExportResult {
  rejected: number;
  message: string;
}

export interface OtlpOptions {
  host: string;
  /** 0 = any free port. */
  port: number;
  authenticate: Authenticate;
  consume: Consume;
  /** Largest request, after decompression. */
  maxRequestBytes: number;
  /** A request that is not committed by then is answered with a retry. */
  timeoutMs: number;
  admission: Admission;
  now: () => Date;
  /** Told of every request that is answered with an error: to be counted, and logged when its fault is ours. */
  onRefused: (signal: Signal, error: ObservatoryError) => void;
}

export interface OtlpServer {
  port: number;
  /** Accepts nothing more, answers what is under way, then ends. */
  close(): Promise<void>;
}

/** What a transport has when the headers of a request are there and its body is not. */
export interface Arrival {
  format: 'protobuf' | 'json';
  credentials: Credentials;
  /** Bytes the body will need, as far as the headers tell. */
  expectedBytes: number;
  /** Reads the body; tells `hold` when it needs more room. */
  readBody: (hold: Hold) => Promise<Uint8Array>;
  /** Aborts when the caller goes away. */
  abort: AbortSignal;
}

/**
 * `readHeaders` may throw as well: a request with headers that make no sense is refused and counted like any other.
 * @throws ObservatoryError, nothing else: an unknown error becomes INTERNAL_ERROR
 */
export async function receiveExport(
  options: OtlpOptions,
  signal: Signal,
  readHeaders: () => Arrival,
): Promise<ExportResult> {
  try {
    return await admitAndConsume(options, signal, readHeaders());
  } catch (error) {
    const known = asObservatoryError(error);
    options.onRefused(signal, known);
    throw known;
  }
}

async function admitAndConsume(
  options: OtlpOptions,
  signal: Signal,
  arrival: Arrival,
): Promise<ExportResult> {
  const caller = await options.authenticate(arrival.credentials);
  requireScope(caller, 'ingest');
  if (arrival.expectedBytes > options.maxRequestBytes) throw tooLarge(options.maxRequestBytes);
  const hold = options.admission.admit(arrival.expectedBytes);
  let work: Promise<ExportResult>;
  const deadline = new AbortController();
  try {
    const body = await arrival.readBody(hold);
    if (body.length > options.maxRequestBytes) throw tooLarge(options.maxRequestBytes);
    hold.resize(body.length);
    work = options.consume(
      { signal, body, format: arrival.format, caller, receivedAt: options.now() },
      AbortSignal.any([arrival.abort, deadline.signal]),
    );
  } catch (error) {
    hold.release();
    throw error;
  }
  // Not with the answer: after a timeout the bytes are still held until the work has ended.
  const release = () => hold.release();
  work.then(release, release);
  return withDeadline(work, options.timeoutMs, deadline);
}

async function withDeadline(
  work: Promise<ExportResult>,
  timeoutMs: number,
  deadline: AbortController,
): Promise<ExportResult> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const error = new ObservatoryError(
        'timeout',
        'INGEST_TIMEOUT',
        `The request was not committed within ${timeoutMs / 1000} s (OBSERVATORY_INGEST_TIMEOUT). Send it again; ` +
          'records that were stored after all are recognised as duplicates.',
        { retryAfterSeconds: TIMEOUT_RETRY_SECONDS },
      );
      reject(error);
      deadline.abort(error);
    }, timeoutMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** A store that was too slow a moment ago needs some air. */
const TIMEOUT_RETRY_SECONDS = 5;

export function tooLarge(maxRequestBytes: number): ObservatoryError {
  return new ObservatoryError(
    'too_large',
    'OTLP_TOO_LARGE',
    `The request has more than ${maxRequestBytes} bytes after decompression (OBSERVATORY_MAX_REQUEST_BYTES). ` +
      'Make the batches of the exporter smaller; nothing of the request was stored.',
  );
}

export function asObservatoryError(error: unknown): ObservatoryError {
  if (error instanceof ObservatoryError) return error;
  return new ObservatoryError(
    'internal',
    'INTERNAL_ERROR',
    'The backend failed on this request; its log says why. Nothing of the request was stored.',
    { cause: error },
  );
}
