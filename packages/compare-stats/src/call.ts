/** What the comparison needs to know of one model call. `null` = unknown: it enters no figure that needs it. */
export interface ComparedCall {
  model: string;
  /** Calls of one trace are not independent: resampling takes or leaves them together. */
  trace: string;
  /** '' = none; a group of its own in the matching. */
  app: string;
  prompt: string;
  /** Cached input included. `null`: in the matching it counts among the sizes of the model's other calls. */
  inputTokens: number | null;
  outputTokens: number | null;
  /** Part of the input. */
  cacheReadTokens: number | null;
  costUsd: number | null;
  durationMs: number | null;
  ttftMs: number | null;
  tokensPerSecond: number | null;
  failed: boolean;
  /** Finish reason content filter or refusal. */
  refused: boolean;
  /** Finish reason length. */
  cutOff: boolean;
  /** The call before it, of the same model at the same place of the trace, failed. */
  retry: boolean;
  /** An evaluator's or a person's verdict. */
  passed?: boolean | null;
  /** Name of the score → value. */
  scores?: Readonly<Record<string, number>> | null;
}
