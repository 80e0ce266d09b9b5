/**
 * Decides for every claim of a model call whether it counts, and what each call costs.
 * Pure: the same claims give the same rows in whatever order, number and repetition they come.
 * The rules stand in settlement/rules, asked in that order; the first that decides about a claim is its `stateRule`.
 */
import type { CallClaim, CallRow } from '../record/call';
import type { Ancestry } from '../record/span';
import { costOf, type PreferredCost } from './cost';
import type { PriceBook } from './prices/priceBook';
import { ClaimGroup } from './settlement/group';
import { mergeCall } from './settlement/merge';
import { RULES } from './settlement/rules';

export interface SettleOptions {
  /**
   * Any span of the group's traces, also one that made no claim.
   * Given only when the group is whole (every claim of its traces and response ids is here). Without it nothing is
   * counted that a claim yet to come could show to be counted twice.
   */
  ancestry?: Ancestry;
  prefer?: PreferredCost;
}

/** One row for each different claim, ordered by start. Does not throw. */
export function settle(
  claims: readonly CallClaim[],
  prices: PriceBook,
  options: SettleOptions = {},
): CallRow[] {
  const group = new ClaimGroup(claims, options.ancestry);
  for (const rule of RULES) rule(group);
  return group.claims.map((claim) => {
    const { state, countedBy, rule } = group.verdict(claim);
    const { call, inherited, usage } = mergeCall(claim, group);
    return {
      claim: group.asSent(claim),
      call,
      state,
      countedBy: countedBy?.claimId ?? null,
      stateRule: rule,
      usage,
      cost: costOf(call, usage, prices, options.prefer),
      inherited,
    };
  });
}
