/** Captures as plain OTLP objects, read and written by an independent protobuf implementation. */
import { decode, encode, type Plain } from '../../backend/src/decode/test/otlpSchema';
import type { Signal } from '../../backend/src/record/batch';
import type { Capture, Request } from './capture';

/** Where the three signals keep the same things. */
export const LEVELS: Record<Signal, { resources: string; scopes: string; records: string }> = {
  traces: { resources: 'resourceSpans', scopes: 'scopeSpans', records: 'spans' },
  logs: { resources: 'resourceLogs', scopes: 'scopeLogs', records: 'logRecords' },
  metrics: { resources: 'resourceMetrics', scopes: 'scopeMetrics', records: 'metrics' },
};

export const list = (value: unknown): Plain[] => (Array.isArray(value) ? (value as Plain[]) : []);

/** The capture with every request changed in place by `change`. */
export function changed(capture: Capture, change: (request: Plain, signal: Signal) => void): Capture {
  const requests = capture.requests.map(({ signal, bytes }): Request => {
    const request = decode(signal, bytes);
    change(request, signal);
    return { signal, bytes: encode(signal, request) };
  });
  return { ...capture, requests };
}

/** One request for each record of the request, with its resource and scope. */
export function split({ signal, bytes }: Request): Request[] {
  const { resources, scopes, records } = LEVELS[signal];
  return list(decode(signal, bytes)[resources]).flatMap((resource) =>
    list(resource[scopes]).flatMap((scope) =>
      list(scope[records]).map((record) => ({
        signal,
        bytes: encode(signal, {
          [resources]: [{ ...resource, [scopes]: [{ ...scope, [records]: [record] }] }],
        }),
      })),
    ),
  );
}

/** Every attribute list in the request: of records, events, links, scopes and resources. */
export function eachAttributeList(value: unknown, visit: (attributes: Plain[], owner: Plain) => void): void {
  if (Array.isArray(value)) for (const item of value) eachAttributeList(item, visit);
  else if (typeof value === 'object' && value !== null && !Buffer.isBuffer(value)) {
    const owner = value as Plain;
    for (const [name, member] of Object.entries(owner)) {
      if (name === 'attributes') visit(list(member), owner);
      else eachAttributeList(member, visit);
    }
  }
}
