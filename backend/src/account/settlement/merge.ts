/**
 * Puts together what all claims of one call know. A field that the counting claim lacks comes from the nearest claim that
 * has it; token counts are taken over whole, from the claim that knows them best, never mixed.
 */
import type { CallClaim, CallRow, Usage } from '../../record/call';
import type { ClaimId } from '../../record/ids';
import { usageOf } from '../usage';
import { withKnownEstimates } from './estimates';
import type { ClaimGroup } from './group';
import { knowsBetter } from './rank';

/** What another claim of the same call may fill in. */
const OF_THE_CALL = [
  'provider', 'serverAddress', 'requestModel', 'serviceTier', 'responseId', 'promptName',
  'promptVersion', 'streaming', 'ttftMs', 'tokensPerSecond', 'toolCount', 'reportedCost', 'httpStatusCode',
] as const; // prettier-ignore

/** What a span around the call may fill in as well. */
const OF_THE_REQUEST = [
  'userId', 'sessionId', 'applicationId', 'environment', 'release', 'serviceName', 'agentName',
] as const; // prettier-ignore

/** What any span around the call may fill in, also one that made no claim: the request of a web server, an agent without usage. */
const OF_ANY_SPAN = ['userId', 'sessionId', 'agentName'] as const;

const OF_THE_MODEL = ['provider', 'requestModel', 'responseModel'] as const;

const LISTS = ['tags', 'finishReasons'] as const;

export interface MergedCall {
  call: CallClaim;
  usage: Usage;
  inherited: CallRow['inherited'];
}

export function mergeCall(claim: CallClaim, group: ClaimGroup): MergedCall {
  const call: CallClaim = { ...claim };
  const inherited: Record<string, ClaimId> = {};
  if (group.verdict(claim).state === 'counted') {
    const same = group.othersOfCall(claim);
    const around = [...group.claimsAbove(claim)];
    fill(
      call,
      'responseModel',
      same.filter((other) => asksForSameModel(call, other)),
      inherited,
    );
    for (const field of OF_THE_CALL) fill(call, field, same, inherited);
    for (const field of OF_ANY_SPAN) {
      fill(call, field, same, inherited);
      fillFromSpans(call, field, [claim, ...same], group, inherited);
    }
    for (const field of OF_THE_REQUEST) fill(call, field, [...same, ...around], inherited);
    // A call that names no model: its turn does.
    if (call.requestModel === null && call.responseModel === null) {
      for (const field of OF_THE_MODEL) fill(call, field, around, inherited);
    }
    for (const field of LISTS) fillList(call, field, same, inherited);
    takeUsage(call, same, inherited);
    if (claim.declared?.lastRoundOnly === true) takeUsageOfAgent(call, claim, group, inherited);
  }
  const usage = usageOf(call);
  const speed = tokensPerSecond(call, usage);
  if (speed !== null) call.tokensPerSecond ??= speed;
  const changed = Object.keys(inherited).length > 0 || call.tokensPerSecond !== claim.tokensPerSecond;
  return { call: changed ? call : claim, usage, inherited };
}

/** A router answers its client with a name of its own: who was asked for another model knows the model by another name. */
const asksForSameModel = (call: CallClaim, other: CallClaim): boolean =>
  call.requestModel === null || other.requestModel === null || call.requestModel === other.requestModel;

function fill<F extends (typeof OF_THE_CALL)[number] | (typeof OF_THE_REQUEST)[number] | 'responseModel'>(
  call: CallClaim,
  field: F,
  from: readonly CallClaim[],
  inherited: Record<string, ClaimId>,
): void {
  if (call[field] !== null) return;
  const source = from.find((claim) => claim[field] !== null && (field !== 'ttftMs' || isWithin(call, claim)));
  if (!source) return;
  call[field] = source[field];
  inherited[field] = source.claimId;
}

/** The span that counts may cover the end of an answer only: a longer time to its first token would contradict it. */
const isWithin = (call: CallClaim, { ttftMs }: CallClaim): boolean =>
  call.durationNano === 0n || BigInt(Math.floor((ttftMs ?? 0) * 1e6)) <= call.durationNano;

function fillFromSpans(
  call: CallClaim,
  field: (typeof OF_ANY_SPAN)[number],
  below: readonly CallClaim[],
  group: ClaimGroup,
  inherited: Record<string, ClaimId>,
): void {
  if (call[field] !== null) return;
  for (const claim of below) {
    for (const [claimId, span] of group.spansAbove(claim)) {
      if (span[field] === null) continue;
      call[field] = span[field];
      inherited[field] = claimId;
      return;
    }
  }
}

function fillList(
  call: CallClaim,
  field: (typeof LISTS)[number],
  from: readonly CallClaim[],
  inherited: Record<string, ClaimId>,
): void {
  if (call[field].length > 0) return;
  const source = from.find((claim) => claim[field].length > 0);
  if (!source) return;
  call[field] = source[field];
  inherited[field] = source.claimId;
}

function takeUsage(call: CallClaim, same: readonly CallClaim[], inherited: Record<string, ClaimId>): void {
  if (same.length === 0) return;
  const [own, ...others] = withKnownEstimates([call, ...same]);
  let best = own!;
  for (const claim of others) if (knowsBetter(claim, best) > 0) best = claim;
  call.declared = best.declared;
  if (best === own) return;
  call.usage = best.usage;
  inherited.usage = best.claimId;
}

/** The sum of a tool loop, when one span stands for all its rounds and says the last alone. */
function takeUsageOfAgent(
  call: CallClaim,
  claim: CallClaim,
  group: ClaimGroup,
  inherited: Record<string, ClaimId>,
): void {
  const agent = group.claimAbove(claim);
  if (agent?.operation !== 'agent' || agent.dialect !== claim.dialect || agent.usage === null) return;
  const isLoopOfAgent = (other: CallClaim) =>
    group.isModelCall(other) && group.verdict(other).state === 'counted' && group.claimAbove(other) === agent;
  const [own, sum] = [usageOf(call).tokens, usageOf(agent).tokens];
  const isSum = (sum.input ?? 0) >= (own.input ?? 0) && (sum.output ?? 0) >= (own.output ?? 0);
  if (!isSum || group.claims.filter(isLoopOfAgent).length !== 1) return;
  call.usage = agent.usage;
  call.declared = agent.declared;
  inherited.usage = agent.claimId;
}

/** Speed of the answer after its first token; null when one of the two is not known. */
function tokensPerSecond(call: CallClaim, { tokens }: Usage): number | null {
  if (call.ttftMs === null || tokens.output === null || tokens.output === 0) return null;
  const seconds = (Number(call.durationNano) / 1e6 - call.ttftMs) / 1000;
  return seconds > 0 ? Math.round((tokens.output / seconds) * 1000) / 1000 : null;
}
