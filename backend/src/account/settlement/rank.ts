/** Which of the claims of one call counts, and which of them knows its tokens best. */
import type { CallClaim } from '../../record/call';
import { usageOf } from '../usage';
import type { ClaimGroup } from './group';

/**
 * Positive when `left` should count rather than `right`: spans before logs, the inner before the outer span,
 * known usage before none, then the earlier.
 */
export function rankOf(group: ClaimGroup, left: CallClaim, right: CallClaim): number {
  return (
    compare(left.source === 'span', right.source === 'span') ||
    nesting(group, left, right) ||
    compare(usageOf(left).state !== 'unknown', usageOf(right).state !== 'unknown') ||
    older(left, right)
  );
}

/**
 * Positive when `left` knows the tokens better: reported before estimated, both wholes, then more parts, then a
 * declared convention, then the claim that counts.
 */
export function knowsBetter(left: CallClaim, right: CallClaim): number {
  const [one, other] = [usageOf(left), usageOf(right)];
  return (
    compare(one.state === 'reported', other.state === 'reported') ||
    compare(one.state !== 'unknown', other.state !== 'unknown') ||
    wholes(left) - wholes(right) ||
    parts(left) - parts(right) ||
    compare(one.convention === 'declared', other.convention === 'declared')
  );
}

const wholes = (claim: CallClaim): number => {
  const { input, output } = usageOf(claim).tokens;
  return Number(input !== null) + Number(output !== null);
};

const parts = (claim: CallClaim): number => {
  const { cacheRead, cacheWrite, cacheWrite1h, reasoning } = usageOf(claim).tokens;
  return [cacheRead, cacheWrite, cacheWrite1h, reasoning].filter((count) => count !== null).length;
};

function nesting(group: ClaimGroup, left: CallClaim, right: CallClaim): number {
  const isBelow = (lower: CallClaim, upper: CallClaim) => [...group.claimsAbove(lower)].includes(upper);
  return (
    compare(isBelow(left, right), isBelow(right, left)) ||
    compare(isDuring(left, right), isDuring(right, left)) ||
    compare(isLaterSibling(left, right), isLaterSibling(right, left))
  );
}

/** A framework that ends the span of a stream before the SDK begins its own: the later one saw what was sent. */
const isLaterSibling = (later: CallClaim, earlier: CallClaim): boolean =>
  later.source === 'span' &&
  later.parentSpanId !== null &&
  later.parentSpanId === earlier.parentSpanId &&
  later.traceId === earlier.traceId &&
  later.startUnixNano >= earlier.startUnixNano + earlier.durationNano;

/** In another trace the tree does not tell; the span that began later and ended earlier is the inner one. */
const isDuring = (inner: CallClaim, outer: CallClaim): boolean =>
  inner.traceId !== outer.traceId &&
  inner.startUnixNano >= outer.startUnixNano &&
  inner.startUnixNano + inner.durationNano <= outer.startUnixNano + outer.durationNano;

const compare = (left: boolean, right: boolean): number => Number(left) - Number(right);

function older(left: CallClaim, right: CallClaim): number {
  if (left.startUnixNano !== right.startUnixNano) return left.startUnixNano < right.startUnixNano ? 1 : -1;
  return left.claimId < right.claimId ? 1 : -1;
}
