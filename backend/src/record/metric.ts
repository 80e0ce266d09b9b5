import type { Resource } from './span';

export const METRIC_KINDS = ['gauge', 'sum', 'histogram', 'exponential_histogram', 'summary'] as const;
export type MetricKind = (typeof METRIC_KINDS)[number];

/** One row of `metric_points`. */
export interface MetricPoint {
  project: string;
  /** First 8 bytes of SHA-256 over resource, scope, metric name, kind, unit, temporality and attributes, signed. */
  seriesId: bigint;
  timeUnixNano: bigint;
  startUnixNano: bigint | null;
  name: string;
  kind: MetricKind;
  unit: string | null;
  temporality: 'unspecified' | 'delta' | 'cumulative';
  monotonic: boolean;
  /** Gauge and sum: the number (null: no recorded value, or NaN). Others: null. */
  value: number | null;
  /** Histograms and summary. */
  count: number | null;
  sum: number | null;
  /** JSON text of what is left: bounds and counts, quantiles, min, max, exponential buckets; null for gauge and sum. */
  detail: string | null;
  /** JSON object text. */
  attributes: string;
  resource: Resource;
  scopeName: string | null;
}
