/**
 * Decoding speed: our wire reader against protobufjs, in one process, rounds interleaved so that noise hits both.
 * Both turn each span into what is stored of it: ids, name, times, known attributes, JSON text of the others.
 * Run: npx tsx bench/decode.bench.ts [seconds a round]
 */
import { cpus } from 'node:os';
import { gzipSync } from 'node:zlib';
import { jsonToProtobuf, readTraces } from '../backend/src/decode';
import { jsonTwin } from '../backend/src/decode/test/jsonTwin';
import { decode, encode, type Plain } from '../backend/src/decode/test/otlpSchema';
import type { SlotMap } from '../backend/src/decode/view';

const SPANS = 512;
/** Different requests of each profile: one alone would be read from warm caches. */
const REQUESTS = 8;
const ROUNDS = 5;
const seconds = Number(process.argv[2] ?? 1);

const CONTENT = ['gen_ai.input.messages', 'gen_ai.output.messages'];
const KNOWN = ['gen_ai.operation.name', 'gen_ai.request.model', 'gen_ai.response.model', 'gen_ai.usage.input_tokens', 'gen_ai.usage.output_tokens']; // prettier-ignore
const SLOTS: SlotMap = {
  slots: new Map([...KNOWN, ...CONTENT].map((key, slot) => [key, slot])),
  size: KNOWN.length + CONTENT.length,
  contentKeys: new Set(CONTENT),
  contentPrefixes: ['gen_ai.prompt.', 'gen_ai.completion.', 'llm.input_messages.', 'llm.output_messages.'],
};

/** mulberry32: the same requests in every run. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const WORDS = 'the order was sent to our warehouse in Bonn and will arrive on Monday please check your inbox for a refund of shipping costs'.split(' '); // prettier-ignore

function request(random: () => number, full: boolean): Plain {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
  const words = (count: number) => Array.from({ length: count }, () => pick(WORDS)).join(' ');
  const bytes = (size: number) =>
    Buffer.from(Array.from({ length: size }, () => 1 + Math.floor(random() * 255)));
  const text = (stringValue: string) => ({ stringValue });
  const number = (limit: number) => ({ intValue: String(Math.floor(random() * limit)) });
  const span = (): Plain => {
    const start = 1_795_253_042_000_000_000n + BigInt(Math.floor(random() * 1e12));
    const values: [string, Plain][] = [
      ['gen_ai.operation.name', text('chat')],
      ['gen_ai.request.model', text(pick(['gpt-4.1', 'gpt-4.1-mini', 'claude-sonnet-4-5']))],
      ['gen_ai.response.model', text('gpt-4.1-2025-04-14')],
      ['gen_ai.usage.input_tokens', number(20_000)],
      ['gen_ai.usage.output_tokens', number(2_000)],
      ['gen_ai.response.id', text(`chatcmpl-${bytes(12).toString('hex')}`)],
      ['gen_ai.response.finish_reasons', { arrayValue: { values: [text('stop')] } }],
      ['gen_ai.request.temperature', { doubleValue: random() }],
      ['stream', { boolValue: random() < 0.5 }],
      ...Array.from({ length: 17 }, (_, i): [string, Plain] => [`app.attribute.number_${i}`, text(words(2))]),
    ];
    if (full)
      for (const key of CONTENT)
        values.push([key, text(JSON.stringify([{ role: 'user', content: words(270) }]))]);
    return {
      traceId: bytes(16),
      spanId: bytes(8),
      parentSpanId: bytes(8),
      name: 'chat gpt-4.1',
      kind: 3,
      startTimeUnixNano: String(start),
      endTimeUnixNano: String(start + BigInt(Math.floor(random() * 1e9))),
      attributes: values.map(([key, value]) => ({ key, value })),
      status: { code: 1 },
    };
  };
  const attributes = Array.from({ length: 8 }, (_, i) => ({
    key: `resource.attribute_${i}`,
    value: text(words(2)),
  }));
  const spans = Array.from({ length: SPANS }, span);
  return { resourceSpans: [{ resource: { attributes }, scopeSpans: [{ scope: { name: 'bench' }, spans }] }] };
}

/** Sum of what was read, so that nothing is optimised away and both readers can be compared. */
function withOurs(bytes: Uint8Array): number {
  let sum = 0;
  readTraces(
    bytes,
    SLOTS,
    (span) => {
      const { attributes } = span;
      sum += span.traceId.length + span.spanId.length + (span.parentSpanId?.length ?? 0) + span.name.length;
      sum += Number(span.endUnixNano - span.startUnixNano);
      sum += attributes.text(1)!.length + attributes.number(3)! + attributes.number(4)!;
      sum += attributes.json().length + (attributes.contentJson()?.length ?? 0);
    },
    () => {},
  );
  return sum;
}

function withProtobufjs(bytes: Uint8Array): number {
  let sum = 0;
  const request = decode('traces', bytes) as { resourceSpans: { scopeSpans: { spans: Plain[] }[] }[] };
  for (const { scopeSpans } of request.resourceSpans) {
    for (const { spans } of scopeSpans) for (const span of spans) sum += sizeOf(span);
  }
  return sum;
}

function sizeOf(span: Plain): number {
  const hex = (bytes: unknown) => (bytes as Buffer).toString('hex').length;
  const attributes: Record<string, unknown> = {};
  const content: Record<string, unknown> = {};
  for (const { key, value } of span.attributes as { key: string; value: Plain }[]) {
    (CONTENT.includes(key) ? content : attributes)[key] = plainValue(value);
  }
  return (
    hex(span.traceId) + hex(span.spanId) + hex(span.parentSpanId) + String(span.name).length +
    Number(BigInt(String(span.endTimeUnixNano)) - BigInt(String(span.startTimeUnixNano))) +
    String(attributes['gen_ai.request.model']).length +
    Number(attributes['gen_ai.usage.input_tokens']) + Number(attributes['gen_ai.usage.output_tokens']) +
    JSON.stringify(attributes).length + (Object.keys(content).length > 0 ? JSON.stringify(content).length : 0)
  ); // prettier-ignore
}

function plainValue(value: Plain): unknown {
  if (value.arrayValue) return ((value.arrayValue as Plain).values as Plain[]).map(plainValue);
  return value.intValue === undefined ? Object.values(value)[0] : Number(value.intValue);
}

/** Spans per second of CPU time, so that what else runs on the machine matters less. */
function round(read: (bytes: Uint8Array) => number, requests: readonly Uint8Array[]): number {
  const started = process.cpuUsage();
  let count = 0;
  let microseconds = 0;
  while (microseconds < seconds * 1e6) {
    read(requests[count % requests.length]!);
    count++;
    const used = process.cpuUsage(started);
    microseconds = used.user + used.system;
  }
  return (count * SPANS * 1e6) / microseconds;
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1]!;

console.log(
  `${cpus()[0]!.model}, Node ${process.version}, ${SPANS} spans a request, ${ROUNDS} rounds of ${seconds} s of CPU`,
);
for (const profile of ['lean', 'full'] as const) {
  const random = randomFrom(profile === 'lean' ? 1 : 2);
  const plain = Array.from({ length: REQUESTS }, () => request(random, profile === 'full'));
  const protobuf = plain.map((request) => encode('traces', request));
  const spelling = { snakeCase: false, bareIntegers: false, enumNames: false, base64Ids: false };
  const json = plain.map((request) => Buffer.from(jsonTwin(request, spelling)));
  const readers = {
    ours: () => round(withOurs, protobuf),
    'ours, from JSON': () => round((bytes) => withOurs(jsonToProtobuf('traces', bytes)), json),
    protobufjs: () => round(withProtobufjs, protobuf),
  };
  for (const bytes of protobuf) {
    if (withOurs(bytes) !== withProtobufjs(bytes)) throw new Error('the readers disagree');
  }
  const rates = Object.fromEntries(Object.keys(readers).map((name) => [name, [] as number[]]));
  for (let i = 0; i <= ROUNDS; i++) {
    for (const [name, run] of Object.entries(readers)) {
      const rate = run();
      if (i > 0) rates[name]!.push(rate); // the first round warms up
    }
  }
  const size = protobuf[0]!.length / SPANS;
  const ratio = protobuf[0]!.length / gzipSync(protobuf[0]!).length;
  console.log(`\n${profile}: ${Math.round(size)} bytes a span, gzip ${ratio.toFixed(1)}x`);
  const slowest = median(rates.protobufjs!);
  for (const [name, values] of Object.entries(rates)) {
    const middle = median(values);
    const range = `${Math.round(values[0]! / 1000)}–${Math.round(values.at(-1)! / 1000)}`;
    console.log(
      `${name.padEnd(16)} ${String(Math.round(middle / 1000)).padStart(4)} k spans/s (${range}), ` +
        `${Math.round((middle * size) / 1e6)} MB/s, ${(middle / slowest).toFixed(1)}x protobufjs`,
    );
  }
}
