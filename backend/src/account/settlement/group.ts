/**
 * The claims that are settled together, what is known of their places in the trace, and the verdicts so far.
 * Claims that stand for the same call form a set; verdicts name the claim that counts instead.
 */
import type { CallClaim, CallState } from '../../record/call';
import { claimOfSpan, type ClaimId, type SpanId, type TraceId } from '../../record/ids';
import { MODEL_OPERATIONS, type Ancestor, type Ancestry } from '../../record/span';
import { ownRounds } from './rounds';

export interface Verdict {
  state: CallState;
  countedBy: CallClaim | null;
  rule: string;
}

const COUNTED: Verdict = { state: 'counted', countedBy: null, rule: 'A model call of its own.' };

/** Parents are followed this far: no trace is deeper, and a cycle ends here. */
const MAX_DEPTH = 1000;

export class ClaimGroup {
  /** Each different claim once, by start, then id; rounds of a tool loop with the usage that is their own. */
  readonly claims: readonly CallClaim[];
  /** True when every claim that could change a verdict is here. */
  readonly isWhole: boolean;
  private readonly sent: ReadonlyMap<ClaimId, CallClaim>;
  private readonly roundsAround: ReadonlySet<ClaimId>;
  private readonly bySpan = new Map<ClaimId, CallClaim>();
  private readonly verdicts = new Map<ClaimId, Verdict>();
  /** The set that a claim is in: one array, shared by its members. */
  private readonly sets = new Map<ClaimId, CallClaim[]>();
  private readonly above = new Map<ClaimId, CallClaim | null>();

  constructor(
    claims: readonly CallClaim[],
    private readonly ancestry: Ancestry | undefined,
  ) {
    this.isWhole = ancestry !== undefined;
    const sent = distinct(claims);
    const rounds = ownRounds(sent, ancestry);
    this.claims = rounds.claims;
    this.roundsAround = rounds.around;
    this.sent = new Map(sent.map((claim) => [claim.claimId, claim]));
    for (const claim of this.claims) {
      if (claim.source === 'span') this.bySpan.set(claim.claimId, claim);
    }
  }

  verdict(claim: CallClaim): Verdict {
    return this.verdicts.get(claim.claimId) ?? COUNTED;
  }

  isOpen(claim: CallClaim): boolean {
    return !this.verdicts.has(claim.claimId);
  }

  decide(claim: CallClaim, verdict: Verdict): void {
    this.verdicts.set(claim.claimId, verdict);
  }

  claimOfSpan(traceId: TraceId | null, spanId: SpanId): CallClaim | undefined {
    return traceId === null ? undefined : this.bySpan.get(claimOfSpan(traceId, spanId));
  }

  /** The claim as it came. */
  asSent(claim: CallClaim): CallClaim {
    return this.sent.get(claim.claimId) ?? claim;
  }

  /** Two rounds of one tool loop, which stand inside each other: two calls. */
  areRounds(outer: CallClaim, inner: CallClaim): boolean {
    return this.roundsAround.has(outer.claimId) && outer.scopeName === inner.scopeName;
  }

  isModelCall(claim: CallClaim): boolean {
    return MODEL_OPERATIONS.has(claim.operation);
  }

  /** The nearest span above that made a claim too. */
  claimAbove(claim: CallClaim): CallClaim | null {
    const known = this.above.get(claim.claimId);
    if (known !== undefined) return known;
    const found = this.findAbove(claim);
    this.above.set(claim.claimId, found);
    return found;
  }

  /** Claims above, the nearest first. */
  *claimsAbove(claim: CallClaim): Generator<CallClaim> {
    let current = this.claimAbove(claim);
    for (let depth = 0; current !== null && depth < MAX_DEPTH; depth++) {
      yield current;
      current = this.claimAbove(current);
    }
  }

  /** Spans above, the nearest first, whether they made a claim or not; of a log record also the span that it belongs to. */
  *spansAbove({ source, traceId, spanId, parentSpanId }: CallClaim): Generator<[ClaimId, Ancestor]> {
    if (traceId === null) return;
    let current = source === 'span' ? parentSpanId : spanId;
    for (let depth = 0; current !== null && depth < MAX_DEPTH; depth++) {
      const span = this.ancestry?.(traceId, current);
      if (!span) return;
      yield [claimOfSpan(traceId, current), span];
      current = span.parentSpanId;
    }
  }

  /** Whether an agent or a tool, which need not have made a claim, stands between a claim and one above it. */
  hasWorkBetween(inner: CallClaim, outer: CallClaim): boolean {
    for (const [claimId, { operation }] of this.spansAbove(inner)) {
      if (claimId === outer.claimId) return false;
      if (operation === 'agent' || operation === 'tool') return true;
    }
    return false;
  }

  depth(claim: CallClaim): number {
    return [...this.claimsAbove(claim)].length;
  }

  /** From now on both stand for the same call. The smaller set moves, so that n unions cost n log n. */
  unite(left: CallClaim, right: CallClaim): void {
    const [one, other] = [this.setOf(left), this.setOf(right)];
    if (one === other) return;
    const [large, small] = one.length >= other.length ? [one, other] : [other, one];
    large.push(...small);
    for (const claim of small) this.sets.set(claim.claimId, large);
  }

  areSame(left: CallClaim, right: CallClaim): boolean {
    return this.setOf(left) === this.setOf(right);
  }

  /** Every set of claims that stand for one call, in the order of its first claim. */
  sameCalls(): Iterable<readonly CallClaim[]> {
    return new Set(this.claims.map((claim) => this.setOf(claim)));
  }

  /** The other claims of the same call, the nearest in the tree first. */
  othersOfCall(claim: CallClaim): CallClaim[] {
    const set = this.setOf(claim);
    if (set.length < 2) return [];
    const above = [...this.claimsAbove(claim)];
    const distance = (other: CallClaim) => (above.includes(other) ? above.indexOf(other) : above.length);
    return set
      .filter((other) => other !== claim)
      .sort((left, right) => distance(left) - distance(right) || byStart(left, right));
  }

  private setOf(claim: CallClaim): CallClaim[] {
    let set = this.sets.get(claim.claimId);
    if (!set) this.sets.set(claim.claimId, (set = [claim]));
    return set;
  }

  private findAbove(claim: CallClaim): CallClaim | null {
    const { traceId } = claim;
    let spanId = claim.source === 'span' ? claim.parentSpanId : null;
    for (let depth = 0; traceId !== null && spanId !== null && depth < MAX_DEPTH; depth++) {
      const found = this.claimOfSpan(traceId, spanId);
      if (found) return found === claim ? null : found;
      spanId = this.ancestry?.(traceId, spanId)?.parentSpanId ?? null;
    }
    return null;
  }
}

/** The same claim can come more than once, and differ when a sender corrected itself: the smallest text stays. */
function distinct(claims: readonly CallClaim[]): CallClaim[] {
  const byId = new Map<ClaimId, CallClaim>();
  for (const claim of claims) {
    const known = byId.get(claim.claimId);
    if (!known || (known !== claim && textOf(claim) < textOf(known))) byId.set(claim.claimId, claim);
  }
  return [...byId.values()].sort(byStart);
}

const textOf = (claim: CallClaim): string =>
  JSON.stringify(claim, (_key, value: unknown) => (typeof value === 'bigint' ? value.toString() : value));

function byStart(left: CallClaim, right: CallClaim): number {
  if (left.startUnixNano !== right.startUnixNano) return left.startUnixNano < right.startUnixNano ? -1 : 1;
  return left.claimId < right.claimId ? -1 : left.claimId > right.claimId ? 1 : 0;
}
