/**
 * The SQL of every measure, over component columns that are the same for a call and for a row of a rollup: a measure
 * never knows where its rows come from. The catalogue says what a measure means; this says how it is computed.
 */
import type { MeasureId } from '@llmobservatory/model';

/** A column that measures aggregate: of llm_metrics, and of the rollups where it adds up. */
interface Component {
  /** Expression over llm_metrics `m`. */
  raw: string;
  /** Column of llm_calls_hourly and llm_calls_daily. */
  rollup?: string;
}

const COMPONENTS = {
  calls: { raw: '1', rollup: 'calls' },
  errors: { raw: '(m.error_code IS NOT NULL)::int', rollup: 'errors' },
  total_tokens: { raw: 'm.total_tokens', rollup: 'total_tokens' },
  input_tokens: { raw: 'm.prompt_tokens', rollup: 'input_tokens' },
  output_tokens: { raw: 'm.completion_tokens', rollup: 'output_tokens' },
  cache_read_tokens: { raw: 'm.cache_read_tokens', rollup: 'cache_read_tokens' },
  cache_write_tokens: { raw: 'm.cache_write_tokens', rollup: 'cache_write_tokens' },
  reasoning_tokens: { raw: 'm.reasoning_tokens', rollup: 'reasoning_tokens' },
  total_cost: { raw: 'm.total_cost_usd', rollup: 'total_cost_usd' },
  input_cost: { raw: 'm.prompt_cost_usd', rollup: 'input_cost_usd' },
  output_cost: { raw: 'm.completion_cost_usd', rollup: 'output_cost_usd' },
  unpriced: { raw: '(m.total_cost_usd IS NULL)::int', rollup: 'unpriced_calls' },
  duration_sum: { raw: 'm.duration_ms', rollup: 'duration_ms_sum' },
  // Of single calls: a percentile of sums would be none.
  duration: { raw: 'm.duration_ms' },
  ttft: { raw: 'm.ttft_ms' },
  speed: { raw: 'm.tokens_per_second' },
} as const satisfies Record<string, Component>;

export type ComponentId = keyof typeof COMPONENTS;
export const component = (id: ComponentId): Component => COMPONENTS[id];

interface MeasureSql {
  needs: readonly ComponentId[];
  sql: string;
}

const sum = (id: ComponentId): MeasureSql => ({ needs: [id], sql: `sum(${id})` });
const ratio = (part: ComponentId, whole: ComponentId): MeasureSql => ({
  needs: [part, whole],
  sql: `sum(${part})::float8 / nullif(sum(${whole}), 0)`,
});
const percentile = (share: number, id: ComponentId): MeasureSql => ({
  needs: [id],
  sql: `percentile_cont(${share}) WITHIN GROUP (ORDER BY ${id})`,
});

export const MEASURE_SQL: Record<MeasureId, MeasureSql> = {
  calls: sum('calls'),
  errors: sum('errors'),
  error_rate: ratio('errors', 'calls'),
  tokens: sum('total_tokens'),
  input_tokens: sum('input_tokens'),
  output_tokens: sum('output_tokens'),
  cache_read_tokens: sum('cache_read_tokens'),
  cache_write_tokens: sum('cache_write_tokens'),
  reasoning_tokens: sum('reasoning_tokens'),
  cache_hit_ratio: ratio('cache_read_tokens', 'input_tokens'),
  cost: sum('total_cost'),
  input_cost: sum('input_cost'),
  output_cost: sum('output_cost'),
  // Calls without a known cost must not make the others look cheaper.
  cost_per_call: {
    needs: ['total_cost', 'calls', 'unpriced'],
    sql: 'sum(total_cost) / nullif(sum(calls) - sum(unpriced), 0)',
  },
  unpriced_calls: sum('unpriced'),
  duration_avg: ratio('duration_sum', 'calls'),
  duration_p50: percentile(0.5, 'duration'),
  duration_p95: percentile(0.95, 'duration'),
  duration_p99: percentile(0.99, 'duration'),
  ttft_p50: percentile(0.5, 'ttft'),
  ttft_p95: percentile(0.95, 'ttft'),
  tokens_per_second: { needs: ['speed'], sql: 'avg(speed)' },
};
