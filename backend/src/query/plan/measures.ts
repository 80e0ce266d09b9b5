/**
 * The SQL of every measure, over component columns that are the same for a call and for a row of a rollup: a measure
 * never knows where its rows come from. The catalogue says what a measure means; this says how it is computed.
 */
import type { MeasureId } from '@llmobservatory/model';
import type { Distribution } from './distributions';

/** Two expressions of type timestamptz. */
interface RangeSql {
  from: string;
  to: string;
}

/** A column that measures aggregate: of llm_metrics, and of the rollups where it adds up. */
interface Component {
  /** Expression over llm_metrics `m`, whose rows lie in a range. */
  raw: string | ((range: RangeSql) => string);
  /** Expression over llm_calls_hourly and llm_calls_daily `m`. */
  rollup?: string;
  /** `raw` reads the scores `sc` beside a scored call; this is what a call says where scores are not looked at. */
  unscored?: '0' | 'NULL';
}

const cached = 'coalesce(m.cache_read_tokens, 0) + coalesce(m.cache_write_tokens, 0)';
const cachedCost = 'coalesce(m.cache_read_cost_usd, 0) + coalesce(m.cache_write_cost_usd, 0)';

/** USD a token of uncached input at the price that the call had: the last tier that its input reaches, else the base. */
const inputPrice = `coalesce(
    (SELECT (t ->> 'perMillion')::numeric FROM model_prices p, jsonb_array_elements(p.prices #> '{input,tiers}') t
     WHERE p.id = m.price_id AND (t ->> 'above')::numeric < m.prompt_tokens ORDER BY (t ->> 'above')::numeric DESC LIMIT 1),
    (SELECT (p.prices #>> '{input,perMillion}')::numeric FROM model_prices p WHERE p.id = m.price_id)) / 1e18`;

/**
 * Attempts of one call follow each other within minutes. Only traces in which a call failed are looked at closely: the
 * others are told apart by one set, which is a hundred times as fast.
 */
const isRetry = ({ from, to }: RangeSql): string => `(coalesce((m.project, m.trace_id) IN (
    SELECT e.project, e.trace_id FROM llm_metrics e
    WHERE e.error_code IS NOT NULL AND e.ts >= ${from} - INTERVAL '10 minutes' AND e.ts < ${to}), false)
  AND EXISTS (SELECT 1 FROM llm_metrics f WHERE f.project = m.project AND f.trace_id = m.trace_id
    AND f.parent_span_id IS NOT DISTINCT FROM m.parent_span_id AND f.operation = m.operation
    AND f.error_code IS NOT NULL AND f.ts < m.ts AND f.ts >= m.ts - INTERVAL '10 minutes'))::int`;

const COMPONENTS = {
  calls: { raw: '1', rollup: 'm.calls' },
  errors: { raw: '(m.error_code IS NOT NULL)::int', rollup: 'm.errors' },
  successes: { raw: '(m.error_code IS NULL)::int', rollup: 'm.calls - m.errors' },
  total_tokens: { raw: 'm.total_tokens', rollup: 'm.total_tokens' },
  input_tokens: { raw: 'm.prompt_tokens', rollup: 'm.input_tokens' },
  output_tokens: { raw: 'm.completion_tokens', rollup: 'm.output_tokens' },
  cache_read_tokens: { raw: 'm.cache_read_tokens', rollup: 'm.cache_read_tokens' },
  cache_write_tokens: { raw: 'm.cache_write_tokens', rollup: 'm.cache_write_tokens' },
  reasoning_tokens: { raw: 'm.reasoning_tokens', rollup: 'm.reasoning_tokens' },
  uncached_tokens: { raw: `m.prompt_tokens - (${cached})`, rollup: `m.input_tokens - (${cached})` },
  answer_tokens: {
    raw: 'm.completion_tokens - coalesce(m.reasoning_tokens, 0)',
    rollup: 'm.output_tokens - coalesce(m.reasoning_tokens, 0)',
  },
  input_audio_tokens: { raw: 'm.input_audio_tokens' },
  output_audio_tokens: { raw: 'm.output_audio_tokens' },
  unknown_usage: { raw: `(m.usage_state = 'unknown')::int`, rollup: 'm.unknown_usage_calls' },
  total_cost: { raw: 'm.total_cost_usd', rollup: 'm.total_cost_usd' },
  input_cost: { raw: 'm.prompt_cost_usd', rollup: 'm.input_cost_usd' },
  output_cost: { raw: 'm.completion_cost_usd', rollup: 'm.output_cost_usd' },
  uncached_cost: { raw: `m.prompt_cost_usd - (${cachedCost})` },
  cache_read_cost: { raw: 'm.cache_read_cost_usd' },
  cache_write_cost: { raw: 'm.cache_write_cost_usd' },
  error_cost: { raw: 'CASE WHEN m.error_code IS NOT NULL THEN m.total_cost_usd END' },
  saved_cost: {
    raw: `CASE WHEN m.cost_state <> 'computed' THEN NULL WHEN ${cached} = 0 THEN 0
    ELSE ${inputPrice} * (${cached}) - (${cachedCost}) END`,
  },
  unpriced: { raw: '(m.total_cost_usd IS NULL)::int', rollup: 'm.unpriced_calls' },
  duration_sum: { raw: 'm.duration_ms', rollup: 'm.duration_ms_sum' },
  retries: { raw: isRetry },
  refusals: { raw: `(m.finish_reason = 'content_filter')::int` },
  cut_offs: { raw: `(m.finish_reason = 'length')::int` },
  ended: { raw: '(m.finish_reason IS NOT NULL)::int' },
  user_key: { raw: `nullif(m.user_id, '')` },
  conversation_key: { raw: `nullif(m.session_id, '')` },
  trace_key: { raw: 'm.trace_id' },
  // Of single calls: a percentile of sums would be none. From rollups, percentiles come from distributions.
  duration: { raw: 'm.duration_ms' },
  ttft: { raw: 'm.ttft_ms' },
  speed: { raw: 'm.tokens_per_second' },
  score_sum: { raw: 'sc.score_sum', unscored: 'NULL' },
  score_values: { raw: 'sc.score_values', unscored: 'NULL' },
  score_mean: { raw: 'sc.score_sum / nullif(sc.score_values, 0)', unscored: 'NULL' },
  score_count: { raw: 'sc.score_count', unscored: '0' },
  score_passed: { raw: 'sc.score_passed', unscored: 'NULL' },
  score_judged: { raw: 'sc.score_judged', unscored: 'NULL' },
  scored: { raw: '1', unscored: '0' },
} as const satisfies Record<string, Component>;

export type ComponentId = keyof typeof COMPONENTS;
export const component = (id: ComponentId): Component => COMPONENTS[id];

/** `range` is asked for only where it is needed. */
export function rawSql(id: ComponentId, range: () => RangeSql): string {
  const { raw } = component(id);
  return typeof raw === 'string' ? raw : raw(range());
}

interface MeasureSql {
  needs: readonly ComponentId[];
  sql: string;
  /** A percentile that rollups know too, by the distribution they keep. */
  percentile?: { of: Distribution; share: number };
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
const timed = (share: number, of: Distribution): MeasureSql => ({
  ...percentile(share, of),
  percentile: { of, share },
});
const mean = (id: ComponentId): MeasureSql => ({ needs: [id], sql: `avg(${id})` });
const different = (id: ComponentId): MeasureSql => ({ needs: [id], sql: `count(DISTINCT ${id})` });
const perKnownUsage = (id: ComponentId): MeasureSql => ({
  needs: [id, 'calls', 'unknown_usage'],
  sql: `sum(${id})::float8 / nullif(sum(calls) - sum(unknown_usage), 0)`,
});
const perUser = (id: ComponentId): MeasureSql => ({
  needs: [id, 'user_key'],
  sql: `sum(${id}) FILTER (WHERE user_key IS NOT NULL)::float8 / nullif(count(DISTINCT user_key), 0)`,
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
  // Rollups do not say of how many calls the time is known: a call seen as a log record may have none.
  duration_avg: mean('duration'),
  duration_p50: timed(0.5, 'duration'),
  duration_p95: timed(0.95, 'duration'),
  duration_p99: timed(0.99, 'duration'),
  ttft_p50: timed(0.5, 'ttft'),
  ttft_p95: timed(0.95, 'ttft'),
  tokens_per_second: mean('speed'),
  success_rate: ratio('successes', 'calls'),
  uncached_input_tokens: sum('uncached_tokens'),
  answer_tokens: sum('answer_tokens'),
  input_audio_tokens: sum('input_audio_tokens'),
  output_audio_tokens: sum('output_audio_tokens'),
  unknown_usage_calls: sum('unknown_usage'),
  input_per_call: perKnownUsage('input_tokens'),
  output_per_call: perKnownUsage('output_tokens'),
  reasoning_share: ratio('reasoning_tokens', 'output_tokens'),
  uncached_input_cost: sum('uncached_cost'),
  cache_read_cost: sum('cache_read_cost'),
  cache_write_cost: sum('cache_write_cost'),
  cost_saved_by_cache: sum('saved_cost'),
  cost_per_1k_output: {
    needs: ['total_cost', 'output_tokens'],
    sql: `1000 * sum(total_cost) FILTER (WHERE output_tokens IS NOT NULL)::float8
    / nullif(sum(output_tokens) FILTER (WHERE total_cost IS NOT NULL), 0)`,
  },
  cost_per_user: perUser('total_cost'),
  error_cost: sum('error_cost'),
  retries: sum('retries'),
  refusals: sum('refusals'),
  refusal_rate: ratio('refusals', 'ended'),
  cut_offs: sum('cut_offs'),
  length_rate: ratio('cut_offs', 'ended'),
  active_users: different('user_key'),
  calls_per_user: perUser('calls'),
  conversations: different('conversation_key'),
  traces: different('trace_key'),
  ttft_avg: mean('ttft'),
  ttft_p99: timed(0.99, 'ttft'),
  duration_sum: sum('duration_sum'),
  tokens_per_second_p5: percentile(0.05, 'speed'),
  tokens_per_second_p50: percentile(0.5, 'speed'),
  tokens_per_second_p95: percentile(0.95, 'speed'),
  score_avg: ratio('score_sum', 'score_values'),
  score_p10: percentile(0.1, 'score_mean'),
  score_p50: percentile(0.5, 'score_mean'),
  score_p90: percentile(0.9, 'score_mean'),
  score_count: sum('score_count'),
  pass_rate: ratio('score_passed', 'score_judged'),
  score_coverage: ratio('scored', 'calls'),
};

/** Measures whose parts stand in rollups, but whose value needs them call by call. */
const RAW_ONLY: ReadonlySet<MeasureId> = new Set(['cost_per_1k_output']);

/** Has all it takes in the rollups of calls, or in those of distributions. */
export const standsInRollups = (id: MeasureId): boolean =>
  !RAW_ONLY.has(id) &&
  (MEASURE_SQL[id].percentile !== undefined || MEASURE_SQL[id].needs.every((need) => component(need).rollup));
