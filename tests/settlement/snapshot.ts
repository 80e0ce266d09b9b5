/** Everything that settlement decides about a project, without what differs by nature: its name, and when it was done. */
import type { Engine } from '../../backend/src/store/engine';

export interface Snapshot {
  calls: unknown[];
  metrics: unknown[];
  traces: unknown[];
  rollups: Record<string, unknown[]>;
  /** Why each claim is left out that is, as the log has it. One that was for a while, and counts again, has a history. */
  decisions: unknown[];
}

const ROLLUPS = ['llm_calls_hourly', 'llm_calls_daily', 'llm_latency_hourly', 'llm_latency_daily', 'llm_ttft_hourly', 'llm_ttft_daily']; // prettier-ignore

export async function readSnapshot(engine: Engine, project: string): Promise<Snapshot> {
  const select = (sql: string) => selectJson(engine, sql, [project]);
  const [calls, metrics, traces, decisions, ...rollups] = await Promise.all([
    select(`SELECT to_jsonb(c) - '{project,ingested_at,settled_at}'::text[] || jsonb_build_object('claim', c.claim - 'project')
            FROM calls c WHERE project = $1 ORDER BY claim_id, ts`),
    select(
      `SELECT to_jsonb(m) - 'project' FROM llm_metrics m WHERE project = $1 ORDER BY ts, span_id, response_id`,
    ),
    select(
      `SELECT to_jsonb(t) - '{project,settled_at}'::text[] FROM traces t WHERE project = $1 ORDER BY trace_id`,
    ),
    select(`SELECT to_jsonb(d) FROM (
              SELECT DISTINCT ON (claim_id) claim_id, state, counted_by, rule
              FROM accounting_log WHERE project = $1 ORDER BY claim_id, id DESC) d WHERE state <> 'counted'`),
    ...ROLLUPS.map((view) =>
      select(`SELECT to_jsonb(r) - 'project' FROM ${view} r WHERE project = $1 ORDER BY to_jsonb(r)::text`),
    ),
  ]);
  return {
    calls: calls!,
    metrics: metrics!,
    traces: traces!,
    decisions: decisions!,
    rollups: Object.fromEntries(ROLLUPS.map((view, index) => [view, rollups[index]!.map(withRoundedTime)])),
  };
}

/** A sum of floats depends on the order in its last digits. */
const withRoundedTime = (row: unknown): unknown => {
  const { duration_ms_sum: ms } = row as { duration_ms_sum?: number };
  return ms === undefined ? row : { ...(row as object), duration_ms_sum: ms.toFixed(6) };
};

/** What `SELECT count(*), sum(…)` gives over `llm_metrics`, and over the rollups by hour and by day. */
export async function readSums(engine: Engine, project: string): Promise<Record<string, Sums>> {
  const [metrics, hourly, daily] = await Promise.all([
    selectJson(engine, SUMS('count(*)', 'count(error_code)', 'prompt_tokens', 'completion_tokens', 'llm_metrics'), [project]), // prettier-ignore
    ...['llm_calls_hourly', 'llm_calls_daily'].map(
      (view) =>
      selectJson(engine, SUMS('coalesce(sum(calls), 0)', 'coalesce(sum(errors), 0)', 'input_tokens', 'output_tokens', view), [project]), // prettier-ignore
    ),
  ]);
  return { metrics: metrics![0] as Sums, hourly: hourly![0] as Sums, daily: daily![0] as Sums };
}

export interface Sums {
  calls: number;
  failed_calls: number;
  input_tokens: number;
  output_tokens: number;
  cache_read_tokens: number;
  cache_write_tokens: number;
  reasoning_tokens: number;
}

const SUMS = (calls: string, errors: string, input: string, output: string, view: string) => `
  SELECT jsonb_build_object('calls', ${calls}, 'failed_calls', ${errors},
    'input_tokens', coalesce(sum(${input}), 0), 'output_tokens', coalesce(sum(${output}), 0),
    'cache_read_tokens', coalesce(sum(cache_read_tokens), 0), 'cache_write_tokens', coalesce(sum(cache_write_tokens), 0),
    'reasoning_tokens', coalesce(sum(reasoning_tokens), 0))
  FROM ${view} WHERE project = $1`;

async function selectJson(engine: Engine, sql: string, params: string[]): Promise<unknown[]> {
  const [result] = await engine.run([{ sql, params }], { lane: 'panel' });
  return (result?.rows ?? []).map(([json]) => JSON.parse(json ?? 'null') as unknown);
}
