import type { SpanId, TraceId } from './ids';

/** What a score judges. `span` without a span id: the call that gave the answer `responseId`. */
export type ScoreTarget = 'span' | 'trace' | 'session';

/** One row of `scores`: what an evaluator or a person said of an answer. Never changes. */
export interface Score {
  project: string;
  /** 32 hex digits made of what says it: the same record sent twice is one score. */
  id: string;
  timeUnixNano: bigint;
  target: ScoreTarget;
  traceId: TraceId | null;
  spanId: SpanId | null;
  sessionId: string | null;
  /** Of the provider's answer. Which call is meant is found when scores are read: they may come before it. */
  responseId: string | null;
  name: string;
  /** In the unit and direction of its name; null: it says only a label. */
  value: number | null;
  label: string | null;
  /** Null: neither the sender nor the label says so. A number alone never does: more may be worse. */
  passed: boolean | null;
  explanation: string | null;
  /** human, llm, code, or as sent. */
  annotator: string | null;
  /** The evaluation failed: there may be no value. */
  errorType: string | null;
  /** Id of the row in the table of sources, or `api`. */
  source: string;
  /** JSON object text: what else the sender said of it. */
  attributes: string;
}
