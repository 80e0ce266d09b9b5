/**
 * The bodies of answers: Export…ServiceResponse and google.rpc.Status, as protobuf and as JSON.
 * Four small messages with known fields; a library would be more than this file.
 */
import type { Signal } from '../record/batch';
import type { ExportResult } from './export';
import type { ErrorStatus } from './status';

/** Longest error_message; answers have a limit too (4 MiB in the specification). */
const MAX_MESSAGE_CHARACTERS = 4_000;

/** ExportTraceServiceResponse, …Metrics…, …Logs…: the field numbers are the same. */
export function successProtobuf(result: ExportResult): Buffer {
  if (isFullSuccess(result)) return Buffer.alloc(0);
  const partial = [uintField(1, result.rejected), bytesField(2, cut(result.message))];
  return bytesField(1, Buffer.concat(partial));
}

const REJECTED: Readonly<Record<Signal, string>> = {
  traces: 'rejectedSpans',
  metrics: 'rejectedDataPoints',
  logs: 'rejectedLogRecords',
};

export function successJson(signal: Signal, result: ExportResult): string {
  if (isFullSuccess(result)) return '{}';
  return JSON.stringify({
    // int64 is a string in the proto3 JSON mapping.
    partialSuccess: { [REJECTED[signal]]: String(result.rejected), errorMessage: cut(result.message) },
  });
}

/** The specification forbids `partial_success` in a full success. */
const isFullSuccess = ({ rejected, message }: ExportResult): boolean => rejected === 0 && message === '';

const RETRY_INFO = 'type.googleapis.com/google.rpc.RetryInfo';
const BAD_REQUEST = 'type.googleapis.com/google.rpc.BadRequest';

/** google.rpc.Status; over gRPC it travels in `grpc-status-details-bin`. */
export function statusProtobuf(status: ErrorStatus): Buffer {
  const message = cut(status.message);
  const fields = [uintField(1, status.grpc), bytesField(2, message)];
  if (status.retryAfterSeconds !== null) {
    const duration = uintField(1, status.retryAfterSeconds);
    fields.push(bytesField(3, anyOf(RETRY_INFO, bytesField(1, duration))));
  }
  if (status.badRequest) {
    const violation = bytesField(2, message);
    fields.push(bytesField(3, anyOf(BAD_REQUEST, bytesField(1, violation))));
  }
  return Buffer.concat(fields);
}

export function statusJson(status: ErrorStatus): string {
  const message = cut(status.message);
  const details: object[] = [];
  if (status.retryAfterSeconds !== null) {
    details.push({ '@type': RETRY_INFO, retryDelay: `${status.retryAfterSeconds}s` });
  }
  if (status.badRequest) details.push({ '@type': BAD_REQUEST, fieldViolations: [{ description: message }] });
  return JSON.stringify({ code: status.grpc, message, ...(details.length > 0 && { details }) });
}

function cut(text: string): string {
  return text.length <= MAX_MESSAGE_CHARACTERS ? text : `${text.slice(0, MAX_MESSAGE_CHARACTERS - 1)}…`;
}

const anyOf = (type: string, value: Buffer): Buffer =>
  Buffer.concat([bytesField(1, type), bytesField(2, value)]);

function bytesField(number: number, content: string | Buffer): Buffer {
  const bytes = Buffer.from(content);
  return Buffer.concat([varint(number * 8 + 2), varint(bytes.length), bytes]);
}

const uintField = (number: number, value: number): Buffer =>
  Buffer.concat([varint(number * 8), varint(value)]);

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 0x7f) {
    bytes.push((rest % 128) | 0x80);
    rest = Math.floor(rest / 128);
  }
  bytes.push(rest);
  return Buffer.from(bytes);
}
