/**
 * Requests as a busy collector sends them, made of captures: many copies of what an instrumentation sent, each with ids,
 * times and response ids of its own, so that no copy is taken for another.
 */
import { decode, encode, type Plain } from '../backend/src/decode/test/otlpSchema';
import { SLOT_MAP } from '../backend/src/normalise/slots';
import type { Capture } from '../tests/captures/capture';
import { eachAttributeList, list } from '../tests/captures/otlp';

/** `lean`: what an application sends that records no content. */
export type Profile = 'lean' | 'full';

/** One traces request with at least `spans` spans. */
export function requestOf(captures: readonly Capture[], spans: number, profile: Profile): Uint8Array {
  const resourceSpans: Plain[] = [];
  for (let copy = 1, count = 0; count < spans; copy++) {
    const before = count;
    for (const capture of captures) {
      for (const { signal, bytes } of capture.requests) {
        if (signal !== 'traces') continue;
        const request = decode('traces', bytes);
        count += makeDistinct(request, capture, copy);
        if (profile === 'lean') withoutContent(request);
        resourceSpans.push(...list(request.resourceSpans));
      }
    }
    if (count === before) throw new Error('these captures have no spans');
  }
  return encode('traces', { resourceSpans: grouped(resourceSpans) });
}

/** As an SDK sends them: the spans of one process together, by scope. */
function grouped(resourceSpans: readonly Plain[]): Plain[] {
  const byResource = new Map<
    string,
    { resource: unknown; scopes: Map<string, { scope: unknown; spans: Plain[] }> }
  >();
  for (const { resource, scopeSpans } of resourceSpans) {
    const key = JSON.stringify(resource);
    const group = byResource.get(key) ?? { resource, scopes: new Map() };
    byResource.set(key, group);
    for (const { scope, spans } of list(scopeSpans)) {
      const name = JSON.stringify(scope);
      const known = group.scopes.get(name) ?? { scope, spans: [] };
      group.scopes.set(name, known);
      known.spans.push(...list(spans));
    }
  }
  return [...byResource.values()].map(({ resource, scopes }) => ({
    resource,
    scopeSpans: [...scopes.values()],
  }));
}

/** Copies are ten seconds apart: calls with equal tokens that overlap would be asked whether they are one. */
const APART_NANO = 10_000_000_000n;

/** @returns number of spans */
function makeDistinct(request: Plain, { expect }: Capture, copy: number): number {
  let count = 0;
  for (const { scopeSpans } of list(request.resourceSpans)) {
    for (const { spans } of list(scopeSpans)) {
      for (const span of list(spans)) {
        count++;
        for (const id of ['traceId', 'spanId', 'parentSpanId']) span[id] = marked(span[id], copy);
        for (const time of ['startTimeUnixNano', 'endTimeUnixNano']) {
          span[time] = String(BigInt(String(span[time])) + BigInt(copy) * APART_NANO);
        }
      }
    }
  }
  const ids = expect.billed.flatMap(({ response_id }) => response_id ?? []);
  const suffix = copy.toString(16).padStart(4, '0');
  eachAttributeList(request, (attributes) => {
    for (const { value } of attributes as { value?: Plain }[]) {
      if (typeof value?.stringValue !== 'string') continue;
      for (const id of ids) {
        value.stringValue = String(value.stringValue).replaceAll(id, id.slice(0, -4) + suffix);
      }
    }
  });
  return count;
}

/** Over two bytes of a random id: what belonged together still does. A copy, since decoded bytes are views of the capture. */
function marked(id: unknown, copy: number): unknown {
  if (!(id instanceof Uint8Array) || id.length < 8) return id;
  const other = Buffer.from(id);
  other.writeUInt16BE(copy, 2);
  return other;
}

function withoutContent(request: Plain): void {
  const isContent = (key: unknown) =>
    typeof key === 'string' &&
    (SLOT_MAP.contentKeys.has(key) || SLOT_MAP.contentPrefixes.some((prefix) => key.startsWith(prefix)));
  eachAttributeList(request, (attributes, owner) => {
    owner.attributes = attributes.filter(({ key }) => !isContent(key));
  });
  for (const { scopeSpans } of list(request.resourceSpans)) {
    for (const { spans } of list(scopeSpans)) for (const span of list(spans)) delete span.events;
  }
}
