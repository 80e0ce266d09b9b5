/**
 * A router that sends a record of each request by itself, and the client that asked it, share neither service nor trace
 * when the client hands no trace over. They are one call when the client says that it asked this router, both name the same
 * tokens, and the router was at work while the client waited. Each record is paired once, with the request that began
 * last before it.
 */
import type { CallClaim } from '../../record/call';
import { DIALECTS } from '../../normalise/dialects';
import { usageOf } from '../usage';
import type { ClaimGroup } from './group';

const OF_ROUTERS: ReadonlySet<string> = new Set(
  DIALECTS.filter(({ billedBy }) => billedBy !== undefined).map(({ id }) => id),
);

/** Clocks of two machines. */
const SLACK_NANO = 1_000_000_000n;

export function routedRequests(group: ClaimGroup): void {
  const isAlone = (claim: CallClaim): boolean =>
    claim.source === 'span' &&
    group.isModelCall(claim) &&
    group.isOpen(claim) &&
    group.othersOfCall(claim).every(({ dialect }) => !OF_ROUTERS.has(dialect));
  const routed = group.claims.filter((claim) => OF_ROUTERS.has(claim.dialect) && isAlone(claim));
  if (routed.length === 0) return;
  const asked = group.claims.filter((claim) => !OF_ROUTERS.has(claim.dialect));
  for (const record of routed) {
    const request = asked.findLast((client) => isAlone(client) && isRequestOf(client, record));
    if (request) group.unite(request, record);
  }
}

function isRequestOf(client: CallClaim, record: CallClaim): boolean {
  const [one, other] = [usageOf(client).tokens, usageOf(record).tokens];
  return (
    client.project === record.project &&
    client.provider === record.provider &&
    client.serviceName !== record.serviceName &&
    client.traceId !== record.traceId &&
    client.operation === record.operation &&
    one.input !== null &&
    one.output !== null &&
    one.input + one.output > 0 &&
    one.input === other.input &&
    one.output === other.output &&
    (client.responseId === null || record.responseId === null || client.responseId === record.responseId) &&
    record.startUnixNano >= client.startUnixNano - SLACK_NANO &&
    endOf(record) <= endOf(client) + SLACK_NANO
  );
}

const endOf = (claim: CallClaim): bigint => claim.startUnixNano + claim.durationNano;
