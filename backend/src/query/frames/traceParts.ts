/** Rows of the tables that know something of a trace → what belongs to each span. */
import type { Conversation } from '@llmobservatory/model';
import type { StepResult } from '../../store/engine';
import { isEmpty, type ConversationOf, type SentContent } from '../content';
import { decodeRows } from '../decode';
import type { CallRow, ContentRow, ResourceRow, SpanRow, TraceLogRow, TraceScoreRow, TraceStatements } from '../plan/trace'; // prettier-ignore

export interface SpanParts {
  span: SpanRow;
  resource: Record<string, unknown>;
  call?: CallRow;
  /** Of the claim that counts instead, where it is in this trace. */
  countedBySpanId: string | null;
  messages?: Conversation;
  events: NonNullable<ContentRow['events']>;
  logs: TraceLogRow[];
  scores: TraceScoreRow[];
}

/** Answers of the statements of `traceSql`. */
export type TraceResults = Record<keyof TraceStatements, StepResult>;

/** In order of start. `withMessages`: content was asked for. */
export function traceParts(
  results: TraceResults,
  conversationOf: ConversationOf,
  withMessages: boolean,
): SpanParts[] {
  const resources = new Map(
    decodeRows<ResourceRow>(results.resources).map((row) => [String(row.id), row.attributes]),
  );
  const content = new Map(decodeRows<ContentRow>(results.content).map((row) => [keyOf(row), row]));
  const claims = decodeRows<CallRow>(results.calls);
  const calls = claimsBySpan(claims);
  const spanOfClaim = new Map(claims.map((claim) => [claim.claim_id, claim.span_id]));
  const logs = logsBySpan(decodeRows<TraceLogRow>(results.logs));
  const spans = firstOfEachId(decodeRows<SpanRow>(results.spans));
  const scores = scoresBySpan(decodeRows<TraceScoreRow>(results.scores), spans, claims);
  return spans.map((span) => {
    const key = keyOf(span);
    const sent = content.get(key);
    const call = calls.get(key);
    const parts: SpanParts = {
      span,
      resource: resources.get(String(span.resource_id)) ?? {},
      call,
      countedBySpanId: spanOfClaim.get(call?.counted_by ?? '') ?? null,
      events: sent?.events ?? [],
      logs: logs.get(key) ?? [],
      scores: scores.get(key) ?? [],
    };
    if (!withMessages) return parts;
    const messages = conversationOf(sentContent(parts, sent));
    return isEmpty(messages) ? parts : { ...parts, messages };
  });
}

const keyOf = (row: { project: string; span_id: string | null }): string => `${row.project}/${row.span_id}`;

/** A span may make a claim, and a log record with its id another: the span's own says more. */
function claimsBySpan(claims: readonly CallRow[]): Map<string, CallRow> {
  const bySpan = new Map<string, CallRow>();
  for (const claim of claims) {
    if (claim.span_id && (claim.source === 'span' || !bySpan.has(keyOf(claim))))
      bySpan.set(keyOf(claim), claim);
  }
  return bySpan;
}

function logsBySpan(rows: readonly TraceLogRow[]): Map<string, TraceLogRow[]> {
  const bySpan = new Map<string, TraceLogRow[]>();
  for (const row of rows) bySpan.set(keyOf(row), [...(bySpan.get(keyOf(row)) ?? []), row]);
  return bySpan;
}

/** On the span that was judged, else on that of the answer; what is said of the whole stands on its root. */
function scoresBySpan(
  rows: readonly TraceScoreRow[],
  spans: readonly SpanRow[],
  claims: readonly CallRow[],
): Map<string, TraceScoreRow[]> {
  const known = new Set(spans.map(keyOf));
  const root = spans.find((span) => span.parent_span_id === null) ?? spans[0];
  const bySpan = new Map<string, TraceScoreRow[]>();
  for (const row of rows) {
    const answer = claims.find(
      ({ response_id, span_id, project }) =>
        response_id !== null && response_id === row.response_id && known.has(keyOf({ project, span_id })),
    );
    const key = [row, answer ?? row, root ?? row].map(keyOf).find((candidate) => known.has(candidate));
    if (key !== undefined) bySpan.set(key, [...(bySpan.get(key) ?? []), row]);
  }
  return bySpan;
}

/** A span id that came twice (two projects, or two start times) would make two rows of one node in every trace view. */
function firstOfEachId(spans: readonly SpanRow[]): SpanRow[] {
  const seen = new Set<string>();
  return spans.filter((span) => !seen.has(span.span_id) && seen.add(span.span_id));
}

/** What a span carried, and the log records beside it, as the reader of messages wants it. */
export const sentContent = (
  {
    span,
    logs,
  }: { span: Pick<SpanRow, 'dialect' | 'operation' | 'tool_name'>; logs: readonly TraceLogRow[] },
  sent: Pick<ContentRow, 'carriers' | 'events'> | undefined,
): SentContent => ({
  dialect: span.dialect,
  operation: span.operation,
  toolName: span.tool_name,
  carriers: sent?.carriers ?? null,
  events: sent?.events?.map((event) => ({ ...event, attributes: event.attributes ?? {} })) ?? null,
  logs: logs.map((log) => ({
    eventName: log.event_name,
    body: log.body_is_json && log.body !== null ? (JSON.parse(log.body) as unknown) : log.body,
    attributes: log.attributes,
    timeUnixNano: BigInt(log.time_unix_nano),
  })),
});
