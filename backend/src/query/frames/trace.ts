/**
 * Spans of one trace → Grafana's documented trace frame, which its own trace view draws, plus the json field `llm`
 * (LlmSpan of the model) with what a model call said and cost, which the waterfall draws.
 */
import type { Field, FieldType, Frame, LlmScore, LlmSpan, Notice } from '@llmobservatory/model';
import { MAX_TRACE_SPANS, type SpanRow, type TraceScoreRow } from '../plan/trace';
import { answerMeta, emptyFrame, type Answered } from './answer';
import type { SpanParts } from './traceParts';

const NANOS_PER_MS = 1e6;
/** OTLP status codes by their numbers, as Grafana reads them. */
const STATUS_CODE: Record<string, number> = { unset: 0, ok: 1, error: 2 };

/** `spans` in order of their start. */
export function traceFrames(traceId: string, spans: readonly SpanParts[], answered: Answered): Frame[] {
  const shown = spans.slice(0, MAX_TRACE_SPANS);
  const field = (name: string, type: FieldType, value: (parts: SpanParts) => unknown): Field => ({
    name,
    type,
    values: shown.map(value),
  });
  const notices: Notice[] =
    spans.length > shown.length
      ? [{ severity: 'warning', text: `Showing the first ${MAX_TRACE_SPANS} spans of this trace.` }]
      : [];
  return [
    {
      refId: answered.refId,
      meta: {
        ...answerMeta({ ...answered, rows: shown.length }),
        preferredVisualisationType: 'trace',
        custom: { ...answerMeta(answered).custom, traceFormat: 'otlp' },
        ...(notices.length > 0 ? { notices } : {}),
      },
      fields: [
        field('traceID', 'string', () => traceId),
        field('spanID', 'string', ({ span }) => span.span_id),
        field('parentSpanID', 'string', ({ span }) => span.parent_span_id),
        field('operationName', 'string', ({ span }) => span.name),
        field('serviceName', 'string', ({ span }) => span.service_name ?? ''),
        field('serviceTags', 'json', ({ resource }) => pairs(resource)),
        field('startTime', 'number', ({ span }) => Number(span.start_unix_nano) / NANOS_PER_MS),
        field('duration', 'number', ({ span }) => Number(span.duration_nano) / NANOS_PER_MS),
        field('tags', 'json', ({ span }) => pairs(span.attributes)),
        field('logs', 'json', entries),
        field('references', 'json', ({ span }) => references(span)),
        field('kind', 'string', ({ span }) => span.kind),
        field('statusCode', 'number', ({ span }) => STATUS_CODE[span.status] ?? 0),
        field('statusMessage', 'string', ({ span }) => span.status_message),
        field('instrumentationLibraryName', 'string', ({ span }) => span.scope_name),
        field('instrumentationLibraryVersion', 'string', ({ span }) => span.scope_version),
        field('traceState', 'string', ({ span }) => span.trace_state),
        field('warnings', 'json', warnings),
        field('stackTraces', 'json', stackTraces),
        field('llm', 'json', llm),
        // Beside `llm`, where it is too, because links stand on fields.
        field('conversation', 'string', ({ span, call }) => call?.session_id ?? span.session_id),
      ],
    },
  ];
}

/** The id is named, so that a person sees at once whether it is the one that was meant. */
export const traceNotFound = (traceId: string, answered: Answered): Frame =>
  emptyFrame(answered, [
    {
      severity: 'warning',
      text: `TRACE_NOT_FOUND: No trace ${traceId}. It may have expired, or belong to another project.`,
    },
  ]);

export const noTraceChosen = (answered: Answered): Frame =>
  emptyFrame(answered, [
    { severity: 'info', text: 'No trace chosen. Open one from a list, or set the variable traceId.' },
  ]);

const pairs = (attributes: Record<string, unknown>): { key: string; value: unknown }[] =>
  Object.entries(attributes).map(([key, value]) => ({ key, value }));

const ms = (nanos: string | number | bigint): number => Number(nanos) / NANOS_PER_MS;

/** Events of the span and the log records that carry its id, by time. */
function entries({ events, logs }: SpanParts): { timestamp: number; name: string; fields: unknown[] }[] {
  return [
    ...events.map((event) => ({
      timestamp: ms(event.timeUnixNano),
      name: event.name,
      fields: pairs(event.attributes ?? {}),
    })),
    ...logs.map((log) => ({
      timestamp: ms(log.time_unix_nano),
      name: log.event_name ?? 'log',
      fields: pairs({ ...(log.body === null ? {} : { body: log.body }), ...log.attributes }),
    })),
  ].sort((a, b) => a.timestamp - b.timestamp);
}

const references = ({ links }: SpanRow): unknown[] =>
  (links ?? []).map((link) => ({
    traceID: link.traceId,
    spanID: link.spanId,
    tags: pairs(link.attributes ?? {}),
  }));

function warnings({ call, countedBySpanId }: SpanParts): string[] {
  if (!call || call.state === 'counted') return [];
  const instead = countedBySpanId ? ` Span ${countedBySpanId} counts instead.` : '';
  return [`Not counted (${call.state.replaceAll('_', ' ')}): ${call.state_rule}.${instead}`];
}

function stackTraces({ events }: SpanParts): string[] {
  return events.flatMap((event) => {
    const trace = event.attributes?.['exception.stacktrace'];
    return typeof trace === 'string' ? [trace] : [];
  });
}

/** What settlement found out about the call stands before what its span said. */
function llm({ span, call, countedBySpanId, messages, scores }: SpanParts): LlmSpan {
  return {
    operation: span.operation,
    provider: call?.provider ?? span.provider,
    model: call?.model_name ?? span.model_name,
    agentName: span.agent_name,
    toolName: span.tool_name,
    sessionId: call?.session_id ?? span.session_id,
    userId: call?.user_id ?? span.user_id,
    release: call?.release ?? null,
    ...(call
      ? {
          call: {
            state: call.state,
            stateRule: call.state_rule,
            countedBySpanId,
            inputTokens: call.input_tokens,
            outputTokens: call.output_tokens,
            cacheReadTokens: call.cache_read_tokens,
            cacheWriteTokens: call.cache_write_tokens,
            reasoningTokens: call.reasoning_tokens,
            usageState: call.usage_state,
            usageConvention: call.usage_convention,
            inputCostUsd: call.input_cost_usd,
            outputCostUsd: call.output_cost_usd,
            totalCostUsd: call.total_cost_usd,
            reportedCostUsd: call.reported_cost_usd,
            costState: call.cost_state,
            reason: call.state_reason,
            priceId: call.price_id,
            ttftMs: call.ttft_ms,
            tokensPerSecond: call.tokens_per_second,
            streaming: call.streaming,
            finishReasons: call.finish_reasons,
            responseId: call.response_id,
            errorCode: call.error_code,
            httpStatusCode: call.http_status_code,
          },
        }
      : {}),
    ...(scores.length > 0 ? { scores: scores.map(scoreOf) } : {}),
    ...(messages ? { messages } : {}),
    // Messages may have come as log records, which the span does not know of.
    contentState: messages && span.content_state === 'not_captured' ? 'present' : span.content_state,
  };
}

const scoreOf = (row: TraceScoreRow): LlmScore => ({
  name: row.name,
  value: row.value,
  label: row.label,
  passed: row.passed,
  explanation: row.explanation,
  annotator: row.annotator,
  errorType: row.error_type,
  target: row.target,
  timeMs: row.ts,
});
