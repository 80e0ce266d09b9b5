/** An annotations query → SQL, a statement a kind. */
import type { AnnotationsQuery } from '@llmobservatory/model';
import { callsIn, type Range } from './callsIn';
import { Parameters, type Statement } from './statement';

export type AnnotationKind = AnnotationsQuery['kinds'][number];

/** A thing counts as new when it was not there in this time before the range. */
const MEMORY_MS = 30 * 86_400_000;

interface FirstSeen {
  /** Columns that together are the thing; the last one must not be empty. */
  columns: readonly [string, string, ...string[]];
  /** Where it is new: something else must have been there before, or the first day would be full of news. */
  scope: readonly string[];
}

const FIRST_SEEN: Record<Exclude<AnnotationKind, 'error_bursts'>, FirstSeen> = {
  releases: { columns: ['service_name', 'release'], scope: ['service_name'] },
  prompts: { columns: ['service_name', 'prompt_name', 'prompt_version'], scope: ['service_name', 'prompt_name'] },
  models: { columns: ['provider', 'model_name'], scope: [] },
  prices: { columns: ['provider', 'model_name', 'price_id'], scope: ['provider', 'model_name'] },
}; // prettier-ignore

/** Columns of the answer: c0, c1, … as in FIRST_SEEN, at, and for prices input and output (USD for a million tokens). */
export interface FirstSeenRow {
  c0: string;
  c1: string;
  c2?: string;
  /** ms since 1970 */
  at: number;
  input?: number | null;
  output?: number | null;
}

export function firstSeenSql(
  query: AnnotationsQuery,
  kind: keyof typeof FIRST_SEEN,
  range: Range,
  projects: readonly string[],
): Statement {
  const params = new Parameters();
  const { columns, scope } = FIRST_SEEN[kind];
  const remembered = { from: new Date(range.from.getTime() - MEMORY_MS), to: range.to };
  const thing = columns.map((column, index) => `coalesce(m.${column}, '') AS c${index}`).join(', ');
  const names = columns.map((_, index) => `c${index}`);
  const scopes = scope.map((column) => `c${columns.indexOf(column)}`);
  const began = `SELECT ${[...scopes, 'min(ts) AS began'].join(', ')} FROM seen${scopes.length > 0 ? ` GROUP BY ${scopes.join(', ')}` : ''}`;
  const price = (of: 'input' | 'output') =>
    `(SELECT (p.prices #>> '{${of},perMillion}')::numeric / 1e12 FROM model_prices p WHERE p.id = c2) AS ${of}`;
  const selected = [...names, 'at', ...(kind === 'prices' ? [price('input'), price('output')] : [])];
  const sql = `WITH seen AS (SELECT ${thing}, m.ts FROM ${callsIn(query, remembered, projects, params)}),
first AS (SELECT ${names.join(', ')}, min(ts) AS at FROM seen WHERE ${names.at(-1)} <> '' GROUP BY ${names.join(', ')}),
scopes AS (${began})
SELECT ${selected.join(', ')} FROM first ${scopes.length > 0 ? `JOIN scopes USING (${scopes.join(', ')})` : 'CROSS JOIN scopes'}
WHERE at >= ${params.time(range.from)} AND at > began ORDER BY at DESC LIMIT ${query.limit}`;
  return { sql, params: params.values };
}

export interface BurstRow {
  app: string;
  /** ms since 1970: start of the slice. */
  bucket: number;
  calls: number;
  errors: number;
  /** The most frequent one. */
  error: string;
}

/** A slice of time is part of a burst with so many errors, such a share of its calls, and so many times the share of the range. */
const BURST = { errors: 5, share: 0.2, times: 2 } as const;

const HOUR_MS = 3_600_000;
/** Width of a slice, by the length of the range. */
export const burstSliceMs = ({ from, to }: Range): number => {
  const length = to.getTime() - from.getTime();
  return length <= 48 * HOUR_MS ? HOUR_MS / 12 : length <= 14 * 24 * HOUR_MS ? HOUR_MS / 4 : HOUR_MS;
};

/** Slices of bursts, in order of time. */
export function burstsSql(query: AnnotationsQuery, range: Range, projects: readonly string[]): Statement {
  const params = new Parameters();
  const slice = `${params.add(`${burstSliceMs(range)} milliseconds`)}::interval`;
  const sql = `WITH slices AS (SELECT coalesce(m.service_name, '') AS app, time_bucket(${slice}, m.ts) AS bucket, count(*) AS calls, count(m.error_code) AS errors,
  mode() WITHIN GROUP (ORDER BY m.error_code) AS error FROM ${callsIn(query, range, projects, params)} GROUP BY 1, 2),
shared AS (SELECT *, sum(errors) OVER (PARTITION BY app) / sum(calls) OVER (PARTITION BY app) AS share FROM slices)
SELECT app, bucket, calls, errors, error FROM shared
WHERE errors >= ${BURST.errors} AND errors >= ${BURST.share} * calls AND errors >= ${BURST.times} * share * calls ORDER BY app, bucket LIMIT 5000`;
  return { sql, params: params.values };
}
