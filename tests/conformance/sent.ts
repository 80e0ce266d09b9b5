/** What a capture says, word by word, read by an independent decoder: what is not in here, nobody can show. */
import { jsonToProtobuf } from '../../backend/src/decode';
import { decode, type Plain } from '../../backend/src/decode/test/otlpSchema';
import type { CaptureFile } from '../captures/capture';
import { list } from '../captures/otlp';

export interface Sent {
  /** Every text and key of spans and logs. */
  texts: string;
  /** The texts of each trace, 32 hex digits. */
  traces: Map<string, string>;
  /** The texts of each span that was sent, 16 hex digits, with those of the log records that name it. */
  spans: Map<string, string>;
  /** Of the first record. */
  startUnixNano: bigint;
}

/** @param files traces first */
export function readSent(files: readonly CaptureFile[]): Sent {
  const texts: string[] = [];
  const traces = new Map<string, string>();
  const spans = new Map<string, string>();
  const add = (to: Map<string, string>, id: unknown, said: string[]) => {
    to.set(hexOf(id), [to.get(hexOf(id)) ?? '', ...said].join('\n'));
  };
  const starts: bigint[] = [];
  for (const { signal, format, bytes } of files) {
    if (signal === 'metrics') continue;
    const request = decode(signal, format === 'json' ? jsonToProtobuf(signal, bytes) : bytes);
    texts.push(...textsIn(request));
    for (const record of recordsOf(request)) {
      const start = BigInt(String(record.startTimeUnixNano ?? record.timeUnixNano ?? 0));
      if (start > 0n) starts.push(start);
      const said = textsIn(record);
      add(traces, record.traceId, said);
      if (signal === 'traces' || spans.has(hexOf(record.spanId))) add(spans, record.spanId, said);
    }
  }
  const startUnixNano = starts.reduce((first, one) => (one < first ? one : first), starts[0] ?? 0n);
  return { texts: texts.join('\n'), traces, spans, startUnixNano };
}

const hexOf = (id: unknown): string => (Buffer.isBuffer(id) ? id.toString('hex') : '');

const recordsOf = (request: Plain): Plain[] =>
  [...list(request.resourceSpans), ...list(request.resourceLogs)]
    .flatMap((resource) => [...list(resource.scopeSpans), ...list(resource.scopeLogs)])
    .flatMap((scope) => [...list(scope.spans), ...list(scope.logRecords)]);

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== 'object' || value === null || Buffer.isBuffer(value)) return [];
  return Object.values(value).flatMap(textsIn);
}
