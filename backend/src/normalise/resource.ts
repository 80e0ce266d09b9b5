/** Interns resources: thousands of spans of one process share one record. */
import { createHash } from 'node:crypto';
import type { AttributesView, ResourceView } from '../decode/view';
import type { Resource } from '../record/span';
import { wholeJson } from './content';
import { PLAIN_SLOTS } from './slots';

/** Processes come and go; the cache is emptied when it is full, and fills again at once. */
const MAX_RESOURCES = 5000;
const cache = new Map<string, Resource>();

export function resourceOf(view: ResourceView): Resource {
  const key = Buffer.from(view.bytes.buffer, view.bytes.byteOffset, view.bytes.byteLength).toString('latin1');
  const known = cache.get(key);
  if (known) return known;
  if (cache.size >= MAX_RESOURCES) cache.clear();
  const resource = makeResource(view.attributes);
  cache.set(key, resource);
  return resource;
}

function makeResource(view: AttributesView): Resource {
  const attributes = wholeJson(view);
  return {
    id: createHash('sha256').update(attributes).digest().readBigInt64BE(0),
    attributes,
    serviceName: textOf(view, PLAIN_SLOTS.serviceName),
    serviceVersion: textOf(view, PLAIN_SLOTS.serviceVersion),
    environment: textOf(view, PLAIN_SLOTS.environment) ?? textOf(view, PLAIN_SLOTS.oldEnvironment),
  };
}

const textOf = (view: AttributesView, slot: number): string | null => view.text(slot)?.trim() || null;
