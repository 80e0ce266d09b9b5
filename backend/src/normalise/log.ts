/**
 * One log record: its row, and a claim when it is an event that carries the fields of a model call.
 * Whether that call is also a span's is for the settlement to decide; message events (`gen_ai.choice`) never claim.
 */
import { createHash } from 'node:crypto';
import { jsonOf } from '../decode/anyValue';
import type { LogView } from '../decode/view';
import type { CallClaim } from '../record/call';
import type { ClaimId } from '../record/ids';
import type { LogRecord } from '../record/log';
import { MODEL_OPERATIONS, type Operation } from '../record/span';
import { describeCall, identityOf } from './call';
import { wholeJson } from './content';
import { DIALECTS } from './dialects';
import { httpStatusOf } from './failure';
import { operationOf } from './operation';
import { readText } from './readField';
import { COMPILED, PLAIN_SLOTS, type CompiledDialect } from './slots';
import type { NormaliseContext } from './span';

/** @param receivedAt stands for the time of a record that came without one */
export function normaliseLog(
  view: LogView,
  context: NormaliseContext,
  receivedAt?: Date,
): { log: LogRecord; claim: CallClaim | null } {
  const digest = createHash('sha256').update(view.resource.bytes).update(view.bytes).digest();
  const eventName = view.eventName || (view.attributes.text(PLAIN_SLOTS.eventName) ?? null);
  const { body } = view;
  const log: LogRecord = {
    project: context.project,
    id: digest.readBigInt64BE(0),
    timeUnixNano:
      view.timeUnixNano === 0n && receivedAt ? BigInt(receivedAt.getTime()) * 1_000_000n : view.timeUnixNano,
    traceId: view.traceId,
    spanId: view.spanId,
    severityNumber: view.severityNumber,
    severityText: view.severityText || null,
    eventName,
    body: body === undefined || body === null ? null : typeof body === 'string' ? body : jsonOf(body),
    bodyIsJson: body !== undefined && body !== null && typeof body !== 'string',
    attributes: wholeJson(view.attributes),
    resource: context.resource,
    scopeName: view.scope.name || null,
    scopeVersion: view.scope.version || null,
    droppedAttributes: view.droppedAttributes,
  };
  const event = eventName === null ? undefined : CALL_EVENTS.get(eventName);
  return { log, claim: event ? claimOf(view, log, digest, event) : null };
}

interface CallEvent {
  compiled: CompiledDialect;
  operation: Operation;
}

const CALL_EVENTS: ReadonlyMap<string, CallEvent> = new Map(
  DIALECTS.flatMap((dialect) =>
    Object.entries(dialect.logEvents ?? {}).map(([name, operation]): [string, CallEvent] => [
      name,
      { compiled: COMPILED.find((one) => one.dialect === dialect)!, operation },
    ]),
  ),
);

function claimOf(view: LogView, log: LogRecord, digest: Buffer, event: CallEvent): CallClaim | null {
  const { attributes, resource, scope } = view;
  const { compiled } = event;
  const operation = operationOf(attributes, compiled) ?? event.operation;
  const identity = identityOf(attributes, resource, compiled);
  const errorType = readText(attributes, compiled.sources.errorType);
  const claim = describeCall(
    {
      claimId: digest.toString('hex', 0, 16) as ClaimId,
      project: log.project,
      traceId: log.traceId,
      spanId: log.spanId,
      parentSpanId: null,
      startUnixNano: log.timeUnixNano,
      durationNano: 0n,
      name: log.eventName ?? '',
    },
    {
      attributes,
      scope,
      resource,
      source: 'log',
      operation,
      identity,
      errorType,
      httpStatusCode: httpStatusOf(attributes, errorType),
      ttftMs: null,
    },
    compiled,
    log.resource,
  );
  const tellsOfModel = identity.requestModel !== null || identity.responseModel !== null;
  return claim.usage !== null || (MODEL_OPERATIONS.has(operation) && tellsOfModel) ? claim : null;
}
