/** A models query → SQL: which models there are and what they cost in all, then the calls that are compared. */
import type { ModelsQuery } from '@llmobservatory/model';
import type { ComparedCall } from '@llmobservatory/compare-stats';
import { callsIn, namesSql, type Range } from './callsIn';
import type { PricedCall } from '../whatIf';
import { rawSql } from './measures';
import { namedScoresJoin } from './scores';
import { Parameters, type Statement } from './statement';

/** Columns of `modelTotalsSql`, as decoded. */
export interface ModelRow {
  model: string;
  calls: number;
  cost: number | null;
  unpriced: number;
  providers: string[] | null;
  /** ms since 1970 */
  first_at: number;
  last_at: number;
}

/** Most calls first. One row more than the limit, which tells whether there are others. */
export function modelTotalsSql(query: ModelsQuery, range: Range, projects: readonly string[]): Statement {
  const params = new Parameters();
  const calls = callsIn(query, range, projects, params);
  const wanted = [...query.models, ...(query.models.length > 0 && query.base !== '' ? [query.base] : [])];
  const chosen = wanted.length > 0 ? ` AND m.model_name = ANY(${params.add(wanted)}::text[])` : '';
  // A base that is asked for is there, however few its calls are.
  const first = query.base === '' ? '' : `model = ${params.add(query.base)}::text DESC, `;
  const sql = `SELECT * FROM (SELECT coalesce(m.model_name, '') AS model, count(*) AS calls, sum(m.total_cost_usd) AS cost,
  count(*) FILTER (WHERE m.total_cost_usd IS NULL) AS unpriced, ${namesSql('m.provider')} AS providers, min(m.ts) AS first_at, max(m.ts) AS last_at
FROM ${calls}${chosen} GROUP BY 1) x ORDER BY ${first}calls DESC, model LIMIT ${query.limit + 1}`;
  return { sql, params: params.values };
}

/** Calls that enter the resampling; more would take seconds and tell the same. */
export const MAX_COMPARED_CALLS = 10_000;

/**
 * Whole traces, so that the calls of one stay together; always the same ones, so that a refresh changes nothing.
 * @param total calls of these models in the range
 */
export function comparedCallsSql(
  query: ModelsQuery,
  range: Range,
  projects: readonly string[],
  { models, total }: { models: readonly string[]; total: number },
): Statement {
  const params = new Parameters();
  const calls = callsIn(query, range, projects, params, namedScoresJoin);
  const kept = params.add([...models]);
  const trace = `coalesce(m.trace_id::text, m.response_id, m.ts::text)`;
  const share = MAX_COMPARED_CALLS / Math.max(total, 1);
  const retry = rawSql('retries', () => ({ from: params.time(range.from), to: params.time(range.to) }));
  const sampled =
    share >= 1 ? '' : ` AND (hashtext(${trace})::bigint & 65535) < ${Math.floor(65_536 * share)}`;
  const sql = `SELECT coalesce(m.model_name, '') AS model, ${trace} AS trace, coalesce(m.service_name, '') AS app, coalesce(m.prompt_name, '') AS prompt,
  m.prompt_tokens AS "inputTokens", m.completion_tokens AS "outputTokens", m.cache_read_tokens AS "cacheReadTokens", m.cache_write_tokens AS "cacheWriteTokens", m.reasoning_tokens AS "reasoningTokens",
  m.total_cost_usd AS "costUsd", m.duration_ms AS "durationMs", m.ttft_ms AS "ttftMs", m.tokens_per_second AS "tokensPerSecond",
  m.error_code IS NOT NULL AS failed, coalesce(m.finish_reason = 'content_filter', false) AS refused,
  coalesce(m.finish_reason = 'length', false) AS "cutOff", ${retry} = 1 AS retry,
  sc.passed, sc.scores
FROM ${calls} AND coalesce(m.model_name, '') = ANY(${kept}::text[])${sampled} LIMIT ${2 * MAX_COMPARED_CALLS}`;
  return { sql, params: params.values };
}

/** Its columns are named as the comparison wants them. */
export type ComparedRow = ComparedCall & Pick<PricedCall, 'cacheWriteTokens' | 'reasoningTokens'>;
