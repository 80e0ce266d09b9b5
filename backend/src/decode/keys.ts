/**
 * From the bytes of an attribute key to what is known about it, without making a string:
 * a hash of the length and a few sampled bytes finds the only candidate, a byte compare decides.
 * Sampling is enough because the table is built from our own lists, so that nobody can send colliding entries into it.
 */
import type { SlotMap } from './view';

/**
 * What a key is, in one number: (slot + 1) × 4, plus 1 for a content carrier, plus 2 for a key known by its ending only.
 * 0: nothing is known about it.
 */
export type KeyCode = number;
export const slotOf = (code: KeyCode): number => (code >> 2) - 1;
export const isContent = (code: KeyCode): boolean => (code & 1) === 1;
export const isByEnding = (code: KeyCode): boolean => (code & 2) === 2;

export class KeyTable {
  private readonly names: (Uint8Array | undefined)[];
  private readonly codes: Int32Array;
  private readonly mask: number;
  /** Content prefixes by their first byte. */
  private readonly prefixes: Uint8Array[][] = Array.from({ length: 256 }, () => []);
  /** Endings by their last two bytes, the longest first. */
  private readonly endings: { bytes: Uint8Array; code: KeyCode }[][] = Array.from({ length: 256 }, () => []);

  private constructor(readonly slots: SlotMap) {
    const keys = new Set([...slots.slots.keys(), ...slots.contentKeys]);
    // At most a quarter full: an unknown key nearly always meets an empty place.
    const size = 2 ** Math.ceil(Math.log2(4 * keys.size + 4));
    this.mask = size - 1;
    this.names = new Array<Uint8Array | undefined>(size).fill(undefined);
    this.codes = new Int32Array(size);
    for (const key of keys) this.insert(key);
    for (const prefix of slots.contentPrefixes) {
      const bytes = Buffer.from(prefix);
      this.prefixes[bytes[0]!]!.push(bytes);
    }
    for (const [ending, slot] of slots.endings ?? []) {
      const bytes = Buffer.from(ending);
      this.endings[lastTwo(bytes, bytes.length)]!.push({ bytes, code: (slot + 1) * 4 + 2 });
    }
    for (const list of this.endings) list.sort((left, right) => right.bytes.length - left.bytes.length);
  }

  /** Compiled once per map. */
  static of(slots: SlotMap): KeyTable {
    let table = compiled.get(slots);
    if (!table) {
      table = new KeyTable(slots);
      compiled.set(slots, table);
    }
    return table;
  }

  find(bytes: Uint8Array, start: number, end: number): KeyCode {
    for (let at = hash(bytes, start, end) & this.mask; ; at = (at + 1) & this.mask) {
      const name = this.names[at];
      if (name === undefined) return this.codeOfUnlisted(bytes, start, end);
      if (name.length === end - start && matches(name, bytes, start)) return this.codes[at]!;
    }
  }

  private insert(key: string): void {
    const name = Buffer.from(key);
    const slot = this.slots.slots.get(key) ?? -1;
    const content =
      this.slots.contentKeys.has(key) || this.slots.contentPrefixes.some((p) => key.startsWith(p));
    let at = hash(name, 0, name.length) & this.mask;
    while (this.names[at] !== undefined) at = (at + 1) & this.mask;
    this.names[at] = name;
    this.codes[at] = (slot + 1) * 4 + (content ? 1 : 0);
  }

  private codeOfUnlisted(bytes: Uint8Array, start: number, end: number): KeyCode {
    if (start === end) return 0;
    for (const prefix of this.prefixes[bytes[start]!]!) {
      if (prefix.length <= end - start && matches(prefix, bytes, start)) return 1;
    }
    if (end - start < 2) return 0;
    for (const { bytes: ending, code } of this.endings[lastTwo(bytes, end)]!) {
      // Longer than the ending: a key that is nothing but an ending says whose it is even less.
      if (ending.length < end - start && matches(ending, bytes, end - ending.length)) return code;
    }
    return 0;
  }
}

/** Many keys end in "s", few in "ns". */
const lastTwo = (bytes: Uint8Array, end: number): number => (bytes[end - 1]! * 31 + bytes[end - 2]!) & 255;

const compiled = new WeakMap<SlotMap, KeyTable>();

function hash(bytes: Uint8Array, start: number, end: number): number {
  const length = end - start;
  if (length === 0) return 0;
  let hash = length;
  hash = Math.imul(hash, 31) + bytes[end - 1]!;
  hash = Math.imul(hash, 31) + bytes[start + (length >> 1)]!;
  hash = Math.imul(hash, 31) + bytes[start + (length >> 2)]!;
  hash = Math.imul(hash, 31) + bytes[end - 1 - (length >> 2)]!;
  hash = Math.imul(hash, 31) + bytes[end - 1 - (length >> 3)]!;
  return hash ^ (hash >>> 15);
}

/** Backwards, because keys share their beginnings ("gen_ai.usage.…") and differ at the end. */
function matches(name: Uint8Array, bytes: Uint8Array, start: number): boolean {
  for (let i = name.length - 1; i >= 0; i--) if (name[i] !== bytes[start + i]) return false;
  return true;
}
