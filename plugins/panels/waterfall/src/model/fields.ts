/**
 * Frame → spans, once, at the edge: Grafana's documented trace frame from any datasource, and our `llm` field on it.
 * Fields are found by name. Tags, events and references stay in the frame until somebody opens a span.
 */
import type { DataFrame } from '@grafana/data';
import type { LlmSpan } from '@llmobservatory/model';
import { kindOf } from './kinds';
import type { Kind } from './kinds';
import { NOTHING_SAID, readTagFacts, readTags } from './tags';
import type { Infrastructure, Tag, TagFacts } from './tags';

/** Without these there is no tree and no bar. */
export const REQUIRED_FIELDS = [
  'traceID',
  'spanID',
  'parentSpanID',
  'operationName',
  'startTime',
  'duration',
] as const;

/** One span, as drawn. Times in ms since 1970; `null` = not known. */
export interface Span {
  /** Unique in its trace, stable over refreshes: the span id, with a number where a sender used the id twice. */
  key: string;
  spanId: string;
  parentSpanId: string | null;
  name: string;
  service: string;
  startMs: number;
  /** `null`: not ended yet, or never sent. */
  durationMs: number | null;
  error: boolean;
  statusMessage: string | null;
  kind: Kind;
  /** Which sort, of spans whose kind is infrastructure. */
  infrastructure: Infrastructure | null;
  /** Model, agent or tool that the span is about. */
  subject: string | null;
  usage: SpanUsage | null;
  /** Ours only. */
  llm: LlmSpan | null;
  /** The row stands for so many spans; the other members are those of the first. */
  members?: number;
  /** Where the rest of the span stands. */
  frame: DataFrame;
  row: number;
}

/** What the figures columns and the bar need. `costUsd` is never worked out here: only our backend knows it. */
export interface SpanUsage {
  inputTokens: number | null;
  outputTokens: number | null;
  cacheReadTokens: number | null;
  costUsd: number | null;
  ttftMs: number | null;
}

export interface TraceSpans {
  traceId: string;
  /** In the order of the frame. */
  spans: Span[];
  /** Some span carries our `llm` field: cost is known where it can be. */
  ours: boolean;
}

export type ReadResult = { traces: TraceSpans[] } | { missing: string[] };

/** Every trace in the frames. No frame with all required fields: what the nearest one lacks. No frames: no traces. */
export function readTraces(frames: readonly DataFrame[]): ReadResult {
  const usable = frames.filter((frame) => missingFields(frame).length === 0);
  const filled = frames.filter((frame) => frame.fields.length > 0);
  if (usable.length === 0 && filled.length > 0) {
    return { missing: filled.map(missingFields).sort((a, b) => a.length - b.length)[0]! };
  }
  const traces = new Map<string, TraceSpans & { used: Map<string, number> }>();
  for (const frame of usable) {
    const readSpan = spanReader(frame);
    const spanIds = columnOf(frame, 'spanID');
    const traceIds = columnOf(frame, 'traceID');
    for (let row = 0; row < frame.length; row++) {
      const spanId = text(spanIds[row]);
      if (!spanId) continue;
      const traceId = text(traceIds[row]) ?? '';
      let trace = traces.get(traceId);
      if (!trace) traces.set(traceId, (trace = { traceId, spans: [], ours: false, used: new Map() }));
      const before = trace.used.get(spanId) ?? 0;
      trace.used.set(spanId, before + 1);
      const span = readSpan(row, spanId, before === 0 ? spanId : `${spanId}#${before + 1}`);
      trace.ours ||= span.llm !== null;
      trace.spans.push(span);
    }
  }
  return { traces: [...traces.values()].map(({ traceId, spans, ours }) => ({ traceId, spans, ours })) };
}

const missingFields = (frame: DataFrame): string[] =>
  REQUIRED_FIELDS.filter((name) => !frame.fields.some((field) => field.name === name));

const NO_VALUES: readonly unknown[] = [];

/** Values of a field by its name; a frame without it has none. */
export const columnOf = (frame: DataFrame, name: string): readonly unknown[] =>
  (frame.fields.find((field) => field.name === name)?.values as unknown[] | undefined) ?? NO_VALUES;

export const tagsOf = ({ frame, row }: Span): Tag[] => readTags(columnOf(frame, 'tags')[row]);

/** Columns are looked up once for a frame, not once for a span: that was half of the time to read 10,000 of them. */
function spanReader(frame: DataFrame): (row: number, spanId: string, key: string) => Span {
  const column = (name: string) => columnOf(frame, name);
  const parents = column('parentSpanID');
  const names = column('operationName');
  const services = column('serviceName');
  const starts = column('startTime');
  const durations = column('duration');
  const statuses = column('statusCode');
  const messages = column('statusMessage');
  const tags = column('tags');
  const llms = column('llm');
  return (row, spanId, key) => {
    const llm = readLlm(llms[row]);
    // Tags say what our field does not: with an operation there is nothing left to learn from them.
    const facts = llm?.operation ? NOTHING_SAID : readTagFacts(readTags(tags[row]));
    return {
      key,
      spanId,
      parentSpanId: text(parents[row]),
      name: text(names[row]) ?? '',
      service: text(services[row]) ?? '',
      startMs: finite(starts[row]) ?? 0,
      durationMs: finite(durations[row]),
      error: statuses[row] === 2 || facts.error,
      statusMessage: text(messages[row]),
      kind: kindOf(llm?.operation ?? null, facts),
      infrastructure: facts.infrastructure,
      subject: llm
        ? (llm.toolName ?? llm.model ?? llm.agentName)
        : (facts.toolName ?? facts.model ?? facts.agentName),
      usage: llm ? usageOfCall(llm) : usageOfTags(facts),
      llm,
      frame,
      row,
    };
  };
}

/** Our contract is trusted once the value has its shape; a foreign field of the same name is left alone. */
const readLlm = (value: unknown): LlmSpan | null =>
  typeof value === 'object' && value !== null && 'operation' in value && 'contentState' in value
    ? (value as LlmSpan)
    : null;

function usageOfCall({ call }: LlmSpan): SpanUsage | null {
  if (!call) return null;
  return {
    inputTokens: call.inputTokens,
    outputTokens: call.outputTokens,
    cacheReadTokens: call.cacheReadTokens,
    costUsd: call.totalCostUsd,
    ttftMs: call.ttftMs,
  };
}

function usageOfTags(facts: TagFacts): SpanUsage | null {
  const { inputTokens, outputTokens, cacheReadTokens, ttftMs } = facts;
  if (inputTokens === null && outputTokens === null && ttftMs === null) return null;
  return { inputTokens, outputTokens, cacheReadTokens, costUsd: null, ttftMs };
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
const finite = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null;
