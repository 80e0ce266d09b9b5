/**
 * Scores beside calls. A score belongs to one call at most, which the view has found; a call may have many. They are
 * added up by call before they are joined, so that no call becomes two; and MATERIALIZED, because a planner that thinks
 * there is one would look all of them up again for each call.
 */
import type { Row } from './where';
import type { Parameters } from './statement';

/** Scores may be given this long after the call; a little before it, by another clock. */
const LATE = "INTERVAL '90 days'";
const EARLY = "INTERVAL '1 day'";

export interface ScoresOf {
  /** Parameters with the projects, and the times of the calls. */
  owned: string;
  from: string;
  to: string;
  /** " AND …" on a score `s`. */
  where: string;
}

const once = (select: string): string => `(WITH once AS MATERIALIZED (${select}) SELECT * FROM once) sc`;

const rows = ({ owned, from, to, where }: ScoresOf): string =>
  `llm_scores s WHERE s.project = ANY(${owned}::text[]) AND s.ts >= ${from} - ${EARLY} AND s.ts < ${to} + ${LATE}` +
  ` AND s.call_ts >= ${from} AND s.call_ts < ${to} AND s.error_code IS NULL${where}`;

/**
 * The calls `m` that have a score, each with the figures of its scores `sc`, by these columns of scores. Looked up by
 * their keys one by one, since a planner without statistics would compare all with all.
 */
export function scoredCalls(groups: readonly string[], of: ScoresOf): string {
  const by = ['s.project', 's.call_id', 's.call_ts', ...groups.map((column) => `s.${column}`)].join(', ');
  const added =
    once(`SELECT ${by}, sum(s.value) AS score_sum, count(s.value) AS score_values, count(*) AS score_count,
    count(*) FILTER (WHERE s.passed) AS score_passed, count(s.passed) AS score_judged
  FROM ${rows(of)} GROUP BY ${by}`);
  return `${added} JOIN LATERAL (SELECT m.* FROM llm_metrics m WHERE ${OF_CALL} OFFSET 0) m ON true`;
}

/** The lowest value of each call. `sc` beside the calls `m`. */
export const lowestScoreJoin = (of: ScoresOf): string =>
  ` LEFT JOIN ${once(`SELECT s.project, s.call_id, s.call_ts, min(s.value) AS lowest FROM ${rows(of)} GROUP BY s.project, s.call_id, s.call_ts`)} ON ${OF_CALL}`;

/** The time is part of the key of calls. */
const OF_CALL = 'sc.project = m.project AND sc.call_id = m.call_id AND sc.call_ts = m.ts';

/** Each call's scores by name, and its verdict: passed when none of them failed. `sc` beside the calls `m`. */
export const namedScoresJoin = (of: ScoresOf): string =>
  ` LEFT JOIN ${once(`SELECT n.project, n.call_id, n.call_ts, jsonb_object_agg(n.name, n.value) FILTER (WHERE n.value IS NOT NULL) AS scores, bool_and(n.passed) AS passed
  FROM (SELECT s.project, s.call_id, s.call_ts, s.name, avg(s.value) AS value, bool_and(s.passed) AS passed FROM ${rows(of)}
    GROUP BY s.project, s.call_id, s.call_ts, s.name) n
  GROUP BY n.project, n.call_id, n.call_ts`)} ON ${OF_CALL}`;

/** Each trace's scores by name, a mean or else a label, and the lowest value. `sc` beside the traces `t`. */
export const traceScoresJoin = ({ owned, from, to, where }: ScoresOf): string =>
  ` LEFT JOIN ${once(`SELECT n.project, n.trace_id, min(n.lowest) AS lowest,
    jsonb_object_agg(n.name, coalesce(to_jsonb(round(n.value::numeric, 3)), to_jsonb(n.label))) AS scores
  FROM (SELECT s.project, s.trace_id, s.name, avg(s.value) AS value, min(s.value) AS lowest, max(s.label) AS label
    FROM llm_scores s WHERE s.project = ANY(${owned}::text[]) AND s.ts >= ${from} - ${EARLY} AND s.ts < ${to} + ${LATE}
      AND s.trace_id IS NOT NULL AND s.error_code IS NULL${where}
    GROUP BY s.project, s.trace_id, s.name) n
  GROUP BY n.project, n.trace_id`)} ON sc.project = t.project AND sc.trace_id = t.trace_id`;

/** The row is a call with such a score, or of a trace with one. Looked for once, not for each row. */
export function scoredSql(where: string, { target, alias, from }: Row, params: Parameters): string {
  const id = target === 'metrics' ? 'call_id' : 'trace_id';
  return (
    `((${alias}.project, ${alias}.${id}) IN (SELECT s.project, s.${id} FROM llm_scores s` +
    ` WHERE s.ts >= ${params.time(from)} - ${EARLY} AND s.${id} IS NOT NULL${where})) IS TRUE`
  );
}
