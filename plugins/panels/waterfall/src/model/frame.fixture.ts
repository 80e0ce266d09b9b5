/** Frames for the tests of this folder: @grafana/data does not load in Node, so only its types are used. */
import type { DataFrame, Field } from '@grafana/data';
import type { LlmCall, LlmSpan } from '@llmobservatory/model';
import { readTraces } from './fields';
import { buildTrace } from './tree';
import type { Trace } from './tree';

export interface SpanRow {
  spanID: string;
  parentSpanID?: string | null;
  traceID?: string;
  operationName?: string;
  startTime?: number;
  duration?: number | null;
  statusCode?: number;
  tags?: unknown;
  llm?: LlmSpan | null;
  [field: string]: unknown;
}

const REQUIRED = { traceID: 'trace', parentSpanID: '', operationName: 'work', startTime: 0, duration: 1 };

/** Every field that some row names, and the required ones. */
export function frameOf(rows: readonly SpanRow[]): DataFrame {
  const full = rows.map((row): Record<string, unknown> => ({ ...REQUIRED, ...row }));
  const names = [...new Set(full.flatMap(Object.keys))];
  const fields = names.map((name) => ({
    name,
    type: 'string' as Field['type'],
    config: {},
    values: full.map((row) => row[name] ?? null),
  }));
  return { fields, length: rows.length };
}

export function traceOf(rows: readonly SpanRow[]): Trace {
  const read = readTraces([frameOf(rows)]);
  if (!('traces' in read) || !read.traces[0]) throw new Error('The rows make no trace.');
  return buildTrace(read.traces[0]);
}

export const llmOf = (known: Partial<LlmSpan>): LlmSpan => ({
  operation: null,
  provider: null,
  model: null,
  agentName: null,
  toolName: null,
  sessionId: null,
  userId: null,
  release: null,
  contentState: null,
  ...known,
});

/** A chat span with a call in it; counted and fully known unless said otherwise. */
export const chatOf = (known: Partial<LlmCall> = {}): LlmSpan =>
  llmOf({
    operation: 'chat',
    model: 'gpt-5-mini',
    call: {
      state: 'counted',
      stateRule: 'The only record.',
      countedBySpanId: null,
      inputTokens: 100,
      outputTokens: 10,
      cacheReadTokens: null,
      cacheWriteTokens: null,
      reasoningTokens: null,
      usageState: 'reported',
      usageConvention: 'declared',
      inputCostUsd: 0.001,
      outputCostUsd: 0.0002,
      totalCostUsd: 0.0012,
      reportedCostUsd: null,
      costState: 'computed',
      reason: null,
      priceId: null,
      ttftMs: null,
      tokensPerSecond: null,
      streaming: null,
      finishReasons: [],
      responseId: null,
      errorCode: null,
      httpStatusCode: null,
      ...known,
    },
  });
