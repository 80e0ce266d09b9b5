/**
 * Finds claims of other traces that may stand for the same calls: by counts and time. An application may make thousands
 * of equal calls at once, so only the nearest in time are looked at, on both sides; which of them it is, if any, is for the
 * rules of settlement to say.
 */
import { DIALECTS } from '../../normalise/dialects';
import type { CallClaim } from '../../record/call';
import { isoMicros } from '../copy/column';
import type { Step } from '../engine';
import type { Portion } from './queue';

export function mayBeTheSame(portion: Portion, claims: readonly CallClaim[]): Step[] {
  const inSessions = claims.filter(({ dialect, sessionId }) => sessionId !== null && TWOFOLD.has(dialect));
  return [
    search(SAME_COUNTS, HAS_COUNTS, portion, claims),
    ...(inSessions.length > 0
      ? [
          search(OF_SESSION, HAS_COUNTS, portion, inSessions),
          search(WITHOUT_COUNTS, 'true', portion, inSessions),
        ]
      : []),
  ];
}

/** Those that tell of a call in a span and in a log record of its own: only their claims are looked for by session. */
const TWOFOLD: ReadonlySet<string> = new Set(
  DIALECTS.filter(({ logEvents = {} }) =>
    Object.values(logEvents).some(({ spanIsAround }) => spanIsAround),
  ).map(({ id }) => id),
);

/** A router tells of the requests of other services. */
const OF_ROUTERS: readonly string[] = DIALECTS.flatMap(({ id, billedBy }) =>
  billedBy === undefined ? [] : [id],
);

/** A call that looks the same may have begun so much earlier. */
const EARLIER = '5 minutes';
/** The turn of an agent around a call may have begun so much earlier. */
const TURN = '1 day';
/** Candidates on each side of a call; among more equal ones nothing tells which is which. */
const NEAREST = 20;

const nearest = (condition: string, range: string, order: 'ASC' | 'DESC'): string => `(
  SELECT c.* FROM calls c
  WHERE c.project = $1 AND ${condition} AND ${range} AND c.ts >= $4 AND c.ts <= $5
  ORDER BY c.ts ${order} LIMIT ${NEAREST})`;

const bothSides = (condition: string, earlier: string): string[] => [
  nearest(condition, `c.ts <= one.ts AND c.ts >= one.ts - INTERVAL '${earlier}'`, 'DESC'),
  // The second after it is for spans without a duration, written as a note after the call ended.
  nearest(
    condition,
    "c.ts > one.ts AND c.ts <= one.ts + one.duration_ms * INTERVAL '1 ms' + INTERVAL '1 second'",
    'ASC',
  ),
];

const SAME_COUNTS = bothSides(
  'c.input_tokens = one.input_tokens AND c.output_tokens = one.output_tokens',
  EARLIER,
);
const IN_SESSION = 'c.session_id = one.session_id AND c.source <> one.source';
const OF_SESSION = [
  // One of the two may know parts of the output that the other does not.
  ...bothSides(`${IN_SESSION} AND c.input_tokens = one.input_tokens AND c.dialect = one.dialect`, EARLIER),
  // A turn and the records of its calls. The condition in brackets is that of the index calls_by_session.
  ...bothSides(
    `${IN_SESSION} AND (c.source = 'log' OR c.operation = 'agent') AND 'agent' IN (one.operation, c.operation)`,
    TURN,
  ),
];

/** A span that does not know its usage, and the record that does. The conditions in brackets are those of their indexes. */
const SPAN_OF_RECORD =
  "(one.source = 'log') AND one.input_tokens IS NOT NULL AND (c.source = 'span' AND c.input_tokens IS NULL)";
const RECORD_OF_SPAN =
  "(one.source = 'span') AND one.input_tokens IS NULL AND (c.source = 'log') AND c.input_tokens IS NOT NULL";
const WITHOUT_COUNTS = [SPAN_OF_RECORD, RECORD_OF_SPAN].flatMap((condition) =>
  bothSides(`${condition} AND c.session_id = one.session_id AND c.dialect = one.dialect`, EARLIER),
);

const HAS_COUNTS = 'one.input_tokens + one.output_tokens > 0';

const search = (
  candidates: readonly string[],
  about: string,
  { project, from, to }: Portion,
  claims: readonly CallClaim[],
): Step => ({
  sql: `
    SELECT DISTINCT ON (other.claim_id, other.ts) other.claim::text
    FROM calls one CROSS JOIN LATERAL (${candidates.join(' UNION ALL ')}) other
    WHERE one.project = $1 AND one.claim_id = ANY($2::uuid[]) AND one.ts = ANY($3::timestamptz[])
      AND one.ts >= $4 AND one.ts <= $5 AND ${about}
      AND other.trace_id IS DISTINCT FROM one.trace_id
      AND (other.service_name IS NOT DISTINCT FROM one.service_name
        OR other.provider = one.provider AND 'span' = ALL (ARRAY[one.source, other.source])
          AND (other.dialect = ANY($6::text[])) <> (one.dialect = ANY($6::text[])))
      AND (other.source, other.scope_name) IS DISTINCT FROM (one.source, one.scope_name)
      AND (other.response_id IS NULL OR one.response_id IS NULL OR other.response_id = one.response_id)
      AND other.ts + other.duration_ms * INTERVAL '1 ms' >= one.ts - INTERVAL '1 second'`,
  params: [
    project,
    claims.map(({ claimId }) => claimId),
    claims.map(({ startUnixNano }) => isoMicros(startUnixNano)),
    from,
    to,
    OF_ROUTERS,
  ],
});
