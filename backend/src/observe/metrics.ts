/** What the backend tells about itself at /metrics, in Prometheus text. Each metric is declared once, here. */
import {
  collectDefaultMetrics,
  Counter,
  Gauge,
  Histogram,
  Registry,
  type MetricObjectWithValues,
  type MetricValueWithName,
} from 'prom-client';
import type { Signal } from '../record/batch';

export interface SelfMetrics {
  accepted(signal: Signal, records: number, bytes: number): void;
  rejected(signal: Signal, code: string): void;
  refused(signal: Signal, fault: string): void;
  committed(signal: Signal, seconds: number): void;
  queried(queryType: string, seconds: number, failed: boolean): void;
  setBytesInFlight(read: () => number): void;
  /** @param read seconds since everything was settled; null while that is not known */
  setSettlementLag(read: () => number | null): void;
  text(): Promise<string>;
  /** What stands at this moment, in the order of declaration. Histograms give sum and count only. */
  samples(): Promise<Sample[]>;
}

/** One series: counters and histograms since the start of the process, gauges now. */
export interface Sample {
  name: string;
  labels: Record<string, string>;
  kind: 'counter' | 'gauge' | 'histogram';
  /** Of a histogram: its sum. */
  value: number;
  /** Of a histogram: how many values. */
  count: number | null;
}

export function createSelfMetrics(): SelfMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const records = new Counter({
    name: 'observatory_ingest_records_total',
    help: 'Records committed.',
    labelNames: ['signal'],
    registers,
  });
  const bytes = new Counter({
    name: 'observatory_ingest_bytes_total',
    help: 'OTLP bytes committed, after decompression.',
    labelNames: ['signal'],
    registers,
  });
  const rejected = new Counter({
    name: 'observatory_ingest_rejected_total',
    help: 'Single records rejected by partial_success.',
    labelNames: ['signal', 'code'],
    registers,
  });
  const refused = new Counter({
    name: 'observatory_ingest_refused_total',
    help: 'Whole requests refused.',
    labelNames: ['signal', 'fault'],
    registers,
  });
  const commit = new Histogram({
    name: 'observatory_ingest_seconds',
    help: 'From the last byte of a request to its commit.',
    labelNames: ['signal'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5],
    registers,
  });
  const query = new Histogram({ name: 'observatory_query_seconds', help: 'Time of a query.', labelNames: ['query_type', 'failed'], buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 5, 30], registers }); // prettier-ignore

  return {
    accepted(signal, count, size) {
      records.inc({ signal }, count);
      bytes.inc({ signal }, size);
    },
    rejected: (signal, code) => rejected.inc({ signal, code }),
    refused: (signal, fault) => refused.inc({ signal, fault }),
    committed: (signal, seconds) => commit.observe({ signal }, seconds),
    queried: (queryType, seconds, failed) =>
      query.observe({ query_type: queryType, failed: String(failed) }, seconds),
    setBytesInFlight(read) {
      new Gauge({
        name: 'observatory_ingest_inflight_bytes',
        help: 'OTLP bytes held at this moment.',
        registers,
        collect() {
          this.set(read());
        },
      });
    },
    setSettlementLag(read) {
      new Gauge({
        name: 'observatory_settlement_lag_seconds',
        help: 'Age of the oldest record that is not settled.',
        registers,
        collect() {
          const lag = read();
          if (lag === null) this.remove();
          else this.set(lag);
        },
      });
    },
    text: () => registry.metrics(),
    samples: async () => (await registry.getMetricsAsJSON()).flatMap(samplesOf),
  };
}

const KINDS: Readonly<Record<string, Sample['kind']>> = {
  counter: 'counter',
  gauge: 'gauge',
  histogram: 'histogram',
};

function samplesOf({ name, type, values }: MetricObjectWithValues<MetricValueWithName<string>>): Sample[] {
  const kind = KINDS[type as unknown as string];
  if (!kind) return [];
  const whole = values.map(({ labels, value, metricName }) => ({
    name: metricName ?? name,
    labels: Object.fromEntries(Object.entries(labels).map(([key, text]) => [key, String(text)])),
    value,
  }));
  if (kind !== 'histogram') return whole.map((sample) => ({ ...sample, name, kind, count: null }));
  const counts = new Map(
    whole.filter((one) => one.name === `${name}_count`).map((one) => [JSON.stringify(one.labels), one.value]),
  );
  return whole
    .filter((one) => one.name === `${name}_sum`)
    .map(({ labels, value }) => ({
      name,
      labels,
      kind,
      value,
      count: counts.get(JSON.stringify(labels)) ?? 0,
    }));
}
