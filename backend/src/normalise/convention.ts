/** Finds what the numbers of a record are known to mean, in the tables of its dialect. */
import type { AttributesView } from '../decode/view';
import type { DeclaredConvention } from '../record/call';
import type { Convention, Dialect, VersionRange } from './dialects/dialect';
import { SLOT_MAP } from './slots';

export interface ConventionSubject {
  attributes: Pick<AttributesView, 'has' | 'text'>;
  scopeName: string;
  scopeVersion: string;
  provider: string | null;
  carrier: string | null;
  source: 'span' | 'log';
  streaming: boolean | null;
}

const PROPERTIES = [
  'inputIncludesCache',
  'outputIncludesReasoning',
  'outputIsRestOfTotal',
  'estimated',
  'cacheIsUnclear',
  'cacheIsNotSent',
  'repeatsEarlierRounds',
  'lastRoundOnly',
] as const;

/** Of each property the first row that fits and states it; null when no row that fits states anything. */
export function declaredConvention(dialect: Dialect, subject: ConventionSubject): DeclaredConvention | null {
  let declared: DeclaredConvention | null = null;
  for (const row of dialect.conventions) {
    if (!fits(row, subject)) continue;
    for (const property of PROPERTIES) {
      const value = row[property];
      if (value === undefined || declared?.[property] !== undefined) continue;
      declared ??= { source: `docs/dialects.md#${dialect.id}: ${row.because}` };
      Object.assign(declared, { [property]: value });
    }
  }
  return declared;
}

function fits({ when }: Convention, subject: ConventionSubject): boolean {
  if (!when) return true;
  const begins = (text: string | null, prefixes: readonly string[]) =>
    text !== null && prefixes.some((prefix) => text.startsWith(prefix));
  return (
    (!when.scopePrefixes || begins(subject.scopeName, when.scopePrefixes)) &&
    (!when.versions || isInRange(subject.scopeVersion, when.versions)) &&
    (!when.providers || (subject.provider !== null && when.providers.includes(subject.provider))) &&
    (!when.carriers || begins(subject.carrier, when.carriers)) &&
    (!when.source || when.source === subject.source) &&
    (when.streaming === undefined ||
      (when.streaming === 'unsaid'
        ? subject.streaming === null
        : when.streaming === (subject.streaming === true))) &&
    (!when.has || when.has.some((key) => subject.attributes.has(slotOfKey(key)))) &&
    (!when.lacks || !when.lacks.some((key) => subject.attributes.has(slotOfKey(key)))) &&
    (!when.begins || begins(subject.attributes.text(slotOfKey(when.begins.key)) ?? null, when.begins.texts))
  );
}

/** Every key of a condition has a slot: slots.ts gives it one. */
const slotOfKey = (key: string): number => SLOT_MAP.slots.get(key) ?? -1;

/** A version that was not sent is in no range. */
export function isInRange(version: string, { from, before }: VersionRange): boolean {
  if (version === '') return false;
  const own = numbersOf(version);
  return (
    (from === undefined || compare(own, numbersOf(from)) >= 0) &&
    (before === undefined || compare(own, numbersOf(before)) < 0)
  );
}

/** "0.1.14" → [0, 1, 14]; "1.3b0" → [1, 3]. What follows the digits of a part does not order versions here. */
const numbersOf = (version: string): number[] =>
  version.split('.').map((part) => Number.parseInt(part, 10) || 0);

function compare(left: readonly number[], right: readonly number[]): number {
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
