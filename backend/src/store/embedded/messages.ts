/** What the adapter and the worker say to each other. One request is in flight at a time. */
import type { Step, StepResult } from '../engine';

/** A step whose parameters are text already, so that nothing but strings and bytes crosses the thread. */
export type WireStep =
  | { sql: string; params: (string | null)[] }
  | Extract<Step, { script: string }>
  | Extract<Step, { copyInto: string }>;

export interface WorkerRequest {
  steps: WireStep[];
  readOnly: boolean;
  autocommit: boolean;
  maxRows: number | null;
  maxBytes: number | null;
}

export interface DatabaseErrorFields {
  message: string;
  code: string;
  detail?: string;
  hint?: string;
  position?: number;
  constraint?: string;
  step: number;
}

export type WorkerReply =
  | { kind: 'ready' }
  | { kind: 'done'; results: StepResult[] }
  /** The database refused a step. */
  | { kind: 'refused'; error: DatabaseErrorFields }
  | { kind: 'limit'; limit: 'ROW_LIMIT' | 'BYTE_LIMIT' }
  /** The engine itself broke: the worker ends after this. */
  | { kind: 'broken'; message: string };

export interface WorkerOptions {
  /** PostgreSQL's data folder, or "memory://". */
  folder: string;
}
