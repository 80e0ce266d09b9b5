/**
 * JSON inside of messages, opened for reading. What is nested deeper than any message is cut off here, so that no reader
 * of this folder, and nobody who prints what it gives, can run out of stack on what somebody sent.
 */
import { isRecord, jsonIn } from '../json';

/** A tool's JSON schema inside of a request inside of an event is about 20 deep. */
export const MAX_DEPTH = 64;
export const TOO_DEEP = `(nested deeper than ${MAX_DEPTH} levels)`;

/** The JSON in a text, or the value itself when it is structured already; undefined when a text is no JSON. */
export const openJson = (value: unknown): unknown => bounded(jsonIn(value));

/** Objects, lists and quoted texts are opened; every other text stays what it is: an answer of "42" is no number. */
export function opened(value: unknown): unknown {
  if (typeof value !== 'string') return bounded(value);
  const first = value.trimStart()[0];
  if (first === '{' || first === '[') return openJson(value) ?? value;
  const inner = first === '"' ? openJson(value) : undefined;
  return inner === undefined ? value : inner;
}

/** The value itself, or a copy without what lies too deep. */
export function bounded(value: unknown): unknown {
  return isDeeper(value, MAX_DEPTH) ? cut(value, MAX_DEPTH) : value;
}

const membersOf = (value: unknown): unknown[] | null =>
  Array.isArray(value) ? value : isRecord(value) ? Object.values(value) : null;

function isDeeper(value: unknown, levels: number): boolean {
  const members = membersOf(value);
  return members !== null && (levels === 0 || members.some((member) => isDeeper(member, levels - 1)));
}

function cut(value: unknown, levels: number): unknown {
  if (membersOf(value) === null) return value;
  if (levels === 0) return TOO_DEEP;
  if (Array.isArray(value)) return value.map((member) => cut(member, levels - 1));
  return Object.fromEntries(
    Object.entries(value as Record<string, unknown>).map(([name, member]) => [name, cut(member, levels - 1)]),
  );
}
