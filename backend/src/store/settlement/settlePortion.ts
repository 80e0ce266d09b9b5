/** One round of settlement: take what was touched, read its groups whole, decide, write. */
import type { CallClaim, CallRow } from '../../record/call';
import { claimOfSpan, type ClaimId } from '../../record/ids';
import type { Ancestry } from '../../record/span';
import type { Engine } from '../engine';
import { readGroups, type ClaimGroups } from './claims';
import { takePortion } from './queue';
import { writeSettled, type Span } from './write';

/** `account/settle` with its prices. `ancestry` knows every span of the groups that matters to it. */
export type Settle = (claims: readonly CallClaim[], ancestry: Ancestry) => CallRow[];

/**
 * @param rows of the queue, at most
 * @returns null when there was nothing to do; `calls` is null when only traces were touched
 */
export async function settlePortion(
  engine: Engine,
  settle: Settle,
  rows: number,
): Promise<{ calls: Span | null } | null> {
  const portion = await takePortion(engine, rows);
  if (!portion) return null;
  const groups = await readGroups(engine, portion);
  const settled = withChildStatus(settleAll(groups, settle), groups.childStatus);
  return { calls: await writeSettled(engine, { portion, rows: settled, traceIds: groups.traceIds }) };
}

/**
 * `settle` gives one row for each claim id. A span that was sent again with another start has two rows in the table (the
 * start is part of the key): the one that `settle` chose counts, the others are its duplicates.
 */
function settleAll({ claims, spans }: ClaimGroups, settle: Settle): CallRow[] {
  const rows = settle(claims, (traceId, spanId) => spans.get(claimOfSpan(traceId, spanId)) ?? null);
  const byId = new Map<ClaimId, CallRow>(rows.map((row) => [row.claim.claimId, row]));
  const again = claims.flatMap((claim) => {
    const row = byId.get(claim.claimId);
    return row && row.claim.startUnixNano !== claim.startUnixNano ? [sentAgain(claim, row)] : [];
  });
  return [...rows, ...again];
}

const sentAgain = (claim: CallClaim, chosen: CallRow): CallRow => ({
  ...chosen,
  claim,
  call: claim,
  state: 'duplicate',
  countedBy: chosen.claim.claimId,
  stateRule: 'The same span was sent again with another start.',
  inherited: {},
});

/** The HTTP status of a call that did not tell it: that of the HTTP request below it, the last one after retries. */
function withChildStatus(rows: readonly CallRow[], childStatus: ReadonlyMap<ClaimId, number>): CallRow[] {
  return rows.map((row) => {
    const { traceId, spanId } = row.claim;
    const ofChild = traceId && spanId && childStatus.get(claimOfSpan(traceId, spanId));
    const httpStatusCode = row.call.httpStatusCode ?? ofChild ?? null;
    return httpStatusCode === row.call.httpStatusCode
      ? row
      : { ...row, call: { ...row.call, httpStatusCode } };
  });
}
