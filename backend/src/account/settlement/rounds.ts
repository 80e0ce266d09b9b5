/**
 * The own usage of each round of a tool loop, where an instrumentation writes running totals (`repeatsEarlierRounds`).
 * A framework whose model runs the tools by itself gives the usage of its answer as that of all rounds so far, and every
 * round has a span. Two shapes of one loop:
 * - beside each other, one after the other: each says its own usage and that of the rounds before it, so the difference to
 *   the round before is its own;
 * - inside each other (streams): all say the same, what the last answer ended with. Only their sum is known: it stays with
 *   the innermost, which is the last round, and the others have no usage of their own.
 */
import type { CallClaim, RawUsage } from '../../record/call';
import { claimOfSpan, type ClaimId } from '../../record/ids';
import type { Ancestry } from '../../record/span';

export interface Rounds {
  /** In the order of the given ones; rounds with usage to take off are copies. */
  claims: CallClaim[];
  /** Rounds with a later round inside of them: not a second view of that one. */
  around: ReadonlySet<ClaimId>;
}

export function ownRounds(claims: readonly CallClaim[], ancestry: Ancestry | undefined): Rounds {
  const rounds = claims.filter(isRound);
  if (rounds.length < 2) return { claims: [...claims], around: new Set() };
  const own = new Map<ClaimId, RawUsage>();
  const around = roundsAround(rounds);
  for (const claimId of around) own.set(claimId, NOTHING);
  for (const siblings of bySpanAbove(rounds)) {
    const [first] = siblings;
    const loopIsSure = ancestry?.(first!.traceId!, first!.parentSpanId!)?.operation === 'step';
    siblings.forEach((claim, index) => {
      const before = siblings[index - 1];
      if (before && goesOn(before, claim, loopIsSure))
        own.set(claim.claimId, less(claim.usage!, before.usage!));
    });
  }
  return {
    claims: claims.map((claim) => {
      const usage = own.get(claim.claimId);
      if (usage === undefined) return claim;
      return usage === NOTHING ? { ...claim, usage, responseId: null } : { ...claim, usage };
    }),
    around,
  };
}

/** Not null: something was said, and it is that of another round. */
const NOTHING: RawUsage = {};

const isRound = (claim: CallClaim): boolean =>
  claim.source === 'span' &&
  claim.declared?.repeatsEarlierRounds === true &&
  claim.usage !== null &&
  claim.traceId !== null &&
  claim.parentSpanId !== null;

/** Those with a round of the same instrumentation right below them that says the same of the same answer. */
function roundsAround(rounds: readonly CallClaim[]): Set<ClaimId> {
  const bySpan = new Map(rounds.map((claim) => [claim.claimId, claim]));
  const around = new Set<ClaimId>();
  for (const inner of rounds) {
    const outer = bySpan.get(claimOfSpan(inner.traceId!, inner.parentSpanId!));
    if (
      outer &&
      outer.scopeName === inner.scopeName &&
      outer.responseId !== null &&
      outer.responseId === inner.responseId &&
      countsOf(outer.usage!).every(([kind, count]) => inner.usage![kind] === count)
    ) {
      around.add(outer.claimId);
    }
  }
  return around;
}

function bySpanAbove(rounds: readonly CallClaim[]): Iterable<CallClaim[]> {
  const groups = new Map<string, CallClaim[]>();
  for (const claim of rounds) {
    const key = [claim.traceId, claim.parentSpanId, claim.scopeName].join('\n');
    const group = groups.get(key);
    if (group) group.push(claim);
    else groups.set(key, [claim]);
  }
  for (const group of groups.values()) group.sort(byStart);
  return groups.values();
}

const byStart = (left: CallClaim, right: CallClaim): number =>
  left.startUnixNano < right.startUnixNano ? -1 : left.startUnixNano > right.startUnixNano ? 1 : 0;

/**
 * A step of the framework (an advisor) asks its model once, so more spans in it are rounds of one loop. Below a span of the
 * application the loop may be its own, with plain usage: there the prompt has grown by less than itself, while a running
 * total is at least twice the one before, since each prompt contains the earlier one.
 */
function goesOn(before: CallClaim, claim: CallClaim, loopIsSure: boolean): boolean {
  const [earlier, later] = [before.usage!, claim.usage!];
  return (
    before.finishReasons.includes('tool_call') &&
    before.startUnixNano + before.durationNano <= claim.startUnixNano &&
    countsOf(earlier).every(([kind, count]) => (later[kind] ?? 0) >= count) &&
    (loopIsSure || (later.input ?? 0) >= 2 * (earlier.input ?? Infinity))
  );
}

type Kind = Exclude<keyof RawUsage, 'rejected'>;

const countsOf = ({ rejected: _, ...counts }: RawUsage): [Kind, number][] =>
  (Object.entries(counts) as [Kind, number | undefined][]).flatMap(([kind, count]) =>
    count === undefined ? [] : [[kind, count]],
  );

const less = (later: RawUsage, earlier: RawUsage): RawUsage => ({
  ...later,
  ...Object.fromEntries(countsOf(later).map(([kind, count]) => [kind, count - (earlier[kind] ?? 0)])),
});
