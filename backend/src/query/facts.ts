/** What runs here and how fresh its data is, for health checks and Get started. */
import type { Caller } from '../access/caller';
import type { Engine, EngineFacts } from '../store/engine';
import { decodeRows } from './decode';

export interface BackendFacts extends EngineFacts {
  /** Of the backend. */
  version: string;
  /** Start of the newest span of the caller's projects; null = none yet. */
  newestSpanAt: Date | null;
  /** Start of the newest counted call of the caller's projects; null = none yet. */
  newestCallAt: Date | null;
  /** Time from the end of that span to its row; null = none yet. */
  ingestLagMs: number | null;
  /** Figures of calls before this time stay as they are; null = of all calls. */
  settledUntil: Date | null;
}

export interface FactsDeps {
  engine: Engine;
  version: string;
  settledUntil: () => Date | null;
}

const TIMEOUT_MS = 5000;

/** By the index on (project, ts): one look per project, however large the tables are. */
const SQL = `SELECT s.ts AS span_at, extract(epoch FROM s.ingested_at - s.ts) * 1000 - s.duration_nano / 1e6 AS lag_ms, c.ts AS call_at
FROM unnest($1::text[]) p(id)
LEFT JOIN LATERAL (SELECT ts, duration_nano, ingested_at FROM spans WHERE project = p.id ORDER BY ts DESC LIMIT 1) s ON true
LEFT JOIN LATERAL (SELECT ts FROM calls WHERE project = p.id AND state = 'counted' ORDER BY ts DESC LIMIT 1) c ON true
ORDER BY s.ts DESC NULLS LAST`;

export async function readFacts(
  { engine, version, settledUntil }: FactsDeps,
  { caller, signal }: { caller: Caller; signal: AbortSignal },
): Promise<BackendFacts> {
  const [result] = await engine.run([{ sql: SQL, params: [[...caller.projects]] }], {
    lane: 'panel',
    readOnly: true,
    signal,
    timeoutMs: TIMEOUT_MS,
  });
  const rows = decodeRows<{ span_at: number | null; lag_ms: number | null; call_at: number | null }>(result!);
  const newestCall = Math.max(...rows.map((row) => row.call_at ?? -Infinity));
  return {
    ...engine.facts,
    version,
    newestSpanAt: dateOf(rows[0]?.span_at),
    newestCallAt: dateOf(Number.isFinite(newestCall) ? newestCall : null),
    ingestLagMs: rows[0]?.lag_ms ?? null,
    settledUntil: settledUntil(),
  };
}

const dateOf = (ms: number | null | undefined): Date | null =>
  ms === null || ms === undefined ? null : new Date(ms);
