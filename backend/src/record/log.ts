import type { SpanId, TraceId } from './ids';
import type { Resource } from './span';

/** One row of `logs`. */
export interface LogRecord {
  project: string;
  /** First 8 bytes of SHA-256 over resource and record bytes, signed: a re-sent record is the same row. */
  id: bigint;
  timeUnixNano: bigint;
  traceId: TraceId | null;
  spanId: SpanId | null;
  severityNumber: number;
  severityText: string | null;
  /** `eventName`, else attribute `event.name`; null for plain logs. */
  eventName: string | null;
  /** Text of a string body; JSON text of any other; null when absent. */
  body: string | null;
  /** Body was not a string: `body` is JSON text. */
  bodyIsJson: boolean;
  /** JSON object text. */
  attributes: string;
  resource: Resource;
  scopeName: string | null;
  scopeVersion: string | null;
  droppedAttributes: number;
}
