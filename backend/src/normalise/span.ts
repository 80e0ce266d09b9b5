/**
 * One span: its row as sent, and the claim of a model call when it makes one.
 * Runs for every span that comes in. A span without a known attribute takes the short way: no table is read.
 */
import type { SpanView } from '../decode/view';
import type { CallClaim } from '../record/call';
import { claimOfSpan } from '../record/ids';
import {
  MODEL_OPERATIONS,
  SPAN_KINDS,
  STATUS_CODES,
  type Operation,
  type Resource,
  type SpanRecord,
} from '../record/span';
import { describeCall, identityOf } from './call';
import { contentOf, contentStateOf, linksJson } from './content';
import { detectDialect } from './detect';
import { errorTypeOf, httpStatusOf } from './failure';
import { operationOf } from './operation';
import { readText } from './readField';
import { PLAIN_SLOTS, type CompiledDialect } from './slots';

export interface NormaliseContext {
  project: string;
  resource: Resource;
}

export function normaliseSpan(
  view: SpanView,
  context: NormaliseContext,
): { span: SpanRecord; claim: CallClaim | null } {
  const compiled = detectDialect(view);
  return compiled === null
    ? { span: plainSpan(view, context), claim: null }
    : llmSpan(view, context, compiled);
}

function plainSpan(view: SpanView, context: NormaliseContext): SpanRecord {
  const { attributes } = view;
  const known = attributes.anyKnown;
  const errorType = errorTypeOf(view, known ? (attributes.text(PLAIN_SLOTS.errorType) ?? null) : null);
  return {
    ...frameOf(view, context),
    dialect: null,
    operation: null,
    provider: null,
    modelName: null,
    agentName: null,
    toolName: null,
    toolCallId: null,
    sessionId: known ? (attributes.text(PLAIN_SLOTS.sessionId) ?? null) : null,
    userId: known
      ? (attributes.text(PLAIN_SLOTS.userId) ?? attributes.text(PLAIN_SLOTS.oldUserId) ?? null)
      : null,
    errorType,
    httpStatusCode: known ? httpStatusOf(attributes, errorType) : null,
    ...contentFields(view, null),
  };
}

function llmSpan(
  view: SpanView,
  context: NormaliseContext,
  compiled: CompiledDialect,
): { span: SpanRecord; claim: CallClaim | null } {
  const { attributes, resource, scope } = view;
  const { sources } = compiled;
  const operation = operationOf(attributes, compiled);
  const identity = identityOf(attributes, resource, compiled);
  const errorType = errorTypeOf(view, readText(attributes, sources.errorType));
  const httpStatusCode = httpStatusOf(attributes, errorType);
  const frame = frameOf(view, context);
  const span: SpanRecord = {
    ...frame,
    dialect: compiled.dialect.id,
    operation,
    provider: identity.provider,
    modelName: identity.responseModel ?? identity.requestModel,
    agentName: identity.agentName,
    toolName: readText(attributes, sources.toolName),
    toolCallId: readText(attributes, sources.toolCallId),
    sessionId: identity.sessionId,
    userId: identity.userId,
    errorType,
    httpStatusCode,
    ...contentFields(view, operation),
  };
  if (operation === null || !(MODEL_OPERATIONS.has(operation) || hasUsage(view, compiled))) {
    return { span, claim: null };
  }
  const described = describeCall(
    {
      attributes,
      scope,
      resource,
      source: 'span',
      operation,
      identity,
      errorType,
      httpStatusCode,
      ttftMs: firstTokenMs(view),
    },
    compiled,
    context.resource,
  );
  return { span, claim: claimOf(span, described) };
}

function claimOf(span: SpanRecord, described: ReturnType<typeof describeCall>): CallClaim {
  return {
    ...described,
    claimId: claimOfSpan(span.traceId, span.spanId),
    project: span.project,
    traceId: span.traceId,
    spanId: span.spanId,
    parentSpanId: span.parentSpanId,
    startUnixNano: span.startUnixNano,
    durationNano: span.durationNano,
    name: span.name,
  };
}

const USAGE = ['inputTokens', 'outputTokens', 'totalTokens'] as const;

const hasUsage = ({ attributes }: SpanView, { sources }: CompiledDialect): boolean =>
  USAGE.some((field) => sources[field].some(({ slot }) => attributes.has(slot)));

/** Events by which instrumentations mark the first piece of a streamed answer. */
const FIRST_TOKEN_EVENTS: ReadonlySet<string> = new Set([
  'First Token Stream Event',
  'llm.content.completion.chunk',
  'gen_ai.content.completion.chunk',
  'ai.stream.firstChunk',
]);

function firstTokenMs(view: SpanView): number | null {
  if (view.eventCount === 0) return null;
  let first: bigint | null = null;
  view.eachEvent((event) => {
    if (!FIRST_TOKEN_EVENTS.has(event.name)) return;
    if (first === null || event.timeUnixNano < first) first = event.timeUnixNano;
  });
  return first === null || first < view.startUnixNano ? null : Number(first - view.startUnixNano) / 1e6;
}

function contentFields(view: SpanView, operation: Operation | null) {
  const content = contentOf(view);
  return {
    content,
    contentState: contentStateOf(
      content,
      view.droppedAttributes,
      operation !== null && MODEL_OPERATIONS.has(operation),
    ),
  };
}

function frameOf(view: SpanView, { project, resource }: NormaliseContext) {
  const { startUnixNano, endUnixNano } = view;
  return {
    project,
    traceId: view.traceId,
    spanId: view.spanId,
    parentSpanId: view.parentSpanId,
    startUnixNano,
    // An end before the start is a clock that was set back, an end of 0 a span that was never closed.
    durationNano: endUnixNano > startUnixNano ? endUnixNano - startUnixNano : 0n,
    name: view.name,
    kind: SPAN_KINDS[view.kind] ?? 'unspecified',
    status: STATUS_CODES[view.statusCode] ?? 'unset',
    statusMessage: view.statusMessage || null,
    traceState: view.traceState || null,
    resource,
    scopeName: view.scope.name || null,
    scopeVersion: view.scope.version || null,
    attributes: view.attributes.json(),
    links: linksJson(view),
    droppedAttributes: view.droppedAttributes,
  };
}
