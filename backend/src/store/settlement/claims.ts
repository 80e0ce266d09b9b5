/**
 * Reads whole groups of claims: everything that shares a trace or a response id with what was touched, and what may be
 * the same call by its counts and its time, until nothing new is found.
 */
import type { CallClaim } from '../../record/call';
import { claimOfSpan, type ClaimId, type SpanId, type TraceId } from '../../record/ids';
import type { Ancestor, Operation } from '../../record/span';
import { claimFromJson } from '../claimJson';
import type { Engine, Step, StepResult } from '../engine';
import { mayBeTheSame } from './mayBeTheSame';
import type { Portion } from './queue';

export interface ClaimGroups {
  claims: CallClaim[];
  /** Of all groups, 32 hex digits. */
  traceIds: string[];
  /** Spans by the id of the claim that they made, or would have made. */
  spans: Map<ClaimId, Ancestor>;
  /** HTTP status of the last HTTP span directly below a span, by the same id. */
  childStatus: Map<ClaimId, number>;
}

/** Claims of one call share a response id within this time. */
const SAME_RESPONSE = '15 minutes';
/** A chain of groups (trace, response id, trace …) ends here; what lies beyond is settled when it is touched. */
const ROUNDS = 6;

export async function readGroups(engine: Engine, portion: Portion): Promise<ClaimGroups> {
  const claims = new Map<string, CallClaim>();
  const traceIds = new Set(portion.traceIds);
  const responseIds = new Set(portion.responseIds);
  let search: Step[] = [
    byTrace(portion, portion.traceIds),
    byResponse(portion, portion.responseIds),
    byClaim(portion),
  ];
  for (let round = 0; round < ROUNDS && search.length > 0; round++) {
    const fresh = (await read(engine, search)).filter((claim) => !claims.has(keyOf(claim)));
    for (const claim of fresh) claims.set(keyOf(claim), claim);
    const newTraces = addAll(
      traceIds,
      fresh.map((claim) => claim.traceId),
    );
    const newResponses = addAll(
      responseIds,
      fresh.map((claim) => claim.responseId),
    );
    search =
      fresh.length > 0
        ? [byTrace(portion, newTraces), byResponse(portion, newResponses), ...mayBeTheSame(portion, fresh)]
        : [];
  }
  const found = [...claims.values()];
  const [spans, childStatus] = await readSpans(engine, portion, found);
  return { claims: found, traceIds: [...traceIds], spans, childStatus };
}

/** The same span sent with two start times is two rows, and two claims here. */
const keyOf = (claim: CallClaim): string => `${claim.claimId}${claim.startUnixNano}`;

function addAll<T extends string>(known: Set<string>, values: readonly (T | null)[]): T[] {
  const added = [...new Set(values)].filter((value): value is T => value !== null && !known.has(value));
  for (const value of added) known.add(value);
  return added;
}

const SELECT = 'SELECT c.claim::text FROM calls c';

const byTrace = ({ project, from, to }: Portion, traceIds: readonly string[]): Step => ({
  sql: `${SELECT} WHERE c.project = $1 AND c.trace_id = ANY($2::uuid[]) AND c.ts >= $3 AND c.ts <= $4`,
  params: [project, traceIds, from, to],
});

const byClaim = ({ project, claimIds, from, to }: Portion): Step => ({
  sql: `${SELECT} WHERE c.project = $1 AND c.claim_id = ANY($2::uuid[]) AND c.ts >= $3 AND c.ts <= $4`,
  params: [project, claimIds, from, to],
});

const byResponse = ({ project, from, to }: Portion, responseIds: readonly string[]): Step => ({
  sql: `${SELECT} WHERE c.project = $1 AND c.response_id = ANY($2::text[])
        AND c.ts >= $3::timestamptz - INTERVAL '${SAME_RESPONSE}' AND c.ts <= $4::timestamptz + INTERVAL '${SAME_RESPONSE}'`,
  params: [project, responseIds, from, to],
});

async function read(engine: Engine, steps: readonly Step[]): Promise<CallClaim[]> {
  const results = await engine.run(steps, { lane: 'job', readOnly: true });
  return results.flatMap(({ rows }) => rows.map(([json]) => claimFromJson(json ?? '')));
}

/**
 * Spans matter where a trace made several claims, which may be inside each other, or where one of its spans names a
 * session, user or agent that its claims may lack; the status of an HTTP child where a claim has none of its own.
 */
async function readSpans(
  engine: Engine,
  { project, from, to }: Portion,
  claims: readonly CallClaim[],
): Promise<[Map<ClaimId, Ancestor>, Map<ClaimId, number>]> {
  const perTrace = new Map<TraceId, number>();
  for (const { traceId } of claims) if (traceId) perTrace.set(traceId, (perTrace.get(traceId) ?? 0) + 1);
  const several = [...perTrace].flatMap(([traceId, count]) => (count > 1 ? [traceId] : []));
  const without = (field: 'sessionId' | 'userId' | 'agentName') => [
    ...new Set(claims.flatMap((claim) => (claim[field] === null && claim.traceId ? [claim.traceId] : []))),
  ];
  const place = 'project = $1 AND trace_id = ANY($2::uuid[]) AND ts >= $3 AND ts <= $4';
  const [spans, children] = await engine.run(
    [
      {
        sql: `SELECT trace_id, span_id, parent_span_id, operation, session_id, user_id, agent_name FROM spans
              WHERE ${place} AND (trace_id = ANY($5::uuid[]) OR trace_id IN (
                SELECT trace_id FROM spans WHERE ${place} AND (
                  session_id IS NOT NULL AND trace_id = ANY($6::uuid[]) OR user_id IS NOT NULL AND trace_id = ANY($7::uuid[])
                  OR agent_name IS NOT NULL AND trace_id = ANY($8::uuid[]))))
              ORDER BY start_unix_nano DESC`,
        params: [
          project,
          [...perTrace.keys()],
          from,
          to,
          several,
          without('sessionId'),
          without('userId'),
          without('agentName'),
        ],
      },
      {
        sql: `SELECT trace_id, parent_span_id, http_status_code FROM spans
              WHERE ${place} AND parent_span_id IS NOT NULL AND http_status_code IS NOT NULL ORDER BY start_unix_nano`,
        params: [project, [...perTrace.keys()], from, to],
      },
    ],
    { lane: 'job', readOnly: true },
  );
  return [
    // Of a span that was sent again with another start the first one stays.
    new Map(
      rowsOf(spans).map(
        ([traceId, spanId, parent, operation = null, sessionId = null, userId = null, agentName = null]) => [
          keyOfSpan(traceId, spanId),
          {
            parentSpanId: parent as SpanId | null,
            operation: operation as Operation | null,
            sessionId,
            userId,
            agentName,
          },
        ],
      ),
    ),
    new Map(
      rowsOf(children).map(([traceId, parent, status]) => [keyOfSpan(traceId, parent), Number(status)]),
    ),
  ];
}

const rowsOf = (result: StepResult | undefined): (string | null)[][] => result?.rows ?? [];

const keyOfSpan = (traceId = null as string | null, spanId = null as string | null): ClaimId =>
  claimOfSpan((traceId ?? '').replaceAll('-', '') as TraceId, (spanId ?? '') as SpanId);
