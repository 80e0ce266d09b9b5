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
import { isSent, readText, textIn } from './readField';
import { partFor } from './shape';
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
    : llmSpan(view, context, partFor(compiled, view));
}

function plainSpan(view: SpanView, context: NormaliseContext): SpanRecord {
  const { attributes } = view;
  if (!attributes.anyKnown) return recordOf(view, context, { ...PLAIN, errorType: errorTypeOf(view, null) });
  const errorType = errorTypeOf(view, attributes.text(PLAIN_SLOTS.errorType) ?? null);
  return recordOf(view, context, {
    ...PLAIN,
    sessionId: textIn(attributes, PLAIN_SLOTS.sessionId),
    userId: textIn(attributes, PLAIN_SLOTS.userId) ?? textIn(attributes, PLAIN_SLOTS.oldUserId),
    errorType,
    httpStatusCode: httpStatusOf(attributes, errorType),
  });
}

function llmSpan(
  view: SpanView,
  context: NormaliseContext,
  compiled: CompiledDialect,
): { span: SpanRecord; claim: CallClaim | null } {
  const { attributes, resource, scope } = view;
  const { sources } = compiled;
  const identity = identityOf(attributes, resource, compiled);
  const tellsOfCall =
    compiled.dialect.careful !== true ||
    ((identity.requestModel ?? identity.responseModel) !== null && hasUsage(view, compiled));
  const operation = tellsOfCall ? kindOf(view, compiled) : null;
  const errorType = errorTypeOf(view, readText(attributes, sources.errorType));
  const httpStatusCode = httpStatusOf(attributes, errorType);
  const span = recordOf(view, context, {
    dialect: compiled.dialect.id,
    operation,
    provider: identity.provider,
    modelName: identity.responseModel ?? identity.requestModel,
    agentName: identity.agentName,
    // On a span of another kind it names a tool that the model asked for, not one that ran.
    toolName: operation === 'tool' ? readText(attributes, sources.toolName) : null,
    toolCallId: readText(attributes, sources.toolCallId),
    sessionId: identity.sessionId,
    userId: identity.userId,
    errorType,
    httpStatusCode,
  });
  if (operation === null || !(MODEL_OPERATIONS.has(operation) || hasUsage(view, compiled))) {
    return { span, claim: null };
  }
  const claim = describeCall(
    {
      claimId: claimOfSpan(span.traceId, span.spanId),
      project: span.project,
      traceId: span.traceId,
      spanId: span.spanId,
      parentSpanId: span.parentSpanId,
      startUnixNano: span.startUnixNano,
      durationNano: span.durationNano,
      name: span.name,
    },
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
  return { span, claim };
}

function kindOf(view: SpanView, compiled: CompiledDialect): Operation | null {
  const prepares = compiled.dialect.preparations?.some(
    ({ scope, nameEnding }) => view.scope.name === scope && view.name.endsWith(nameEnding),
  );
  return prepares === true ? 'step' : operationOf(view.attributes, compiled);
}

const USAGE = ['inputTokens', 'outputTokens', 'totalTokens'] as const;

const hasUsage = ({ attributes }: SpanView, { sources }: CompiledDialect): boolean =>
  USAGE.some((field) => sources[field].some((source) => isSent(attributes, source)));

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

/** The columns that come from attributes. */
type Facts = Pick<
  SpanRecord,
  | 'dialect'
  | 'operation'
  | 'provider'
  | 'modelName'
  | 'agentName'
  | 'toolName'
  | 'toolCallId'
  | 'sessionId'
  | 'userId'
  | 'errorType'
  | 'httpStatusCode'
>;

const PLAIN: Facts = {
  dialect: null,
  operation: null,
  provider: null,
  modelName: null,
  agentName: null,
  toolName: null,
  toolCallId: null,
  sessionId: null,
  userId: null,
  errorType: null,
  httpStatusCode: null,
};

function recordOf(view: SpanView, { project, resource }: NormaliseContext, facts: Facts): SpanRecord {
  const { startUnixNano, endUnixNano, droppedAttributes } = view;
  const content = contentOf(view);
  const isModelCall = facts.operation !== null && MODEL_OPERATIONS.has(facts.operation);
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
    dialect: facts.dialect,
    operation: facts.operation,
    provider: facts.provider,
    modelName: facts.modelName,
    agentName: facts.agentName,
    toolName: facts.toolName,
    toolCallId: facts.toolCallId,
    sessionId: facts.sessionId,
    userId: facts.userId,
    errorType: facts.errorType,
    httpStatusCode: facts.httpStatusCode,
    attributes: view.attributes.json(),
    links: linksJson(view),
    droppedAttributes,
    contentState: contentStateOf(content, droppedAttributes, isModelCall),
    content,
  };
}
