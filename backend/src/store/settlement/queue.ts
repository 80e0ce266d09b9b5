/** What ingest asks settle to look at. Rows are taken in portions of one project and one day. */
import type { Engine, Step } from '../engine';

/** Groups that are settled together. Not more than one day: a transaction invalidates one min–max range of the rollups. */
export interface Portion {
  ids: string[];
  project: string;
  /** 32 hex digits. */
  traceIds: string[];
  responseIds: string[];
  /** Claims that name neither trace nor response id. */
  claimIds: string[];
  /** Within this time everything that belongs to the groups is looked for. ISO. */
  from: string;
  to: string;
}

/** Traces reach at most so far before the first and after the last record that is known of them. */
const MARGIN = '1 day';

/** @returns null when the queue is empty */
export async function takePortion(engine: Engine, rows: number): Promise<Portion | null> {
  const [taken] = await engine.run([{ sql: TAKE, params: [rows] }], { lane: 'job', readOnly: true });
  const json = taken?.rows[0]?.[0];
  if (!json) return null;
  const portion = JSON.parse(json) as Pick<Portion, 'ids' | 'project' | 'from' | 'to'> & {
    traceIds: string[] | null;
    responseIds: string[] | null;
    claimIds: string[] | null;
  };
  const traceIds = portion.traceIds ?? [];
  const { project, from, to } = portion;
  const reach = { sql: REACH, params: [project, traceIds, from, to] };
  const [reached] = await engine.run([reach], { lane: 'job', readOnly: true });
  const [low, high] = reached?.rows[0] ?? [];
  const { responseIds, claimIds } = portion;
  return {
    ...portion,
    traceIds,
    responseIds: responseIds ?? [],
    claimIds: claimIds ?? [],
    from: low ?? from,
    to: high ?? to,
  };
}

const TAKE = `
  WITH first AS (SELECT project, date_trunc('day', ts) AS day FROM settle_queue ORDER BY id LIMIT 1),
  portion AS (
    SELECT q.id, q.project, q.trace_id, q.response_id, q.claim_id, q.ts
    FROM settle_queue q JOIN first USING (project)
    WHERE q.ts >= first.day AND q.ts < first.day + INTERVAL '1 day'
    ORDER BY q.id LIMIT $1
  )
  SELECT json_build_object(
    'ids', array_agg(id::text), 'project', min(project), 'from', min(ts), 'to', max(ts),
    'traceIds', array_agg(DISTINCT replace(trace_id::text, '-', '')) FILTER (WHERE trace_id IS NOT NULL),
    'responseIds', array_agg(DISTINCT response_id) FILTER (WHERE response_id IS NOT NULL),
    'claimIds', array_agg(DISTINCT claim_id) FILTER (WHERE claim_id IS NOT NULL))
  FROM portion HAVING count(*) > 0`;

/** What is known of the traces already may lie far before and after what is new. */
const REACH = `
  SELECT least($3::timestamptz, min(ts)) - INTERVAL '${MARGIN}',
         greatest($4::timestamptz, max(to_timestamp(end_unix_nano / 1e9))) + INTERVAL '${MARGIN}'
  FROM traces WHERE project = $1 AND trace_id = ANY($2::uuid[])`;

/** Part of the transaction that writes what was settled: a row that came meanwhile stays. */
export const removePortion = ({ ids }: Portion): Step => ({
  sql: 'DELETE FROM settle_queue WHERE id = ANY($1::bigint[])',
  params: [ids],
});

/** Everything that was ingested before this time is settled. */
export async function readSettledUntil(engine: Engine): Promise<Date> {
  const sql = 'SELECT to_json(coalesce(min(queued_at), now())) FROM settle_queue';
  const [result] = await engine.run([{ sql }], { lane: 'job', readOnly: true });
  return new Date(JSON.parse(result?.rows[0]?.[0] ?? '0') as string);
}
