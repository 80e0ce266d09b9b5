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
import { detectDialect } from './detect';
import { DIALECTS } from './dialects';
import type { Dialect } from './dialects/dialect';
import type { LogEvent } from './dialects/logEvent';
import { codeOf, httpStatusOf, MAX_CODE } from './failure';
import { operationOf } from './operation';
import { readNumber, readText } from './readField';
import { COMPILED, PLAIN_SLOTS, SLOT_MAP, type CompiledDialect } from './slots';
import type { NormaliseContext } from './span';

/** @param receivedAt stands for the time of a record that came without one */
export function normaliseLog(
  view: LogView,
  context: NormaliseContext,
  receivedAt?: Date,
): { log: LogRecord; claim: CallClaim | null } {
  const digest = createHash('sha256').update(view.resource.bytes).update(view.bytes).digest();
  const eventName = eventNameOf(view);
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
  const event = callEventOf(view, eventName);
  return { log, claim: event ? claimOf(view, log, digest, event) : null };
}

/** What Rust's tracing names an event that its application gave no name: the place in the code, "event src/turn.rs:12". */
const PLACE_IN_CODE = /^event \S+:\d+$/;

function eventNameOf({ eventName, attributes }: LogView): string | null {
  const attribute = attributes.text(PLAIN_SLOTS.eventName) ?? null;
  return eventName === '' || (attribute !== null && PLACE_IN_CODE.test(eventName)) ? attribute : eventName;
}

interface CallEvent extends LogEvent {
  compiled: CompiledDialect;
  operation: Operation;
}

/** Names that tell of a call in any dialect, and what each dialect says of them. */
const EVENTS = new Map<string, Map<Dialect, LogEvent>>();
for (const dialect of DIALECTS) {
  for (const [name, event] of Object.entries(dialect.logEvents ?? {})) {
    EVENTS.set(name, (EVENTS.get(name) ?? new Map<Dialect, LogEvent>()).set(dialect, event));
  }
}

/** Some write the whole name of an event into the body, and a shorter one where it belongs. */
function callEventOf(view: LogView, eventName: string | null): CallEvent | null {
  const meanings =
    EVENTS.get(eventName ?? '') ?? (typeof view.body === 'string' ? EVENTS.get(view.body) : undefined);
  if (!meanings) return null;
  const spoken = detectDialect(view)?.dialect;
  const dialect = spoken && meanings.has(spoken) ? spoken : [...meanings.keys()].at(-1)!;
  const event = meanings.get(dialect)!;
  if (event.operation === null || !fits(view, event)) return null;
  const compiled = COMPILED.find((one) => one.dialect === dialect)!;
  return { ...event, operation: event.operation, compiled };
}

const fits = ({ attributes }: LogView, { when = {} }: LogEvent): boolean =>
  Object.entries(when).every(([key, values]) =>
    values.includes(attributes.text(SLOT_MAP.slots.get(key) ?? -1) ?? ''),
  );

function claimOf(view: LogView, log: LogRecord, digest: Buffer, event: CallEvent): CallClaim | null {
  const { attributes, resource, scope } = view;
  const { compiled } = event;
  const operation = operationOf(attributes, compiled) ?? event.operation;
  const identity = identityOf(attributes, resource, compiled);
  const errorType = failureOf(view, event);
  const durationNano = durationOf(view, compiled);
  const claim = describeCall(
    {
      claimId: digest.toString('hex', 0, 16) as ClaimId,
      project: log.project,
      traceId: log.traceId,
      spanId: event.spanIsAround ? null : log.spanId,
      parentSpanId: null,
      // A record is written when the answer is there.
      startUnixNano: log.timeUnixNano - durationNano,
      durationNano,
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
  if (claim.usage !== null) return claim;
  if (event.onlyWithOutcome) return errorType === null ? null : claim;
  const tellsOfModel = identity.requestModel !== null || identity.responseModel !== null;
  return MODEL_OPERATIONS.has(operation) && tellsOfModel ? claim : null;
}

/** The code as sent, else the HTTP status, else a word of the message; null when nothing tells of a failure. */
function failureOf({ attributes }: LogView, { compiled, failed }: CallEvent): string | null {
  const sent = readText(attributes, compiled.sources.errorType);
  const status = httpStatusOf(attributes, sent);
  const message = readText(attributes, compiled.sources.errorMessage);
  if (sent !== null) return sent.slice(0, MAX_CODE);
  if (status !== null && status >= 400) return String(status);
  return failed || message !== null ? codeOf(message ?? '') : null;
}

/** No call takes longer: what says so is in another unit. */
const MAX_DURATION_MS = 86_400_000;

function durationOf({ attributes }: LogView, { sources }: CompiledDialect): bigint {
  const ms = readNumber(attributes, sources.duration) ?? 0;
  return ms > 0 && ms <= MAX_DURATION_MS ? BigInt(Math.round(ms * 1e6)) : 0n;
}
