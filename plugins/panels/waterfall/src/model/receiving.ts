/** Whether a trace may still grow: its newest record is only just over. Spans without an end count by their start. */
import type { Trace } from './tree';

/** Exporters send in batches of seconds; the backend needs as long again to settle. */
const QUIET_MS = 30_000;

/** When it has been quiet for long enough. Ms since 1970. */
export const quietFrom = ({ endMs }: Trace): number => endMs + QUIET_MS;

export const isReceiving = (trace: Trace, nowMs: number): boolean =>
  nowMs < quietFrom(trace) && nowMs >= trace.startMs;
