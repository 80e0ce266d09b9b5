/** Other captures with the same truth: what an application with other ids, names and batches would have sent. */
import { createHash } from 'node:crypto';
import { decode, encode, type Plain } from '../../backend/src/decode/test/otlpSchema';
import type { Signal } from '../../backend/src/record/batch';
import type { Capture, Request, Sums } from './capture';
import type { Mutation } from './mutate';
import { changed, eachAttributeList, LEVELS, list } from './otlp';
import { randomFrom, shuffled } from './random';

/**
 * Other trace and span ids, and other ids of the answers wherever they stand. Log records in no trace would still be the
 * same records: they get another session.
 */
export const otherIds: Mutation = (capture, seed) => {
  const ids = [...responseIdsOf(capture), ...sessionsWithoutTrace(capture)];
  const renamed = (text: string): string =>
    ids.reduce((renaming, id) => renaming.replaceAll(id, `${id}x${seed}`), text);
  return changed(capture, (request) => walk(request, { id: (id) => otherId(id, seed), text: renamed }));
};

/** Those of the provider, and those that a gateway makes up. */
function responseIdsOf(capture: Capture): string[] {
  const ids = new Set(capture.expect.billed.flatMap(({ response_id }) => response_id ?? []));
  changed(capture, (request) =>
    eachAttributeList(request, (attributes) => {
      for (const { key, value } of attributes as { key: string; value?: Plain }[]) {
        if (key.endsWith('response.id') && value?.stringValue) ids.add(String(value.stringValue));
      }
    }),
  );
  return [...ids];
}

function sessionsWithoutTrace({ requests, expect }: Capture): string[] {
  const isWithoutTrace = ({ traceId }: Plain) => !Buffer.isBuffer(traceId) || traceId.length === 0;
  const records = requests
    .filter(({ signal }) => signal === 'logs')
    .flatMap(({ bytes }) => list(decode('logs', bytes).resourceLogs))
    .flatMap((resource) => list(resource.scopeLogs))
    .flatMap((scope) => list(scope.logRecords));
  return expect.session_id !== null && records.some(isWithoutTrace) ? [expect.session_id] : [];
}

/** Another application: each service under a name of its own. */
export const otherServices: Mutation = (capture, seed) =>
  changed(capture, (request, signal) => {
    for (const resource of list(request[LEVELS[signal].resources])) {
      eachAttributeList(resource.resource, (attributes) => {
        for (const { key, value } of attributes as { key: string; value?: Plain }[]) {
          if (key === 'service.name' && value)
            value.stringValue = `other-${seed}-${String(value.stringValue)}`;
        }
      });
    }
  });

/** As the next release of the instrumentations would send it. */
export const laterVersion: Mutation = (capture) =>
  changed(capture, (request, signal) => {
    for (const { scope } of scopesOf(request, signal)) if (scope?.version) scope.version = '99.0.0';
  });

/** Each instrumentation in traces of its own: no span is inside one of another. */
export const apart: Mutation = (capture) => {
  const scopes = new Map<string, string>();
  changed(capture, (request, signal) => {
    for (const { scope, records } of scopesOf(request, signal))
      if (signal === 'traces') for (const span of records) scopes.set(hexOf(span.spanId), nameOf(scope));
  });
  return changed(capture, (request, signal) => {
    for (const { records } of scopesOf(request, signal)) {
      for (const record of records) {
        const scope = scopes.get(hexOf(record.spanId));
        if (scope === undefined) continue;
        record.traceId = digest(scope, record.traceId as Buffer);
        if (scopes.get(hexOf(record.parentSpanId)) !== scope) delete record.parentSpanId;
      }
    }
  });
};

/** Resources, scopes and records in any order inside their request. */
export const shuffledGroups: Mutation = (capture, seed) => {
  const random = randomFrom(seed);
  return changed(capture, (request, signal) => {
    const { resources, scopes, records } = LEVELS[signal];
    request[resources] = shuffled(list(request[resources]), random);
    for (const resource of list(request[resources])) {
      resource[scopes] = shuffled(list(resource[scopes]), random);
      for (const scope of list(resource[scopes])) scope[records] = shuffled(list(scope[records]), random);
    }
  });
};

/** A collector with a large batch: everything of one signal in one request, the groups of all captures mixed. */
export function mixed(captures: readonly Capture[], seed: number): Capture {
  const random = randomFrom(seed);
  const requests = (['traces', 'logs', 'metrics'] as const).flatMap((signal) => {
    const groups = captures.flatMap((capture) => groupsOf(capture.requests, signal));
    const request = { [LEVELS[signal].resources]: shuffled(groups, random) };
    return groups.length > 0 ? [{ signal, bytes: encode(signal, request) }] : [];
  });
  const [first] = captures;
  return {
    name: captures.map(({ name }) => name).join(' + '),
    expect: { ...first!.expect, expected_sum: sumOf(captures.map(({ expect }) => expect.expected_sum)) },
    requests,
  };
}

/** One resource group for each scope, so that those of several captures come apart. */
const groupsOf = (requests: readonly Request[], signal: Signal): Plain[] => {
  const { resources, scopes } = LEVELS[signal];
  return requests
    .filter((request) => request.signal === signal)
    .flatMap(({ bytes }) => list(decode(signal, bytes)[resources]))
    .flatMap((resource) => list(resource[scopes]).map((scope) => ({ ...resource, [scopes]: [scope] })));
};

function sumOf(sums: readonly Sums[]): Sums {
  const total = (name: keyof Sums): number | null =>
    sums.reduce<number | null>((sum, one) => (one[name] === null ? sum : (sum ?? 0) + one[name]), null);
  return {
    calls: total('calls'),
    failed_calls: total('failed_calls'),
    input_tokens: total('input_tokens'),
    output_tokens: total('output_tokens'),
    cache_read_tokens: total('cache_read_tokens'),
    cache_write_tokens: total('cache_write_tokens'),
    reasoning_tokens: total('reasoning_tokens'),
  };
}

const ID_FIELDS: ReadonlySet<string> = new Set(['traceId', 'spanId', 'parentSpanId']);

const otherId = (id: Buffer, seed: number): Buffer => (id.length === 0 ? id : digest(`${seed}`, id));

const digest = (salt: string, id: Buffer): Buffer =>
  createHash('sha256').update(salt).update(id).digest().subarray(0, id.length);

const hexOf = (id: unknown): string => (Buffer.isBuffer(id) ? id.toString('hex') : '');
const nameOf = (scope: Plain | undefined): string => String(scope?.name ?? '');

function scopesOf(request: Plain, signal: Signal): { scope: Plain | undefined; records: Plain[] }[] {
  const { resources, scopes, records } = LEVELS[signal];
  return list(request[resources])
    .flatMap((resource) => list(resource[scopes]))
    .map((scope) => ({ scope: scope.scope as Plain | undefined, records: list(scope[records]) }));
}

interface Change {
  id: (id: Buffer) => Buffer;
  text: (text: string) => string;
}

function walk(value: unknown, change: Change): void {
  if (Array.isArray(value)) for (const item of value) walk(item, change);
  else if (typeof value === 'object' && value !== null && !Buffer.isBuffer(value)) {
    const owner = value as Plain;
    for (const [name, member] of Object.entries(owner)) {
      if (ID_FIELDS.has(name) && Buffer.isBuffer(member)) owner[name] = change.id(member);
      else if (name === 'stringValue') owner[name] = change.text(String(member));
      else walk(member, change);
    }
  }
}
