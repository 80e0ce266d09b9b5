/**
 * What the three signals share: request ─▶ Resource… ─▶ Scope… ─▶ records, with the same field numbers in each.
 * Fields may come in any order, the resource after its scopes and the scope after its records,
 * so each level is walked twice: first for what describes it, then for what it holds.
 */
import { ObservatoryError } from '../record/errors';
import { MAX_DEPTH } from './anyValue';
import { Attributes } from './attributes';
import type { KeyTable } from './keys';
import type { ResourceView, ScopeView } from './view';
import type { WireReader } from './wire';

/** Gets each record as [reader's position, end). */
export type OnRecord = (end: number, resource: ResourceView, scope: ScopeView) => void;

/** @throws ObservatoryError OTLP_MALFORMED; OTLP_TOO_DEEP when a resource or scope is nested too deep */
export function eachRecord(wire: WireReader, keys: KeyTable, onRecord: OnRecord): void {
  eachField(wire, wire.buffer.length, CHILDREN_OF_REQUEST, (end) => {
    const start = wire.at;
    const resource = readResource(wire, keys, end);
    wire.at = start;
    eachField(wire, end, CHILDREN, (scopeEnd) => {
      const scopeStart = wire.at;
      const scope = readScope(wire, keys, scopeEnd);
      wire.at = scopeStart;
      eachField(wire, scopeEnd, CHILDREN, (recordEnd) => onRecord(recordEnd, resource, scope));
    });
  });
}

/** Resource… in the request. */
const CHILDREN_OF_REQUEST = 10;
/** What a level says about itself (resource, scope), and what it holds (Scope…, records). */
const SELF = 10;
const CHILDREN = 18;
const SCHEMA_URL = 26;

/** Calls back for each field with this tag, and goes on behind it wherever the callback left the reader. */
export function eachField(wire: WireReader, end: number, wanted: number, visit: (end: number) => void): void {
  while (wire.at < end) {
    const tag = wire.tag(end);
    if (tag === wanted) {
      const stop = wire.delimited(end);
      visit(stop);
      wire.at = stop;
    } else wire.skip(tag, end);
  }
}

function readResource(wire: WireReader, keys: KeyTable, end: number): ResourceView {
  const attributes = new Attributes(wire, keys);
  let bytes: Uint8Array = wire.buffer.subarray(0, 0);
  eachField(wire, end, SELF, (stop) => {
    bytes = wire.buffer.subarray(wire.at, stop);
    attributes.clear();
    eachField(wire, stop, 10, (entry) => attributes.add(entry));
  });
  refuseTooDeep(attributes, 'resource');
  return { attributes, bytes };
}

function readScope(wire: WireReader, keys: KeyTable, end: number): ScopeView {
  const attributes = new Attributes(wire, keys);
  const scope = { name: '', version: '', schemaUrl: '', attributes };
  while (wire.at < end) {
    const tag = wire.tag(end);
    if (tag === SELF) {
      const stop = wire.delimited(end);
      readScopeFields(wire, stop, scope);
      wire.at = stop;
    } else if (tag === SCHEMA_URL) {
      const stop = wire.delimited(end);
      scope.schemaUrl = wire.text(wire.at, stop);
      wire.at = stop;
    } else wire.skip(tag, end);
  }
  refuseTooDeep(attributes, 'instrumentation scope');
  return scope;
}

function readScopeFields(
  wire: WireReader,
  end: number,
  scope: { name: string; version: string; attributes: Attributes },
): void {
  scope.name = scope.version = '';
  scope.attributes.clear();
  while (wire.at < end) {
    const tag = wire.tag(end);
    if (tag !== 10 && tag !== 18 && tag !== 26) {
      wire.skip(tag, end);
      continue;
    }
    const stop = wire.delimited(end);
    if (tag === 10) scope.name = wire.text(wire.at, stop);
    else if (tag === 18) scope.version = wire.text(wire.at, stop);
    else scope.attributes.add(stop);
    wire.at = stop;
  }
}

function refuseTooDeep(attributes: Attributes, of: string): void {
  if (!attributes.tooDeep) return;
  throw new ObservatoryError(
    'caller',
    'OTLP_TOO_DEEP',
    `An attribute of a ${of} has arrays or maps nested deeper than ${MAX_DEPTH} levels, which is the limit. ` +
      'Send it as JSON text instead; nothing of the request was stored.',
  );
}
