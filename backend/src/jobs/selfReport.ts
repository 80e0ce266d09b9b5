/**
 * Stores what the backend counts of itself beside the telemetry of its users, so that its health can be asked for in
 * Grafana without a second database. Every backend reports, the leader or not. A report that can't be stored is left
 * out: its counts are part of the next one.
 */
import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../observe/logger';
import type { Sample } from '../observe/metrics';
import type { MetricPoint } from '../record/metric';
import type { Resource } from '../record/span';
import { emptyRecords } from '../store/parts';
import type { Writer } from '../store/writer';

export interface SelfReportOptions {
  samples(): Promise<Sample[]>;
  writer: Writer;
  logger: Logger;
  now: () => Date;
  version: string;
}

const EVERY_MS = 15_000;
/** View llm_backend shows the points of this scope. */
export const SELF_SCOPE = 'llm-observatory';
/** Where keys of administrators read. */
const PROJECT = 'default';
/** Of the process's own metrics those that a person looks at. */
const REPORTED =
  /^(observatory_|process_resident_memory_bytes$|process_cpu_seconds_total$|nodejs_eventloop_lag_p99_seconds$)/;

export function startSelfReport(options: SelfReportOptions): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const report = createSelfReport(options);
  async function repeat(): Promise<void> {
    while (!stopping.signal.aborted) {
      await report().catch((error: unknown) =>
        options.logger.debug(
          { why: String(error) },
          'the own metrics were not stored; the next report has them',
        ),
      );
      await sleep(EVERY_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  }
  const ended = repeat();
  return {
    async stop() {
      stopping.abort();
      await ended;
    },
  };
}

/** @returns one report: resolves when it is stored */
export function createSelfReport({ samples, writer, now, version }: SelfReportOptions): () => Promise<void> {
  // Two backends, or two lives of one, never write the same series.
  const instance = randomUUID();
  const resource = resourceOf(instance, version);
  let before = new Map<string, Sample>();
  let since = now();
  return async () => {
    const current = new Map(
      (await samples()).filter(({ name }) => REPORTED.test(name)).map((sample) => [keyOf(sample), sample]),
    );
    const time = now();
    const points = [...current].flatMap(([key, sample]) =>
      pointOf(sample, before.get(key), { time, since, resource, instance }),
    );
    await writer.write({ ...emptyRecords(), points });
    before = current;
    since = time;
  };
}

const keyOf = ({ name, labels }: Sample): string => `${name}\n${JSON.stringify(labels)}`;

interface Context {
  time: Date;
  since: Date;
  resource: Resource;
  instance: string;
}

/** None for a counter that stood still: what never happened makes no rows. */
function pointOf(
  sample: Sample,
  before: Sample | undefined,
  { time, since, resource, instance }: Context,
): MetricPoint[] {
  const gauge = sample.kind === 'gauge';
  const value = gauge ? sample.value : sample.value - (before?.value ?? 0);
  const count = sample.count === null ? null : sample.count - (before?.count ?? 0);
  if (!gauge && value === 0 && !count) return [];
  return [
    {
      project: PROJECT,
      seriesId: createHash('sha256')
        .update(`${instance}\n${keyOf(sample)}`)
        .digest()
        .readBigInt64BE(0),
      timeUnixNano: nanoOf(time),
      startUnixNano: gauge ? null : nanoOf(since),
      name: sample.name,
      kind: gauge ? 'gauge' : sample.kind === 'counter' ? 'sum' : 'histogram',
      unit: null,
      temporality: gauge ? 'unspecified' : 'delta',
      monotonic: sample.kind === 'counter',
      value: sample.kind === 'histogram' ? null : value,
      count,
      sum: sample.kind === 'histogram' ? value : null,
      detail: null,
      attributes: JSON.stringify({ ...sample.labels, instance }),
      resource,
      scopeName: SELF_SCOPE,
    },
  ];
}

const nanoOf = (time: Date): bigint => BigInt(time.getTime()) * 1_000_000n;

function resourceOf(instance: string, version: string): Resource {
  const attributes = JSON.stringify({
    'service.name': SELF_SCOPE,
    'service.version': version,
    'service.instance.id': instance,
  });
  return {
    id: createHash('sha256').update(attributes).digest().readBigInt64BE(0),
    attributes,
    serviceName: SELF_SCOPE,
    serviceVersion: version,
    environment: null,
  };
}
