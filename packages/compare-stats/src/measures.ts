/**
 * The figures that models are compared by, once: how each is made of the calls, and how it is shown. The panel reads the
 * same table, so that a figure has one name, one unit and one sense of "different".
 */
import type { ComparedCall } from './call';

export type ComparedGroup = 'cost' | 'speed' | 'reliability' | 'quality' | 'use';

export interface ComparedMeasure {
  id: string;
  label: string;
  group: ComparedGroup;
  /** Grafana unit id. */
  unit: string;
  /** `ratio`: model ÷ baseline. `absolute`: model − baseline. */
  difference: 'ratio' | 'absolute';
  doc: string;
  of: Estimator;
}

export type Estimator =
  /** Σ sum ÷ Σ per over the calls. `events`: the sum counts events of calls, so few of them need another interval. */
  | { kind: 'mean'; sum: PerCall; per: PerCall; events?: boolean }
  | { kind: 'quantile'; of: Timed; share: number };

/** What one call adds to a sum; 0 where it is unknown, and then the other sum gets 0 as well. */
export type PerCall = (call: ComparedCall) => number;

/** Of which quantiles are made. */
export type Timed = 'durationMs' | 'ttftMs';
export const TIMED: readonly Timed[] = ['durationMs', 'ttftMs'];

const one = (condition: boolean): number => (condition ? 1 : 0);
export const everyCall: PerCall = () => 1;
const knownCost: PerCall = ({ costUsd }) => costUsd ?? 0;
const priced: PerCall = ({ costUsd }) => one(costUsd !== null);
const pricedWithOutput = ({ costUsd, outputTokens }: ComparedCall) =>
  costUsd !== null && outputTokens !== null;
const cacheKnown = ({ inputTokens, cacheReadTokens }: ComparedCall) =>
  inputTokens !== null && cacheReadTokens !== null;

const mean = (sum: PerCall, per: PerCall): Estimator => ({ kind: 'mean', sum, per });
const rate = (event: (call: ComparedCall) => boolean, per: PerCall = everyCall): Estimator => ({
  kind: 'mean',
  sum: (call) => one(event(call)),
  per,
  events: true,
});
const quantile = (of: Timed, share: number): Estimator => ({ kind: 'quantile', of, share });

/** In the order they are shown. */
export const COMPARED_MEASURES: readonly ComparedMeasure[] = [
  {
    id: 'cost_per_call',
    label: 'Cost per call',
    group: 'cost',
    unit: 'currencyUSD',
    difference: 'ratio',
    doc: 'Cost ÷ calls with a known cost.',
    of: mean(knownCost, priced),
  },
  {
    id: 'cost_per_1k_output',
    label: 'Cost per 1 K output tokens',
    group: 'cost',
    unit: 'currencyUSD',
    difference: 'ratio',
    doc: 'Whole cost, input included, for each 1,000 output tokens.',
    of: mean(
      (call) => (pricedWithOutput(call) ? (call.costUsd ?? 0) * 1000 : 0),
      (call) => (pricedWithOutput(call) ? (call.outputTokens ?? 0) : 0),
    ),
  },
  {
    id: 'cost_per_success',
    label: 'Cost per successful call',
    group: 'cost',
    unit: 'currencyUSD',
    difference: 'ratio',
    doc: 'Cost of all calls ÷ calls that did not fail.',
    of: mean(knownCost, (call) => one(call.costUsd !== null && !call.failed)),
  },
  {
    id: 'duration_p50',
    label: 'Duration p50',
    group: 'speed',
    unit: 'ms',
    difference: 'ratio',
    doc: 'Median time of a call.',
    of: quantile('durationMs', 0.5),
  },
  {
    id: 'duration_p95',
    label: 'Duration p95',
    group: 'speed',
    unit: 'ms',
    difference: 'ratio',
    doc: '95 of 100 calls were faster.',
    of: quantile('durationMs', 0.95),
  },
  {
    id: 'ttft_p50',
    label: 'First token p50',
    group: 'speed',
    unit: 'ms',
    difference: 'ratio',
    doc: 'Median time to the first token, of calls that report it.',
    of: quantile('ttftMs', 0.5),
  },
  {
    id: 'ttft_p95',
    label: 'First token p95',
    group: 'speed',
    unit: 'ms',
    difference: 'ratio',
    doc: 'Time to the first token: 95 of 100 calls were faster.',
    of: quantile('ttftMs', 0.95),
  },
  {
    id: 'tokens_per_second',
    label: 'Speed',
    group: 'speed',
    unit: 'suffix: tok/s',
    difference: 'ratio',
    doc: 'Mean output tokens per second after the first token.',
    of: mean(
      (call) => call.tokensPerSecond ?? 0,
      (call) => one(call.tokensPerSecond !== null),
    ),
  },
  {
    id: 'error_rate',
    label: 'Error rate',
    group: 'reliability',
    unit: 'percentunit',
    difference: 'absolute',
    doc: 'Failed calls ÷ calls.',
    of: rate((call) => call.failed),
  },
  {
    id: 'refusal_rate',
    label: 'Refusals',
    group: 'reliability',
    unit: 'percentunit',
    difference: 'absolute',
    doc: 'Calls that ended with a refusal or a content filter ÷ calls.',
    of: rate((call) => call.refused),
  },
  {
    id: 'cut_off_rate',
    label: 'Cut off',
    group: 'reliability',
    unit: 'percentunit',
    difference: 'absolute',
    doc: 'Calls whose output reached its length limit ÷ calls.',
    of: rate((call) => call.cutOff),
  },
  {
    id: 'retry_rate',
    label: 'Retries',
    group: 'reliability',
    unit: 'percentunit',
    difference: 'absolute',
    doc: 'Calls that follow a failed one of the same model at the same place of the trace ÷ calls.',
    of: rate((call) => call.retry),
  },
  {
    id: 'pass_rate',
    label: 'Pass rate',
    group: 'quality',
    unit: 'percentunit',
    difference: 'absolute',
    doc: 'Calls judged as passed ÷ calls judged.',
    of: rate(
      (call) => call.passed === true,
      (call) => one(call.passed === true || call.passed === false),
    ),
  },
  {
    id: 'input_tokens_per_call',
    label: 'Input per call',
    group: 'use',
    unit: 'short',
    difference: 'ratio',
    doc: 'Mean input tokens of a call, cached input included.',
    of: mean(
      (call) => call.inputTokens ?? 0,
      (call) => one(call.inputTokens !== null),
    ),
  },
  {
    id: 'output_tokens_per_call',
    label: 'Output per call',
    group: 'use',
    unit: 'short',
    difference: 'ratio',
    doc: 'Mean output tokens of a call, reasoning included.',
    of: mean(
      (call) => call.outputTokens ?? 0,
      (call) => one(call.outputTokens !== null),
    ),
  },
  {
    id: 'cache_hit_ratio',
    label: 'Cache hit ratio',
    group: 'use',
    unit: 'percentunit',
    difference: 'absolute',
    doc: 'Cached input ÷ input.',
    of: mean(
      (call) => (cacheKnown(call) ? (call.cacheReadTokens ?? 0) : 0),
      (call) => (cacheKnown(call) ? (call.inputTokens ?? 0) : 0),
    ),
  },
];

/** Before the name of a score. */
export const SCORE_PREFIX = 'score_';

/** A mean of scores; scores have no unit and may be of any sign. */
export const scoreMeasure = (name: string): ComparedMeasure => ({
  id: `${SCORE_PREFIX}${name}`,
  label: name,
  group: 'quality',
  unit: 'none',
  difference: 'absolute',
  doc: `Mean of the score "${name}".`,
  of: mean(
    ({ scores }) => scores?.[name] ?? 0,
    ({ scores }) => one(scores?.[name] !== undefined),
  ),
});

/** Quantiles of the distribution strip, beside p50 and p95 that are figures of their own. No intervals, no label. */
export const STRIP_MEASURES: readonly ComparedMeasure[] = TIMED.flatMap((of) =>
  [0.05, 0.25, 0.75].map((share): ComparedMeasure => ({
    id: `${of === 'durationMs' ? 'duration' : 'ttft'}_p${Math.round(share * 100)}`,
    label: '',
    group: 'speed',
    unit: 'ms',
    difference: 'ratio',
    doc: 'Part of the distribution strip.',
    of: quantile(of, share),
  })),
);
