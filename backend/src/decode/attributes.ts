/**
 * One attribute list as offsets into the request's bytes: an entry per attribute, a slot per known key.
 * Values are made only when asked for. The last of several equal keys wins.
 */
import { checkValue, ENTRY_KEY, ENTRY_VALUE, readBoolean, readNumber, readText, readValue } from './anyValue';
import { objectText } from './jsonText';
import { isByEnding, isContent, slotOf, type KeyTable } from './keys';
import type { AnyValue, AttributesView } from './view';
import type { WireReader } from './wire';

/** Numbers per entry: start and end of the key, start and end of the value, code of the key. */
const STRIDE = 5;

export class Attributes implements AttributesView {
  anyKnown = false;
  anyContent = false;
  /** A value was nested deeper than MAX_DEPTH: the record is to be refused, nothing may be read. */
  tooDeep = false;
  edition = 0;
  private readonly entries: number[] = [];
  private used = 0;
  /** Per slot: offset of its entry + 1; 0 = not sent; below 0: several keys end so, none is taken. */
  private readonly slots: Int32Array;

  constructor(
    private readonly wire: WireReader,
    private readonly keys: KeyTable,
  ) {
    this.slots = new Int32Array(keys.slots.size);
  }

  get count(): number {
    return this.used / STRIDE;
  }

  clear(): void {
    // Only the slots that were taken: there are hundreds, and a list has a few.
    for (let at = 0; this.anyKnown && at < this.used; at += STRIDE) {
      const slot = slotOf(this.entries[at + 4]!);
      if (slot >= 0) this.slots[slot] = 0;
    }
    this.used = 0;
    this.edition++;
    this.anyKnown = this.anyContent = this.tooDeep = false;
  }

  /** Takes in the KeyValue message from the reader's position to `end`. */
  add(end: number): void {
    const { wire, entries, used } = this;
    let keyStart = end;
    let keyEnd = end;
    let valueStart = end;
    let valueEnd = end;
    while (wire.at < end) {
      const tag = wire.tag(end);
      if (tag === ENTRY_KEY) {
        keyEnd = wire.delimited(end);
        keyStart = wire.at;
        wire.at = keyEnd;
      } else if (tag === ENTRY_VALUE) {
        valueEnd = wire.delimited(end);
        valueStart = wire.at;
        if (!checkValue(wire, valueStart, valueEnd)) this.tooDeep = true;
        wire.at = valueEnd;
      } else wire.skip(tag, end);
    }
    const code = this.keys.find(wire.buffer, keyStart, keyEnd);
    entries[used] = keyStart;
    entries[used + 1] = keyEnd;
    entries[used + 2] = valueStart;
    entries[used + 3] = valueEnd;
    entries[used + 4] = code;
    this.used = used + STRIDE;
    if (code === 0) return;
    const slot = slotOf(code);
    if (slot >= 0) {
      this.slots[slot] = isByEnding(code) && this.isOtherKey(slot, keyStart, keyEnd) ? -1 : used + 1;
      this.anyKnown = true;
    }
    if (isContent(code)) this.anyContent = true;
  }

  has(slot: number): boolean {
    return this.slots[slot]! > 0;
  }

  text(slot: number): string | undefined {
    return this.read(slot, readText);
  }

  number(slot: number): number | undefined {
    return this.read(slot, readNumber);
  }

  boolean(slot: number): boolean | undefined {
    return this.read(slot, readBoolean);
  }

  value(slot: number): AnyValue | undefined {
    return this.read(slot, readValue);
  }

  eachSlot(visit: (slot: number) => void): void {
    for (let at = 0; at < this.used; at += STRIDE) {
      const slot = slotOf(this.entries[at + 4]!);
      if (slot >= 0 && this.has(slot)) visit(slot);
    }
  }

  each(visit: (key: string, value: () => AnyValue) => void): void {
    for (let at = 0; at < this.used; at += STRIDE) {
      const start = this.entries[at + 2]!;
      const end = this.entries[at + 3]!;
      visit(this.key(at), () => readValue(this.wire, start, end));
    }
  }

  json(): string {
    return this.jsonWhere(false);
  }

  contentJson(): string | null {
    return this.anyContent ? this.jsonWhere(true) : null;
  }

  /** Whether another key than this one has taken the slot before. */
  private isOtherKey(slot: number, start: number, end: number): boolean {
    const place = this.slots[slot]!;
    if (place <= 0) return place < 0;
    const first = this.entries[place - 1]!;
    const size = this.entries[place]! - first;
    return size !== end - start || this.key(place - 1) !== this.wire.text(start, end);
  }

  private read<T>(slot: number, as: (wire: WireReader, start: number, end: number) => T): T | undefined {
    const place = this.slots[slot]!;
    if (place <= 0) return undefined;
    return as(this.wire, this.entries[place + 1]!, this.entries[place + 2]!);
  }

  private key(at: number): string {
    return this.wire.text(this.entries[at]!, this.entries[at + 1]!);
  }

  private jsonWhere(content: boolean): string {
    const { entries, used } = this;
    return objectText(this.wire, (json) => {
      for (let at = 0; at < used; at += STRIDE) {
        if (isContent(entries[at + 4]!) !== content) continue;
        json.member(entries[at]!, entries[at + 1]!, entries[at + 2]!, entries[at + 3]!);
      }
    });
  }
}
