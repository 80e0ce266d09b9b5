/**
 * The part of a dialect's tables that a record can use: without the names that were not sent. The records of one
 * instrumentation send the same few sets of names, so the part is made once for each. What a record costs follows from
 * what it carries, however many dialects there are to borrow names from.
 */
import type { AttributesView, ResourceView } from '../decode/view';
import { FIELD_NAMES, type Field } from './fields';
import type { CompiledDialect, Source } from './slots';

interface Shape {
  slots: Int32Array;
  part: CompiledDialect;
}

/** A sender that makes up names makes up shapes: when there are too many, all are made again as they come. */
const MAX_SHAPES = 2_000;

const shapes = new Map<CompiledDialect, Map<number, Shape[]>>();
let known = 0;

/** Slots of the record that is looked at, in the order in which they were sent. */
let slots = new Int32Array(256);
let count = 0;
let hash = 0;

export function partFor(
  compiled: CompiledDialect,
  { attributes, resource }: { attributes: AttributesView; resource: ResourceView },
): CompiledDialect {
  count = hash = 0;
  attributes.eachSlot(take);
  resource.attributes.eachSlot(take);
  const same = shapes.get(compiled)?.get(hash)?.find(isSame);
  return same ? same.part : remember(compiled);
}

function remember(compiled: CompiledDialect): CompiledDialect {
  if (known >= MAX_SHAPES) {
    shapes.clear();
    known = 0;
  }
  known += 1;
  const sent = slots.slice(0, count);
  const part = narrowed(compiled, new Set(sent));
  const ofDialect = shapes.get(compiled) ?? new Map<number, Shape[]>();
  shapes.set(compiled, ofDialect);
  ofDialect.set(hash, [...(ofDialect.get(hash) ?? []), { slots: sent, part }]);
  return part;
}

function take(slot: number): void {
  if (count === slots.length) {
    const longer = new Int32Array(slots.length * 2);
    longer.set(slots);
    slots = longer;
  }
  slots[count++] = slot;
  hash = (Math.imul(hash, 31) + slot) | 0;
}

function isSame(shape: Shape): boolean {
  if (shape.slots.length !== count) return false;
  for (let i = 0; i < count; i++) if (shape.slots[i] !== slots[i]) return false;
  return true;
}

function narrowed(compiled: CompiledDialect, sent: ReadonlySet<number>): CompiledDialect {
  return {
    ...compiled,
    sources: Object.fromEntries(
      FIELD_NAMES.map((field) => [field, compiled.sources[field].filter(({ slot }) => sent.has(slot))]),
    ) as Record<Field, Source[]>,
    operations: compiled.operations.filter(({ slot }) => sent.has(slot)),
  };
}
