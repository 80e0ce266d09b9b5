/**
 * Distributions that the rollups keep: calls by floor(8·log2(ms)), eight keys to a doubling. They merge by adding, so a
 * percentile of any range and group is read from them, off by 4.5 % at most.
 */
export type Distribution = 'duration' | 'ttft';

interface DistributionSql {
  /** Key of a call, over llm_metrics `m`. The same as the store writes; NULL: not known. */
  rawKey: string;
  /** Column of the rollups. */
  key: string;
  hourly: string;
  daily: string;
}

/** Shorter times have the key of this one. */
const SHORTEST_MS = 0.001;
const keyOf = (ms: string) => `floor(8 * ln(greatest(${ms}, ${SHORTEST_MS})) / ln(2.0::float8))::int`;

export const DISTRIBUTIONS: Record<Distribution, DistributionSql> = {
  duration: {
    rawKey: keyOf('m.duration_ms'),
    key: 'duration_key',
    hourly: 'llm_latency_hourly',
    daily: 'llm_latency_daily',
  },
  ttft: { rawKey: keyOf('m.ttft_ms'), key: 'ttft_key', hourly: 'llm_ttft_hourly', daily: 'llm_ttft_daily' },
};

/** Milliseconds in the middle of a key, on the scale that keys have: no value of the key is further off than 4.5 %. */
export const middleOfKey = (key: string): string => `power(2, (${key} + 0.5) / 8.0)`;
