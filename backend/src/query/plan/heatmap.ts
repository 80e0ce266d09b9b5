/**
 * A heatmap query → SQL. Columns of the answer: bucket, key, n: calls whose value lies between 2^(key/2) and the next.
 * Durations of long ranges come from the distributions of the rollups, whose keys are four times as fine.
 */
import type { HeatmapQuery } from '@llmobservatory/model';
import { conditionsOf, type Condition } from './conditions';
import { DISTRIBUTIONS, type Distribution } from './distributions';
import { notInRollups, tiersFor } from './metrics';
import { Parameters, type Statement } from './statement';
import { stepSeconds, type StepInput } from './step';
import { cover, type Part } from './tiers';
import { whereSql } from './where';

interface QuantitySql {
  column: string;
  /** Smaller values, zero too, stand in the row of this one. */
  least: number;
  distribution?: Distribution;
}

const QUANTITIES: Record<HeatmapQuery['quantity'], QuantitySql> = {
  duration: { column: 'm.duration_ms', least: 1, distribution: 'duration' },
  ttft: { column: 'm.ttft_ms', least: 1, distribution: 'ttft' },
  tokens_per_second: { column: 'm.tokens_per_second', least: 0.1 },
  input_tokens: { column: 'm.prompt_tokens', least: 1 },
  output_tokens: { column: 'm.completion_tokens', least: 1 },
  cost: { column: 'm.total_cost_usd', least: 1e-6 },
};

/** Rows to a doubling; what a key of a distribution is divided by to get one. */
const ROWS_PER_DOUBLING = 2;
const KEYS_PER_ROW = 8 / ROWS_PER_DOUBLING;

/** Larger values of a row are in the next. */
export const upperBound = (key: number): number => 2 ** ((key + 1) / ROWS_PER_DOUBLING);

export interface HeatmapPlan {
  quantity: HeatmapQuery['quantity'];
  parts: Part[];
  conditions: Condition[];
  stepSeconds: number;
  source: 'raw' | 'rollup';
  sourceReason: string;
}

/** @throws ObservatoryError as `conditionsOf` (caller) */
export function planHeatmap(query: HeatmapQuery, range: Omit<StepInput, 'stepSeconds'>): HeatmapPlan {
  const conditions = conditionsOf(query, 'metrics');
  const step = stepSeconds({ ...range, stepSeconds: query.stepSeconds });
  const { distribution } = QUANTITIES[query.quantity];
  const missing = distribution ? notInRollups([], [], conditions) : `the distribution of ${query.quantity}`;
  const { tiers, reason } = tiersFor(step, range, missing);
  const parts = cover(range.from, range.to, tiers);
  return {
    quantity: query.quantity,
    parts,
    conditions,
    stepSeconds: step,
    source: parts.some(({ tier }) => tier !== 'raw') ? 'rollup' : 'raw',
    sourceReason: reason,
  };
}

export function heatmapSql(plan: HeatmapPlan, projects: readonly string[]): Statement {
  const params = new Parameters();
  const owned = params.add([...projects]);
  const rows = plan.parts.map((part) => partSql(plan, part, owned, params));
  const sql = `WITH r AS (\n${rows.join('\nUNION ALL ')}\n)
SELECT bucket, key, sum(n) AS n FROM r WHERE key IS NOT NULL GROUP BY bucket, key ORDER BY bucket, key`;
  return { sql, params: params.values };
}

function partSql(plan: HeatmapPlan, part: Part, owned: string, params: Parameters): string {
  const { column, least, distribution } = QUANTITIES[plan.quantity];
  const rollup = part.tier !== 'raw' && distribution ? DISTRIBUTIONS[distribution] : null;
  const from = rollup && part.tier !== 'raw' ? rollup[part.tier] : 'llm_metrics';
  const time = rollup ? 'm.bucket' : 'm.ts';
  const leastKey = Math.floor(ROWS_PER_DOUBLING * Math.log2(least));
  const key = rollup
    ? `floor(m.${rollup.key} / ${KEYS_PER_ROW}.0)`
    : `floor(${ROWS_PER_DOUBLING} * ln(greatest(${column}, ${least})::float8) / ln(2.0::float8))`;
  return (
    `SELECT time_bucket(${params.add(`${plan.stepSeconds} seconds`)}::interval, ${time}) AS bucket,` +
    ` greatest(${key}, ${leastKey})::int AS key, ${rollup ? 'm.calls' : '1'} AS n FROM ${from} m` +
    ` WHERE m.project = ANY(${owned}::text[]) AND ${time} >= ${params.time(part.from)} AND ${time} < ${params.time(part.to)}` +
    `${rollup ? '' : ` AND ${column} IS NOT NULL`}${whereSql(plan.conditions, { target: 'metrics', alias: 'm', from: part.from }, params)}`
  );
}
