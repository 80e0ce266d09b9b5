/**
 * Reads one canonical field of a span or log: the sources in order of precedence, the first value that is one wins.
 * Values of two names are never added or mixed.
 */
import type { AnyValue, AttributesView } from '../decode/view';
import { jsonIn, member } from './json';
import type { Source } from './slots';

/** Text that instrumentations write where they have nothing. */
const NOTHING: ReadonlySet<string> = new Set([
  '',
  '{}',
  '[]',
  'null',
  'None',
  'none',
  '<not specified>',
  'N/A',
  'unknown',
]);
/** What Logfire puts in the place of values whose name or text sounds like a secret; `session` does. */
const SCRUBBED = "[Scrubbed due to '";
/** Longer text is content that got into a name by mistake; indexes of the database refuse it. */
const MAX_TEXT = 1000;

export function readText(attributes: AttributesView, sources: readonly Source[]): string | null {
  for (const source of sources) {
    if (!attributes.has(source.slot)) continue;
    const text = textOf(attributes, source);
    if (text !== null) return text;
  }
  return null;
}

/** Beginnings of the ids that providers give their answers. */
const RESPONSE_IDS = ['chatcmpl-', 'cmpl-', 'resp_', 'msg_', 'gen-', 'embd-'];

/**
 * Id of the provider's answer. An id from inside of an answer counts only when it looks like a provider's:
 * the model may have answered with JSON of its own that has an `id`, and equal ids make two calls one.
 */
export function readResponseId(attributes: AttributesView, sources: readonly Source[]): string | null {
  for (const source of sources) {
    if (!attributes.has(source.slot)) continue;
    const text = textOf(attributes, source);
    if (text === null) continue;
    if (source.path === null || RESPONSE_IDS.some((beginning) => text.startsWith(beginning))) return text;
  }
  return null;
}

/** Every text of the sources, in order of precedence. */
export function* eachText(attributes: AttributesView, sources: readonly Source[]): Generator<string> {
  for (const source of sources) {
    if (!attributes.has(source.slot)) continue;
    const text = textOf(attributes, source);
    if (text !== null) yield text;
  }
}

export function readBoolean(attributes: AttributesView, sources: readonly Source[]): boolean | null {
  for (const source of sources) {
    if (!attributes.has(source.slot)) continue;
    const value = source.path ? valueOf(attributes, source) : attributes.boolean(source.slot);
    if (typeof value === 'boolean') return value;
    if (value === 'true' || value === 'True') return true;
    if (value === 'false' || value === 'False') return false;
  }
  return null;
}

/** A finite number, in the unit of the field. */
export function readNumber(attributes: AttributesView, sources: readonly Source[]): number | null {
  for (const source of sources) {
    if (!attributes.has(source.slot)) continue;
    const number = numberOf(attributes, source);
    if (number !== undefined && Number.isFinite(number)) return number * source.scale;
  }
  return null;
}

/** Array of texts, JSON text of one, text with commas, or a single text. */
export function readList(attributes: AttributesView, sources: readonly Source[]): string[] {
  for (const source of sources) {
    if (!attributes.has(source.slot)) continue;
    const list = listOf(valueOf(attributes, source));
    if (list.length > 0) return list;
  }
  return [];
}

/** Whether anything stands there, of whatever kind. */
export function isSent(attributes: AttributesView, source: Source): boolean {
  if (!attributes.has(source.slot)) return false;
  if (source.path === null) return true;
  const value = valueOf(attributes, source);
  return value !== undefined && value !== null;
}

/** NaN when a number was sent that is none; undefined when there is nothing. */
export function numberOf(attributes: AttributesView, source: Source): number | undefined {
  if (source.path === null) return attributes.number(source.slot);
  const value = valueOf(attributes, source);
  if (typeof value === 'number') return value;
  return typeof value === 'string' && value.trim() !== '' ? Number(value) : undefined;
}

export function valueOf(attributes: AttributesView, source: Source): unknown {
  return source.path === null
    ? attributes.value(source.slot)
    : member(openedOnce(attributes, source.slot), source.path);
}

/** JSON of the list that was asked last, by slot: many fields are read from one text, which may be a whole conversation. */
const kept = { attributes: null as AttributesView | null, edition: -1, values: new Map<number, unknown>() };

function openedOnce(attributes: AttributesView, slot: number): unknown {
  if (kept.attributes !== attributes || kept.edition !== attributes.edition) {
    kept.attributes = attributes;
    kept.edition = attributes.edition;
    kept.values.clear();
  }
  if (kept.values.has(slot)) return kept.values.get(slot);
  const opened = jsonIn(attributes.value(slot));
  kept.values.set(slot, opened);
  return opened;
}

function textOf(attributes: AttributesView, source: Source): string | null {
  let text: string | undefined;
  if (source.sentAsText && typeof valueOf(attributes, source) !== 'string') return null;
  if (source.otherThan !== null && attributes.text(source.otherThan) === attributes.text(source.slot))
    return null;
  if (source.path === null) text = attributes.text(source.slot);
  else {
    const value = valueOf(attributes, source);
    if (typeof value === 'string') text = value;
    else if (typeof value === 'number' || typeof value === 'boolean') text = String(value);
  }
  if (text === undefined) return null;
  if (text.charCodeAt(0) === 34) text = unquoted(text);
  text = text.trim();
  if (source.after !== '') text = text.startsWith(source.after) ? text.slice(source.after.length) : '';
  return saysNothing(text) ? null : text.slice(0, MAX_TEXT);
}

const saysNothing = (text: string): boolean => NOTHING.has(text) || text.startsWith(SCRUBBED);

/** The attribute of a slot as a name or id; null when it says nothing. */
export function textIn(attributes: AttributesView, slot: number): string | null {
  const text = attributes.text(slot)?.trim() ?? '';
  return saysNothing(text) ? null : text.slice(0, MAX_TEXT);
}

/** Some exporters encode every value as JSON: "\"gpt-4o\"". */
function unquoted(text: string): string {
  const value = jsonIn(text);
  return typeof value === 'string' ? value : text;
}

const MAX_LIST = 100;

function listOf(value: unknown): string[] {
  if (typeof value === 'string') {
    const text = value.trim();
    const parsed = text.startsWith('[') ? (jsonIn(text) ?? jsonIn(text.replaceAll("'", '"'))) : undefined;
    if (Array.isArray(parsed)) return listOf(parsed);
    // Java prints a list without quotes.
    const items = text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text;
    return items
      .split(',')
      .map((item) => item.trim())
      .filter((item) => !NOTHING.has(item))
      .slice(0, MAX_LIST);
  }
  if (!Array.isArray(value)) return [];
  return value
    .filter((item: AnyValue) => item !== null && typeof item !== 'object')
    .map((item: AnyValue) => String(item).slice(0, MAX_TEXT))
    .slice(0, MAX_LIST);
}
