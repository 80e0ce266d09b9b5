/**
 * Spreads what one claim knows of an estimate to the claims that repeat it: of one instrumentation only the span says
 * that its answer was streamed, its log record has the same numbers and no such mark.
 */
import type { CallClaim } from '../../record/call';
import { usageOf } from '../usage';

/** The same claims in the same order; those with the numbers of a known estimate are copies that are marked too. */
export function withKnownEstimates(claims: readonly CallClaim[]): CallClaim[] {
  const estimates = new Map<string, NonNullable<CallClaim['declared']>>();
  for (const claim of claims) {
    if (claim.declared && usageOf(claim).state === 'estimated')
      estimates.set(numbersOf(claim), claim.declared);
  }
  if (estimates.size === 0) return [...claims];
  return claims.map((claim) => {
    const estimate = estimates.get(numbersOf(claim));
    return estimate === undefined || claim.declared?.estimated === true
      ? claim
      : { ...claim, declared: { source: estimate.source, ...claim.declared, estimated: true } };
  });
}

const numbersOf = (claim: CallClaim): string => {
  const { input, output } = usageOf(claim).tokens;
  return [claim.scopeName, input, output].join('\n');
};
