import type { CallClaim } from './call';
import type { LogRecord } from './log';
import type { MetricPoint } from './metric';
import type { Score } from './score';
import type { SpanRecord } from './span';

export const SIGNALS = ['traces', 'metrics', 'logs'] as const;
export type Signal = (typeof SIGNALS)[number];

/** Everything one OTLP request asks to be stored, after decode and normalise. */
export interface Batch {
  spans: SpanRecord[];
  claims: CallClaim[];
  logs: LogRecord[];
  points: MetricPoint[];
  scores: Score[];
  rejected: Rejection[];
}

/** A single record that can't be stored; its neighbours are. Reported to the sender by partial_success. */
export interface Rejection {
  /** Stable code, a heading of docs/troubleshooting.md: SPAN_ID_INVALID, TIME_OUT_OF_RANGE, … */
  code: string;
  message: string;
}

export const emptyBatch = (): Batch => ({
  spans: [],
  claims: [],
  logs: [],
  points: [],
  scores: [],
  rejected: [],
});
