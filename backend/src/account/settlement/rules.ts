/**
 * The rules of settlement in the order in which they are asked. A rule either joins claims that stand for one call,
 * or gives a verdict; no rule takes back what an earlier one gave.
 */
import type { CallClaim } from '../../record/call';
import type { ClaimId } from '../../record/ids';
import { usageOf } from '../usage';
import type { ClaimGroup } from './group';
import { rankOf } from './rank';
import { routedRequests } from './routedRequest';
import { logAndSpanOfOneRequest } from './sameRequest';

export type Rule = (group: ClaimGroup) => void;

export const RULES: readonly Rule[] = [
  onlyModelCallsCount,
  logsOfOneSpan,
  sameResponse,
  spansAroundCalls,
  logAndSpanOfOneRequest,
  sameTokensAtTheSameTime,
  routedRequests,
  oneOfEachCall,
  logsThatMayHaveASpan,
  roundsThatMayRepeatOthers,
  agentsWithoutCalls,
];

/** Agents, workflows, tools …: their usage repeats that of the model calls below them. */
function onlyModelCallsCount(group: ClaimGroup): void {
  for (const claim of group.claims) {
    if (group.isModelCall(claim)) continue;
    group.decide(claim, {
      state: 'aggregate',
      countedBy: null,
      rule: `Usage of a span of kind ${claim.operation} repeats that of the model calls in it.`,
    });
  }
}

/** A log with the span id of a call, in whatever order they came, is more of that call. */
function logsOfOneSpan(group: ClaimGroup): void {
  const first = new Map<string, CallClaim>();
  for (const log of group.claims) {
    if (log.source !== 'log' || log.spanId === null) continue;
    const span = group.claimOfSpan(log.traceId, log.spanId);
    const anchor = span ?? first.get(log.spanId);
    if (anchor && group.isModelCall(anchor) && group.isModelCall(log)) group.unite(anchor, log);
    else if (!span) first.set(log.spanId, log);
    else {
      group.decide(log, {
        state: 'duplicate',
        countedBy: span,
        rule: 'A log record of a span that is no model call.',
      });
    }
  }
}

/** Two instrumentations in different traces or processes share nothing but the provider's id of the answer. */
const SAME_RESPONSE_NANO = 15n * 60n * 1_000_000_000n;

function sameResponse(group: ClaimGroup): void {
  const last = new Map<string, CallClaim>();
  for (const claim of group.claims) {
    if (claim.responseId === null || !group.isModelCall(claim)) continue;
    const key = `${claim.project}\n${claim.responseId}`;
    const earlier = last.get(key);
    const isNear = earlier && claim.startUnixNano - earlier.startUnixNano <= SAME_RESPONSE_NANO;
    if (isNear && !contradict(earlier, claim)) group.unite(earlier, claim);
    last.set(key, claim);
  }
}

/** One instrumentation that names other tokens under the same id speaks of two answers (a cache that repeats ids). */
function contradict(left: CallClaim, right: CallClaim): boolean {
  if (left.scopeName !== right.scopeName || left.source !== right.source) return false;
  const [one, other] = [usageOf(left).tokens, usageOf(right).tokens];
  return (
    one.input !== null && other.input !== null && (one.input !== other.input || one.output !== other.output)
  );
}

/**
 * A model span with a model span of the same kind below it: two instrumentations saw one call, or a wrapper made several.
 * Two spans that name different answers, models or tokens are two calls (a gateway whose guardrail asks a model).
 */
function spansAroundCalls(group: ClaimGroup): void {
  const inside = new Inside();
  const further = new Inside();
  for (const inner of group.claims) {
    const above = group.claimAbove(inner);
    if (above === null || !group.isModelCall(inner)) continue;
    if (!group.isModelCall(above) || group.hasWorkBetween(inner, above)) {
      const outer = nearestModelCall(group, inner);
      if (outer) further.add(outer, inner);
    } else if (isAround(group, above, inner)) inside.add(above, inner);
  }
  for (const [outer, inner] of inside) leaveOutOuter(group, outer, inner);
  // With an agent or a tool between the two, the outer span may be a call of its own that asked for a tool, and the tool an agent.
  for (const [outer, inner] of further) if (repeatsSumOf(outer, inner)) leaveOutOuter(group, outer, inner);
}

/** Calls by the span that they are inside of. */
class Inside extends Map<CallClaim, CallClaim[]> {
  add(outer: CallClaim, inner: CallClaim): void {
    const calls = this.get(outer);
    if (calls) calls.push(inner);
    else this.set(outer, [inner]);
  }
}

function nearestModelCall(group: ClaimGroup, claim: CallClaim): CallClaim | null {
  for (const above of group.claimsAbove(claim)) if (group.isModelCall(above)) return above;
  return null;
}

function leaveOutOuter(group: ClaimGroup, outer: CallClaim, inner: readonly CallClaim[]): void {
  const calls = inner.filter((one, index) => inner.findIndex((other) => group.areSame(one, other)) === index);
  const [only] = calls;
  if (calls.length === 1 && only) group.unite(only, outer);
  else if (!calls.some((call) => group.areSame(call, outer))) {
    group.decide(outer, {
      state: usageOf(outer).state === 'unknown' ? 'wrapper' : 'duplicate',
      countedBy: calls.at(-1) ?? null,
      rule: `A span around ${calls.length} model calls, which count themselves.`,
    });
  }
}

function repeatsSumOf(outer: CallClaim, inner: readonly CallClaim[]): boolean {
  const sum = (kind: 'input' | 'output') =>
    inner.reduce((total, claim) => total + (usageOf(claim).tokens[kind] ?? 0), 0);
  const { input, output } = usageOf(outer).tokens;
  return (
    input !== null &&
    output !== null &&
    input + output > 0 &&
    input === sum('input') &&
    output === sum('output')
  );
}

function isAround(group: ClaimGroup, outer: CallClaim, inner: CallClaim): boolean {
  if (!group.isModelCall(outer) || kindOf(outer) !== kindOf(inner) || group.areRounds(outer, inner))
    return false;
  if (outer.responseId === null || inner.responseId === null) return true;
  if (outer.responseId === inner.responseId) return true;
  // Gateways make up response ids of their own; the same tokens under two ids are still one call.
  const [one, other] = [usageOf(outer).tokens, usageOf(inner).tokens];
  return one.input !== null && one.input === other.input && one.output === other.output;
}

const kindOf = (claim: CallClaim): string =>
  claim.operation === 'text_completion' ? 'chat' : claim.operation;

/**
 * Two instrumentations that share neither trace nor response id (a streamed call under LangChain and the SDK's own span):
 * they agree on service, kind and both token counts, and run at the same time, or below one span (LlamaIndex ends the span
 * of a stream before the SDK begins its own). Two equal calls of one instrumentation stay two, and each claim is paired
 * once.
 */
function sameTokensAtTheSameTime(group: ClaimGroup): void {
  const alike = new Map<string, CallClaim[]>();
  for (const claim of group.claims) {
    if (!group.isModelCall(claim) || !group.isOpen(claim)) continue;
    const key = likenessOf(claim);
    if (key === null) continue;
    const earlier = alike.get(key) ?? [];
    const twin = earlier.findLast(
      (other) => areTogether(other, claim) && areDifferentViews(group, other, claim),
    );
    if (twin) group.unite(twin, claim);
    earlier.push(claim);
    alike.set(key, earlier);
  }
}

/** What two views of one call agree on: its tokens; of streams below one span, of which nobody was told them, the model. */
function likenessOf(claim: CallClaim): string | null {
  const { input, output } = usageOf(claim).tokens;
  const ofWhom = [claim.project, claim.serviceName, kindOf(claim)];
  if (input !== null && output !== null && input + output > 0) return [...ofWhom, input, output].join('\n');
  const isSilent = input === null && output === null && claim.streaming === true && claim.errorType === null;
  return isSilent && claim.parentSpanId !== null && claim.requestModel !== null
    ? [...ofWhom, claim.traceId, claim.parentSpanId, claim.requestModel].join('\n')
    : null;
}

const areTogether = (left: CallClaim, right: CallClaim): boolean =>
  overlap(left, right) ||
  (left.parentSpanId !== null && left.traceId === right.traceId && left.parentSpanId === right.parentSpanId);

const endOf = (claim: CallClaim): bigint => claim.startUnixNano + claim.durationNano;

/** A span without duration is a note written after a stream has ended: it may come a moment later. */
const NOTE_NANO = 1_000_000_000n;

function overlap(left: CallClaim, right: CallClaim): boolean {
  const slack = left.durationNano === 0n || right.durationNano === 0n ? NOTE_NANO : 0n;
  return left.startUnixNano <= endOf(right) + slack && right.startUnixNano <= endOf(left) + slack;
}

/** No instrumentation speaks in both sets of claims, and no two answers are named. */
function areDifferentViews(group: ClaimGroup, left: CallClaim, right: CallClaim): boolean {
  const viewsOf = (claim: CallClaim) =>
    [claim, ...group.othersOfCall(claim)].map(({ source, scopeName }) => `${source} ${scopeName}`);
  const known = viewsOf(left);
  const idsDiffer =
    left.responseId !== null && right.responseId !== null && left.responseId !== right.responseId;
  return !idsDiffer && !viewsOf(right).some((view) => known.includes(view));
}

/** Of the claims of one call one counts: the innermost span, which saw what was sent. */
function oneOfEachCall(group: ClaimGroup): void {
  for (const claims of group.sameCalls()) {
    const open = claims.filter((claim) => group.isOpen(claim));
    if (open.length < 2) continue;
    const [winner, ...others] = open.sort((left, right) => rankOf(group, right, left));
    for (const claim of others) {
      group.decide(claim, {
        state: usageOf(claim).state === 'unknown' ? 'wrapper' : 'duplicate',
        countedBy: winner!,
        rule:
          claim.source === 'log'
            ? 'A log record of a model call that a span shows.'
            : 'Another span shows the same call from nearer to the provider.',
      });
    }
  }
}

/** Its span comes in a request of its own, before or after: counting both for a while would be wrong, waiting is not. */
function logsThatMayHaveASpan(group: ClaimGroup): void {
  if (group.isWhole) return;
  for (const claim of group.claims) {
    const mayHaveSpan = claim.spanId !== null || claim.traceId !== null;
    if (claim.source !== 'log' || !mayHaveSpan || !group.isOpen(claim)) continue;
    group.decide(claim, {
      state: 'duplicate',
      countedBy: null,
      rule: 'A log record whose span has not come yet.',
    });
  }
}

/** The rounds before it, or around it, come in requests of their own. */
function roundsThatMayRepeatOthers(group: ClaimGroup): void {
  if (group.isWhole) return;
  for (const claim of group.claims) {
    if (claim.declared?.repeatsEarlierRounds !== true || !group.isOpen(claim)) continue;
    group.decide(claim, {
      state: 'duplicate',
      countedBy: null,
      rule: 'A round of a tool loop whose other rounds may not have come yet.',
    });
  }
}

/** A remote agent, or one whose model calls are not traced: its own usage is all there is. */
function agentsWithoutCalls(group: ClaimGroup): void {
  if (!group.isWhole) return;
  const covered = new Set<ClaimId>();
  for (const claim of group.claims) {
    if (usageOf(claim).state === 'unknown' || claim.source !== 'span') continue;
    for (const above of group.claimsAbove(claim)) covered.add(above.claimId);
  }
  const logs = group.claims.filter(
    (claim) =>
      claim.source === 'log' &&
      usageOf(claim).state !== 'unknown' &&
      group.verdict(claim).state === 'counted',
  );
  for (const claim of group.claims) {
    if (claim.operation !== 'agent' || claim.source !== 'span' || covered.has(claim.claimId)) continue;
    if (!usedTokens(claim) || logs.some((log) => isCallOf(claim, log))) continue;
    group.decide(claim, {
      state: 'counted',
      countedBy: null,
      rule: 'An agent with usage, and nothing below it has any.',
    });
  }
}

/** An agent whose calls all failed may report zeros. */
function usedTokens(claim: CallClaim): boolean {
  const { input, output } = usageOf(claim).tokens;
  return (input ?? 0) + (output ?? 0) > 0;
}

/** Log records name no parent: those of the same trace or session that were written while the agent ran. */
const isCallOf = (agent: CallClaim, log: CallClaim): boolean =>
  log.serviceName === agent.serviceName &&
  ((log.traceId !== null && log.traceId === agent.traceId) ||
    (log.sessionId !== null && log.sessionId === agent.sessionId)) &&
  endOf(log) >= agent.startUnixNano &&
  endOf(log) <= endOf(agent) + NOTE_NANO;
