/**
 * Compiles the dialect tables once: every attribute name becomes a slot that the wire reader fills,
 * and every (dialect, field) a list of slots in order of precedence. Nothing looks a name up per span.
 */
import type { SlotMap } from '../decode/view';
import type { Operation } from '../record/span';
import { BORROW_ORDER, DIALECTS } from './dialects';
import type { Detection, Dialect, Name, OperationSource } from './dialects/dialect';
import { FIELD_NAMES, type Field } from './fields';
import { PLAIN_KEYS, TOOL_CALL_KEYS } from './plainKeys';
import { SCORE_MARKS } from './scores/sources';

/** One place a field may be read from. */
export interface Source {
  slot: number;
  name: string;
  /** Members inside the JSON of the attribute; null when the attribute is the value. */
  path: readonly string[] | null;
  /** Factor to the unit of the field: 1000 for seconds in a field of milliseconds. */
  scale: number;
  /** Only a text that begins so is one, without this beginning; "" for any. */
  after: string;
  /** Only what was sent as a text is one: a number under the same name is something else. */
  sentAsText: boolean;
  /** A value that this attribute has too says nothing; null for any. */
  otherThan: number | null;
}

export interface CompiledOperation {
  slot: number;
  values: ReadonlyMap<string, Operation>;
  endings: readonly (readonly [ending: string, operation: Operation])[];
  otherwise: Operation | undefined;
  unless: readonly number[];
}

export interface CompiledDialect {
  dialect: Dialect;
  detect: CompiledDetection;
  sources: Readonly<Record<Field, readonly Source[]>>;
  operations: readonly CompiledOperation[];
}

export interface CompiledDetection {
  scopes: ReadonlySet<string>;
  scopePrefixes: readonly string[];
  slots: readonly number[];
  values: readonly { slot: number; values: ReadonlySet<string> }[];
  resource: readonly { slot: number; values: ReadonlySet<string> }[];
  scopeWithKey: { scopes: ReadonlySet<string>; slots: readonly number[] } | null;
  together: readonly (readonly (readonly number[])[])[];
}

const slotOfName = new Map<string, number>();

/** The slot of an attribute name; made at start only. */
export function slotOf(name: string): number {
  const known = slotOfName.get(name);
  if (known !== undefined) return known;
  if (frozen) throw new Error(`attribute ${name} is asked for after the slot map was compiled`);
  slotOfName.set(name, slotOfName.size);
  return slotOfName.size - 1;
}
let frozen = false;

export const PLAIN_SLOTS = mapValues(PLAIN_KEYS, slotOf);
export const TOOL_CALL_SLOTS = TOOL_CALL_KEYS.map(slotOf);
/** In the order of `SCORE_MARKS`. */
export const SCORE_SLOTS = SCORE_MARKS.map(slotOf);

/** In order of detection. */
export const COMPILED: readonly CompiledDialect[] = DIALECTS.map((dialect) => ({
  dialect,
  detect: compileDetection(dialect.detect),
  sources: Object.fromEntries(FIELD_NAMES.map((field) => [field, sourcesOf(dialect, field)])) as Record<
    Field,
    Source[]
  >,
  operations: operationsFor(dialect).map(({ key, values, endings = [], otherwise, unless = [] }) => ({
    slot: slotOf(key),
    values: new Map(Object.entries(values)),
    endings,
    otherwise,
    unless: unless.map(slotOf),
  })),
})).map((compiled) => ({ ...compiled, detect: withKeyPrefixes(compiled.detect, compiled.dialect.detect) }));

/** What the reader needs to know of the tables. */
export const SLOT_MAP: SlotMap = compileSlotMap();

function compileSlotMap(): SlotMap {
  for (const { when = {} } of DIALECTS.flatMap((dialect) => dialect.conventions)) {
    for (const key of [...(when.has ?? []), ...(when.lacks ?? []), ...(when.begins ? [when.begins.key] : [])])
      slotOf(key);
  }
  for (const { when = {} } of DIALECTS.flatMap(({ logEvents = {} }) => Object.values(logEvents))) {
    for (const key of Object.keys(when)) slotOf(key);
  }
  frozen = true;
  return {
    slots: slotOfName,
    size: slotOfName.size,
    contentKeys: new Set(DIALECTS.flatMap((dialect) => dialect.content.keys)),
    contentPrefixes: [...new Set(DIALECTS.flatMap((dialect) => dialect.content.prefixes))],
    endings: new Map(
      [...slotOfName].flatMap(([name, slot]) => (name.startsWith('*') ? [[name.slice(1), slot]] : [])),
    ),
  };
}

/** Its own first, then what every other lets all ask. */
function operationsFor(dialect: Dialect): OperationSource[] {
  const others = DIALECTS.filter((other) => other !== dialect).flatMap(({ operations }) => operations);
  return [...dialect.operations, ...others.filter(({ own }) => own !== true)];
}

function sourcesOf(dialect: Dialect, field: Field): Source[] {
  if (dialect.without?.includes(field)) return [];
  const names = [
    ...(dialect.ownFields?.[field] ?? []),
    ...(dialect.fields[field] ?? []),
    ...BORROW_ORDER.flatMap((other) => other.fields[field] ?? []),
  ];
  const sources = new Map<string, Source>();
  for (const name of names) {
    const source = compileName(name);
    const key = `${source.name} ${source.after}`;
    if (!sources.has(key)) sources.set(key, source);
  }
  return [...sources.values()];
}

function compileName(name: Name): Source {
  const text = typeof name === 'string' ? name : name.name;
  const scale = typeof name !== 'string' && 'unit' in name ? 1000 : 1;
  const after = typeof name !== 'string' && 'after' in name ? name.after : '';
  const brace = text.indexOf('{');
  const sentAsText = typeof name !== 'string' && 'sentAs' in name;
  const slot = slotOf(brace < 0 ? text : text.slice(0, brace));
  const path = brace < 0 ? null : text.slice(brace + 1, -1).split('.');
  const otherThan = typeof name !== 'string' && 'otherThan' in name ? slotOf(name.otherThan) : null;
  return { slot, name: text, path, scale, after, sentAsText, otherThan };
}

function compileDetection(detection: Detection): CompiledDetection {
  const compileValues = (values: Detection['values'] = {}) =>
    Object.entries(values).map(([key, allowed]) => ({ slot: slotOf(key), values: new Set(allowed) }));
  return {
    scopes: new Set(detection.scopes),
    scopePrefixes: detection.scopePrefixes ?? [],
    slots: (detection.keys ?? []).map(slotOf),
    values: compileValues(detection.values),
    resource: compileValues(detection.resource),
    scopeWithKey: detection.scopeWithKey
      ? {
          scopes: new Set(detection.scopeWithKey.scopes),
          slots: detection.scopeWithKey.keys.map(slotOf),
        }
      : null,
    together: (detection.together ?? []).map((groups) => groups.map((keys) => keys.map(slotOf))),
  };
}

/** A second step, when every table has given its names to the slots. */
function withKeyPrefixes(compiled: CompiledDetection, { keyPrefixes = [] }: Detection): CompiledDetection {
  for (const dialect of DIALECTS) for (const key of dialect.content.keys) slotOf(key);
  const matching = [...slotOfName]
    .filter(([name]) => keyPrefixes.some((prefix) => name.startsWith(prefix)))
    .map(([, slot]) => slot);
  return { ...compiled, slots: [...new Set([...compiled.slots, ...matching])] };
}

function mapValues<K extends string, V>(record: Readonly<Record<K, string>>, map: (value: string) => V) {
  return Object.fromEntries(
    Object.entries<string>(record).map(([key, value]) => [key, map(value)]),
  ) as Record<K, V>;
}
