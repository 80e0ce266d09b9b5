/**
 * A coding agent tells of one request twice: in a span, and in a log record that may stand in no trace. Where no id joins
 * them they are of the same dialect and session, the record was written when the span ended, and they have the same numbers
 * as sent (one of the two may know parts that the other does not), or the span has none, or both failed. Each record is
 * paired once, with the span that ended nearest to it.
 */
import type { CallClaim } from '../../record/call';
import type { ClaimGroup } from './group';

/** Clocks of one process; a stream ends when its reader has read it. */
const SLACK_NANO = 1_000_000_000n;

export function logAndSpanOfOneRequest(group: ClaimGroup): void {
  const isAlone = (claim: CallClaim): boolean =>
    group.isModelCall(claim) && group.isOpen(claim) && group.othersOfCall(claim).length === 0;
  const logs = group.claims.filter((claim) => claim.source === 'log' && isAlone(claim));
  if (logs.length === 0) return;
  const spans = new Map<string, CallClaim[]>();
  for (const claim of group.claims) {
    if (claim.source !== 'span' || !isAlone(claim)) continue;
    const numbers = numbersOf(claim);
    const alike = spans.get(numbers);
    if (alike) alike.push(claim);
    else spans.set(numbers, [claim]);
  }
  for (const log of logs) {
    const keys = numbersOf(log) === withoutNumbers(log) ? [] : [numbersOf(log), withoutNumbers(log)];
    for (const alike of keys.map((key) => spans.get(key) ?? [])) {
      const nearest = nearestOf(alike, log, group);
      if (nearest === null) continue;
      group.unite(nearest, log);
      alike.splice(alike.indexOf(nearest), 1);
      break;
    }
  }
}

function nearestOf(spans: readonly CallClaim[], log: CallClaim, group: ClaimGroup): CallClaim | null {
  return spans
    .filter((span) => isSameRequest(span, sessionOf(span, group), log))
    .reduce<CallClaim | null>(
      (best, span) => (best === null || distance(span, log) < distance(best, log) ? span : best),
      null,
    );
}

/** Of a record that has neither numbers nor a failure nothing can be said. */
function numbersOf(claim: CallClaim): string {
  const { usage, errorType } = claim;
  if (usage?.input !== undefined) return keyOf(claim, `${usage.input} ${usage.output}`);
  return errorType === null ? withoutNumbers(claim) : keyOf(claim, 'failed');
}

const withoutNumbers = (claim: CallClaim): string => keyOf(claim, 'none');

const keyOf = ({ project, serviceName, dialect }: CallClaim, numbers: string): string =>
  [project, serviceName, dialect, numbers].join('\n');

/** Some name it on the turn around the request only. */
function sessionOf(span: CallClaim, group: ClaimGroup): string | null {
  if (span.sessionId !== null) return span.sessionId;
  for (const { sessionId } of group.claimsAbove(span)) if (sessionId !== null) return sessionId;
  return null;
}

function isSameRequest(span: CallClaim, sessionId: string | null, log: CallClaim): boolean {
  const inSession =
    sessionId !== null && log.sessionId !== null
      ? sessionId === log.sessionId
      : span.traceId === log.traceId && span.traceId !== null;
  const ofModel =
    span.requestModel === null || log.requestModel === null || span.requestModel === log.requestModel;
  const ofAnswer = span.responseId === null || log.responseId === null || span.responseId === log.responseId;
  return (
    inSession &&
    ofModel &&
    ofAnswer &&
    log.startUnixNano >= span.startUnixNano - SLACK_NANO &&
    endOf(log) >= span.startUnixNano &&
    endOf(log) <= endOf(span) + SLACK_NANO
  );
}

const endOf = (claim: CallClaim): bigint => claim.startUnixNano + claim.durationNano;

function distance(span: CallClaim, log: CallClaim): bigint {
  const between = endOf(span) - endOf(log);
  return between < 0n ? -between : between;
}
