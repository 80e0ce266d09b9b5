/**
 * Writes what was settled: differences into `calls`, decisions into `accounting_log`, the traces anew, and the portion out
 * of the queue, in one transaction. PostgreSQL compares and writes only rows that differ, so it is idempotent, and cheap
 * where ingest had it right already.
 */
import type { CallRow } from '../../record/call';
import { isoMicros, jsonValue, type Column } from '../copy/column';
import { CALLS, CALL_SETTLED } from '../copy/tables';
import type { Engine, Step } from '../engine';
import { quoteColumns, quoteName } from '../quote';
import { removePortion, type Portion } from './queue';
import { upsertTraces } from './traces';

export interface Settled {
  portion: Portion;
  rows: readonly CallRow[];
  /** Of all groups. */
  traceIds: readonly string[];
}

/** First and last time of calls whose rollups have to be refreshed. */
export interface Span {
  from: Date;
  to: Date;
}

/** @returns null when no call was touched */
export async function writeSettled(
  engine: Engine,
  { portion, rows, traceIds }: Settled,
): Promise<Span | null> {
  const steps: Step[] = [];
  if (rows.length > 0) {
    const json = JSON.stringify(rows.map((row) => toJson(row)));
    const starts = rows.map(({ claim }) => claim.startUnixNano);
    const from = isoMicros(starts.reduce((low, one) => (one < low ? one : low)));
    const to = isoMicros(starts.reduce((high, one) => (one > high ? one : high)));
    const params = [json, from, to];
    steps.push({ sql: LOG_DECISIONS, params }, { sql: UPDATE_CALLS, params });
  }
  steps.push(removePortion(portion), ...upsertTraces(portion, traceIds));
  await engine.run(steps, { lane: 'job' });
  const times = rows.map(({ claim }) => Number(claim.startUnixNano / 1_000_000n));
  return times.length > 0
    ? {
        from: new Date(times.reduce((low, one) => Math.min(low, one))),
        to: new Date(times.reduce((high, one) => Math.max(high, one))),
      }
    : null;
}

const KEY = ['project', 'claim_id', 'ts'] as const;
const WRITTEN: readonly Column<CallRow>[] = CALLS.columns.filter(
  (column) => KEY.some((key) => key === column.name) || CALL_SETTLED.includes(column),
);

function toJson(row: CallRow): Record<string, unknown> {
  const json: Record<string, unknown> = {};
  for (const column of WRITTEN) json[column.name] = jsonValue(column, row);
  return json;
}

const SETTLED_ROWS = 'jsonb_populate_recordset(NULL::calls, $1::text::jsonb)';
/** The bounds are constants to the planner: chunks outside of them are not looked at. */
const SAME_CALL =
  'c.project = s.project AND c.claim_id = s.claim_id AND c.ts = s.ts AND c.ts >= $2::timestamptz AND c.ts <= $3::timestamptz';

const names = CALL_SETTLED.map((column) => column.name);
const list = (alias: string): string => names.map((name) => `${alias}.${quoteName(name)}`).join(', ');

const UPDATE_CALLS = `
  UPDATE calls c SET (${quoteColumns(names)}, settled_at) = ROW(${list('s')}, now())
  FROM ${SETTLED_ROWS} s
  WHERE ${SAME_CALL} AND (${list('c')}) IS DISTINCT FROM (${list('s')})`;

/**
 * Every decision that keeps a claim out of the sums, and every one that changes a decision that stood. What ingest decided
 * is not in the log yet, so a row is compared with the last entry, not with what `calls` holds.
 */
const LOG_DECISIONS = `
  INSERT INTO accounting_log (project, claim_id, trace_id, state_before, state, counted_by, rule)
  SELECT s.project, s.claim_id, c.trace_id, coalesce(last.state, nullif(c.state, s.state)), s.state, s.counted_by, s.state_rule
  FROM ${SETTLED_ROWS} s
  JOIN calls c ON ${SAME_CALL}
  LEFT JOIN LATERAL (
    SELECT l.state, l.counted_by, l.rule FROM accounting_log l
    WHERE l.project = s.project AND l.claim_id = s.claim_id ORDER BY l.id DESC LIMIT 1
  ) last ON true
  WHERE CASE WHEN last.state IS NULL THEN s.state <> 'counted' OR c.state <> 'counted'
             ELSE (last.state, last.counted_by, last.rule) IS DISTINCT FROM (s.state, s.counted_by, s.state_rule) END`;
