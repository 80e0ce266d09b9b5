/** Every measure, once: builder, completion, planner, docs and explain read this list. */

/** `rollup`: can be read from the hourly and daily rollups. `additive`: sums of groups make sense ("Other", rates). */
export interface Measure {
  id: string;
  label: string;
  /** Grafana unit id. */
  unit: string;
  additive: boolean;
  rollup: boolean;
  doc: string;
}

const measures = [
  { id: 'calls', label: 'Calls', unit: 'short', additive: true, rollup: true, doc: 'Model calls, failed ones included.' },
  { id: 'errors', label: 'Errors', unit: 'short', additive: true, rollup: true, doc: 'Calls that failed.' },
  { id: 'error_rate', label: 'Error rate', unit: 'percentunit', additive: false, rollup: true, doc: 'Errors ÷ calls.' },
  { id: 'tokens', label: 'Tokens', unit: 'short', additive: true, rollup: true, doc: 'Input + output tokens.' },
  { id: 'input_tokens', label: 'Input tokens', unit: 'short', additive: true, rollup: true, doc: 'All input, cached input included.' },
  { id: 'output_tokens', label: 'Output tokens', unit: 'short', additive: true, rollup: true, doc: 'All output, reasoning included.' },
  { id: 'cache_read_tokens', label: 'Cached input', unit: 'short', additive: true, rollup: true, doc: 'Part of the input that was read from the provider’s cache.' },
  { id: 'cache_write_tokens', label: 'Cache write', unit: 'short', additive: true, rollup: true, doc: 'Part of the input that was written to the provider’s cache.' },
  { id: 'reasoning_tokens', label: 'Reasoning', unit: 'short', additive: true, rollup: true, doc: 'Part of the output that is reasoning.' },
  { id: 'cache_hit_ratio', label: 'Cache hit ratio', unit: 'percentunit', additive: false, rollup: true, doc: 'Cached input ÷ input.' },
  { id: 'cost', label: 'Cost', unit: 'currencyUSD', additive: true, rollup: true, doc: 'USD of counted calls. Calls without a price are left out: see unpriced_calls.' },
  { id: 'input_cost', label: 'Input cost', unit: 'currencyUSD', additive: true, rollup: true, doc: 'USD for input, cache included.' },
  { id: 'output_cost', label: 'Output cost', unit: 'currencyUSD', additive: true, rollup: true, doc: 'USD for output.' },
  { id: 'cost_per_call', label: 'Cost per call', unit: 'currencyUSD', additive: false, rollup: true, doc: 'Cost ÷ calls with a known cost.' },
  { id: 'unpriced_calls', label: 'Calls without a cost', unit: 'short', additive: true, rollup: true, doc: 'Counted calls whose cost is unknown: above 0, cost is a lower bound.' },
  { id: 'duration_avg', label: 'Duration, mean', unit: 'ms', additive: false, rollup: false, doc: 'Mean time of a call, of calls whose time is known.' },
  { id: 'duration_p50', label: 'Duration p50', unit: 'ms', additive: false, rollup: true, doc: 'Median time of a call.' },
  { id: 'duration_p95', label: 'Duration p95', unit: 'ms', additive: false, rollup: true, doc: '95 of 100 calls were faster.' },
  { id: 'duration_p99', label: 'Duration p99', unit: 'ms', additive: false, rollup: true, doc: '99 of 100 calls were faster.' },
  { id: 'ttft_p50', label: 'First token p50', unit: 'ms', additive: false, rollup: true, doc: 'Median time to the first token, of calls that report it.' },
  { id: 'ttft_p95', label: 'First token p95', unit: 'ms', additive: false, rollup: true, doc: 'Time to the first token: 95 of 100 calls were faster.' },
  { id: 'tokens_per_second', label: 'Speed', unit: 'suffix: tok/s', additive: false, rollup: false, doc: 'Mean output tokens per second after the first token.' },
  { id: 'success_rate', label: 'Success rate', unit: 'percentunit', additive: false, rollup: true, doc: 'Calls that did not fail ÷ calls.' },
  { id: 'uncached_input_tokens', label: 'Uncached input', unit: 'short', additive: true, rollup: true, doc: 'Input without cached input and cache write.' },
  { id: 'answer_tokens', label: 'Output without reasoning', unit: 'short', additive: true, rollup: true, doc: 'Output without reasoning.' },
  { id: 'input_audio_tokens', label: 'Audio input', unit: 'short', additive: true, rollup: false, doc: 'Part of the input that is audio.' },
  { id: 'output_audio_tokens', label: 'Audio output', unit: 'short', additive: true, rollup: false, doc: 'Part of the output that is audio.' },
  { id: 'unknown_usage_calls', label: 'Calls without usage', unit: 'short', additive: true, rollup: true, doc: 'Counted calls whose tokens are unknown: above 0, tokens are a lower bound.' },
  { id: 'input_per_call', label: 'Input per call', unit: 'short', additive: false, rollup: true, doc: 'Input tokens ÷ calls with known usage.' },
  { id: 'output_per_call', label: 'Output per call', unit: 'short', additive: false, rollup: true, doc: 'Output tokens ÷ calls with known usage.' },
  { id: 'reasoning_share', label: 'Reasoning share', unit: 'percentunit', additive: false, rollup: true, doc: 'Reasoning ÷ output tokens.' },
  { id: 'uncached_input_cost', label: 'Uncached input cost', unit: 'currencyUSD', additive: true, rollup: false, doc: 'USD for input without cached input and cache write.' },
  { id: 'cache_read_cost', label: 'Cached input cost', unit: 'currencyUSD', additive: true, rollup: false, doc: 'USD for cached input.' },
  { id: 'cache_write_cost', label: 'Cache write cost', unit: 'currencyUSD', additive: true, rollup: false, doc: 'USD for cache writes.' },
  { id: 'cost_saved_by_cache', label: 'Saved by cache', unit: 'currencyUSD', additive: true, rollup: false, doc: 'What the same input would have cost uncached, less what it cost. Below 0 where writes were not read often enough.' },
  { id: 'cost_per_1k_output', label: 'Cost per 1 K output', unit: 'currencyUSD', additive: false, rollup: false, doc: 'Cost ÷ output tokens × 1000, of calls where both are known.' },
  { id: 'cost_per_user', label: 'Cost per user', unit: 'currencyUSD', additive: false, rollup: false, doc: 'Cost of calls with a user id ÷ users.' },
  { id: 'error_cost', label: 'Cost of failed calls', unit: 'currencyUSD', additive: true, rollup: false, doc: 'USD of calls that failed.' },
  { id: 'retries', label: 'Retries', unit: 'short', additive: true, rollup: false, doc: 'Calls that follow a failed one of the same operation under the same parent span within ten minutes.' },
  { id: 'refusals', label: 'Refusals', unit: 'short', additive: true, rollup: false, doc: 'Answers that ended with a content filter or a refusal.' },
  { id: 'refusal_rate', label: 'Refusal rate', unit: 'percentunit', additive: false, rollup: false, doc: 'Refusals ÷ answers whose finish reason is known.' },
  { id: 'cut_offs', label: 'Cut off', unit: 'short', additive: true, rollup: false, doc: 'Answers that ended at the token limit.' },
  { id: 'length_rate', label: 'Cut-off rate', unit: 'percentunit', additive: false, rollup: false, doc: 'Cut off ÷ answers whose finish reason is known.' },
  { id: 'active_users', label: 'Active users', unit: 'short', additive: false, rollup: false, doc: 'Different user ids.' },
  { id: 'calls_per_user', label: 'Calls per user', unit: 'short', additive: false, rollup: false, doc: 'Calls with a user id ÷ users.' },
  { id: 'conversations', label: 'Conversations', unit: 'short', additive: false, rollup: false, doc: 'Different conversation ids.' },
  { id: 'traces', label: 'Traces', unit: 'short', additive: false, rollup: false, doc: 'Different traces with a call.' },
  { id: 'ttft_avg', label: 'First token, mean', unit: 'ms', additive: false, rollup: false, doc: 'Mean time to the first token, of calls that report it.' },
  { id: 'ttft_p99', label: 'First token p99', unit: 'ms', additive: false, rollup: true, doc: 'Time to the first token: 99 of 100 calls were faster.' },
  { id: 'duration_sum', label: 'Time in calls', unit: 'ms', additive: true, rollup: true, doc: 'Durations of all calls, added up.' },
  { id: 'tokens_per_second_p5', label: 'Speed p5', unit: 'suffix: tok/s', additive: false, rollup: false, doc: '95 of 100 calls wrote faster than this.' },
  { id: 'tokens_per_second_p50', label: 'Speed p50', unit: 'suffix: tok/s', additive: false, rollup: false, doc: 'Median output tokens per second after the first token.' },
  { id: 'tokens_per_second_p95', label: 'Speed p95', unit: 'suffix: tok/s', additive: false, rollup: false, doc: '5 of 100 calls wrote faster than this.' },
  { id: 'score_avg', label: 'Score, mean', unit: 'none', additive: false, rollup: false, doc: 'Mean of the scores of calls, at the time of the call. Scores have scales of their own: filter by one, or group by score.' },
  { id: 'score_p10', label: 'Score p10', unit: 'none', additive: false, rollup: false, doc: '90 of 100 scored calls were scored higher.' },
  { id: 'score_p50', label: 'Score, median', unit: 'none', additive: false, rollup: false, doc: 'Half of the scored calls were scored higher.' },
  { id: 'score_p90', label: 'Score p90', unit: 'none', additive: false, rollup: false, doc: '10 of 100 scored calls were scored higher.' },
  { id: 'score_count', label: 'Scores', unit: 'short', additive: true, rollup: false, doc: 'Scores that evaluators and people gave.' },
  { id: 'pass_rate', label: 'Pass rate', unit: 'percentunit', additive: false, rollup: false, doc: 'Scores that passed ÷ scores that passed or failed. A number alone is no verdict.' },
  { id: 'score_coverage', label: 'Score coverage', unit: 'percentunit', additive: false, rollup: false, doc: 'Calls with a score ÷ calls. Read it beside every mean.' },
] as const satisfies readonly Measure[]; // prettier-ignore

export type MeasureId = (typeof measures)[number]['id'];
export const MEASURES: readonly Measure[] = measures;
export const MEASURE_IDS = measures.map((m) => m.id) as [MeasureId, ...MeasureId[]];
export const measure = (id: MeasureId): Measure => measures.find((m) => m.id === id) as Measure;
