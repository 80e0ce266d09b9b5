/** The fields of a model call that spans and log records share, read through the tables of their dialect. */
import type { AttributesView, ResourceView, ScopeView } from '../decode/view';
import type { CallClaim } from '../record/call';
import type { Operation, Resource } from '../record/span';
import { declaredConvention } from './convention';
import { finishReasonOf } from './finishReason';
import { providerOf } from './provider';
import { readUsage } from './rawUsage';
import { eachText, readBoolean, readList, readNumber, readResponseId, readText } from './readField';
import { reportedCostOf } from './reported';
import type { CompiledDialect, Source } from './slots';
import { toolCountOf } from './toolCalls';

/** What the caller knows beside the attributes. */
export interface CallRecord {
  attributes: AttributesView;
  scope: ScopeView;
  resource: ResourceView;
  source: 'span' | 'log';
  operation: Operation;
  /** Read before, because spans have these columns too. */
  identity: Identity;
  errorType: string | null;
  httpStatusCode: number | null;
  /** From an event of the span, when no attribute has it. */
  ttftMs: number | null;
}

export interface Identity {
  provider: string | null;
  requestModel: string | null;
  responseModel: string | null;
  agentName: string | null;
  userId: string | null;
  sessionId: string | null;
}

/** Where the record stands: identity and time of the claim. */
export type ClaimOrigin = Pick<
  CallClaim,
  'claimId' | 'project' | 'traceId' | 'spanId' | 'parentSpanId' | 'startUnixNano' | 'durationNano' | 'name'
>;

/** Who was called, by whom: columns of spans and calls alike. */
export function identityOf(
  attributes: AttributesView,
  resource: ResourceView,
  { sources, dialect }: CompiledDialect,
): Identity {
  const requestModel = readText(attributes, sources.requestModel);
  const responseModel = readText(attributes, sources.responseModel);
  return {
    provider:
      dialect.billedBy ??
      providerOf(
        dialect.namesNoProvider === true ? [] : eachText(attributes, sources.provider),
        readText(attributes, sources.serverAddress),
        [requestModel, responseModel],
      ),
    requestModel,
    responseModel,
    agentName: readText(attributes, sources.agentName),
    userId: readText(attributes, sources.userId) ?? readText(resource.attributes, sources.userId),
    sessionId: sessionIn(attributes, sources.sessionId) ?? readText(resource.attributes, sources.sessionId),
  };
}

/** Agents that let OpenAI keep the conversation name its last answer for it, another one in every call. */
const ID_OF_AN_ANSWER = 'resp_';

function sessionIn(attributes: AttributesView, sources: readonly Source[]): string | null {
  for (const text of eachText(attributes, sources)) if (!text.startsWith(ID_OF_AN_ANSWER)) return text;
  return null;
}

/** One literal with every field in a fixed order: spreading objects of this size costs more than reading them. */
export function describeCall(
  origin: ClaimOrigin,
  record: CallRecord,
  compiled: CompiledDialect,
  resource: Resource,
): CallClaim {
  const { attributes, scope, identity } = record;
  const { sources, dialect } = compiled;
  const fromResource = record.resource.attributes;
  const sentTtftMs =
    positive(readNumber(attributes, sources.ttft)) ??
    record.ttftMs ??
    millisSince(origin.startUnixNano, readText(attributes, sources.firstTokenAt));
  const tellsOfStream = sentTtftMs !== null && dialect.timesEveryAnswer !== true;
  const ttftMs = withinDuration(sentTtftMs, origin.durationNano);
  const streaming = readBoolean(attributes, sources.streaming) ?? (tellsOfStream ? true : null);
  const { usage, carrier } = readUsage(attributes, compiled);
  const finishReasons = readList(attributes, sources.finishReasons).map(finishReasonOf);
  const tags = readList(attributes, sources.tags);
  return {
    claimId: origin.claimId,
    project: origin.project,
    source: record.source,
    traceId: origin.traceId,
    spanId: origin.spanId,
    parentSpanId: origin.parentSpanId,
    startUnixNano: origin.startUnixNano,
    durationNano: origin.durationNano,
    name: origin.name,
    operation: record.operation,
    dialect: dialect.id,
    dialectVersion: scope.version || null,
    scopeName: scope.name || null,
    serviceName: resource.serviceName,
    applicationId:
      readText(attributes, sources.applicationId) ?? readText(fromResource, sources.applicationId),
    environment: readText(attributes, sources.environment) ?? readText(fromResource, sources.environment),
    release: readText(attributes, sources.release) ?? readText(fromResource, sources.release),
    tags: tags.length > 0 ? tags : readList(fromResource, sources.tags),
    provider: identity.provider,
    serverAddress: readText(attributes, sources.serverAddress),
    requestModel: identity.requestModel,
    responseModel: identity.responseModel,
    serviceTier: readText(attributes, sources.serviceTier),
    responseId: readResponseId(attributes, sources.responseId),
    userId: identity.userId,
    sessionId: identity.sessionId,
    agentName: identity.agentName,
    promptName: readText(attributes, sources.promptName),
    promptVersion: readText(attributes, sources.promptVersion),
    streaming,
    ttftMs,
    tokensPerSecond: positive(readNumber(attributes, sources.tokensPerSecond)),
    finishReasons,
    toolCount: toolCountOf(attributes, finishReasons),
    usage,
    declared: declaredConvention(dialect, {
      attributes,
      scopeName: scope.name,
      scopeVersion: scope.version,
      provider: identity.provider,
      carrier,
      source: record.source,
      streaming,
    }),
    reportedCost: reportedCostOf(attributes, compiled),
    errorType: record.errorType,
    httpStatusCode: record.httpStatusCode,
  };
}

/** A first token after the end: the span ended when its stream began, or two clocks disagree. Which, nobody can say. */
const withinDuration = (ttftMs: number | null, durationNano: bigint): number | null =>
  ttftMs !== null && durationNano > 0n && ttftMs > Number(durationNano) / 1e6 ? null : ttftMs;

const positive = (number: number | null): number | null => (number !== null && number >= 0 ? number : null);

/** Of a date and time as text; null for what is none, and for one before the start. */
function millisSince(startUnixNano: bigint, dateTime: string | null): number | null {
  if (dateTime === null) return null;
  const millis = Date.parse(dateTime) - Number(startUnixNano / 1_000_000n);
  return millis >= 0 ? millis : null;
}
