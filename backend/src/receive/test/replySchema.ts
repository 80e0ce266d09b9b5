/** Answers as protobufjs reads them. Field numbers from opentelemetry-proto and google/rpc/{status,error_details}.proto. */
import protobuf from 'protobufjs';

const root = protobuf.parse(`
syntax = "proto3";
message ExportResponse { PartialSuccess partial_success = 1; }
message PartialSuccess { int64 rejected = 1; string error_message = 2; }
message Status { int32 code = 1; string message = 2; repeated Any details = 3; }
message Any { string type_url = 1; bytes value = 2; }
message RetryInfo { Duration retry_delay = 1; }
message Duration { int64 seconds = 1; int32 nanos = 2; }
message BadRequest { repeated Violation field_violations = 1; }
message Violation { string field = 1; string description = 2; }
`).root;

function decode<T>(type: string, bytes: Uint8Array): T {
  const message = root.lookupType(type);
  return message.toObject(message.decode(bytes), { longs: Number }) as T;
}

export interface Success {
  partialSuccess?: { rejected?: number; errorMessage?: string };
}

export const decodeSuccess = (bytes: Uint8Array) => decode<Success>('ExportResponse', bytes);

export interface Failure {
  code: number;
  message: string;
  /** Null: no RetryInfo, the sender must not retry. */
  retrySeconds: number | null;
  violations: string[];
}

export function decodeFailure(bytes: Uint8Array): Failure {
  const status = decode<{
    code: number;
    message: string;
    details?: { typeUrl: string; value: Uint8Array }[];
  }>('Status', bytes);
  const detail = (name: string) =>
    status.details?.find(({ typeUrl }) => typeUrl === `type.googleapis.com/google.rpc.${name}`)?.value;
  const retry = detail('RetryInfo');
  const bad = detail('BadRequest');
  return {
    code: status.code,
    message: status.message,
    retrySeconds: retry
      ? decode<{ retryDelay: { seconds: number } }>('RetryInfo', retry).retryDelay.seconds
      : null,
    violations: bad
      ? decode<{ fieldViolations: { description: string }[] }>('BadRequest', bad).fieldViolations.map(
          ({ description }) => description,
        )
      : [],
  };
}
