/**
 * Which dialect a record speaks: the first of the registry that recognises a mark of its own.
 * One pass over the attributes that were sent; each knows which dialects it is a mark of. So a dialect costs a record
 * nothing that has none of its marks, however many dialects there are.
 */
import type { AttributesView, ResourceView, ScopeView } from '../decode/view';
import { COMPILED, SLOT_MAP, type CompiledDetection, type CompiledDialect } from './slots';

export interface Detected {
  attributes: AttributesView;
  scope: ScopeView;
  resource: ResourceView;
}

/** Null for plain spans: HTTP, databases, the application's own. */
export function detectDialect(record: Detected): CompiledDialect | null {
  let first = rankOfScope(record.scope.name);
  if (record.attributes.anyKnown) {
    record.attributes.eachSlot((slot) => {
      for (const mark of MARKS[slot]!) if (mark.rank < first && mark.holds(record)) first = mark.rank;
    });
    for (const mark of RESOURCE_MARKS) if (mark.rank < first && mark.holds(record)) first = mark.rank;
  }
  return COMPILED[first] ?? null;
}

interface Mark {
  /** Place of the dialect in the registry; the lowest wins. */
  rank: number;
  holds: (record: Detected) => boolean;
}

const ALWAYS = (): boolean => true;

/** By slot of the attribute that has to be there. */
const MARKS: readonly Mark[][] = Array.from({ length: SLOT_MAP.size }, () => []);
const RESOURCE_MARKS: Mark[] = [];

COMPILED.forEach(({ detect }, rank) => {
  for (const slot of detect.slots) MARKS[slot]!.push({ rank, holds: ALWAYS });
  for (const { slot, values } of detect.values) {
    MARKS[slot]!.push({ rank, holds: ({ attributes }) => values.has(attributes.text(slot) ?? '') });
  }
  for (const { slot, values } of detect.resource) {
    RESOURCE_MARKS.push({
      rank,
      holds: ({ resource }) =>
        resource.attributes.has(slot) && values.has(resource.attributes.text(slot) ?? ''),
    });
  }
  if (detect.scopeWithKey) {
    const { scopes, slots } = detect.scopeWithKey;
    for (const slot of slots) MARKS[slot]!.push({ rank, holds: ({ scope }) => scopes.has(scope.name) });
  }
  for (const [leading = [], ...others] of detect.together) {
    const holds = ({ attributes }: Detected): boolean =>
      others.every((slots) => slots.some((slot) => attributes.has(slot)));
    for (const slot of leading) MARKS[slot]!.push({ rank, holds });
  }
});

/** Scope names are few and repeat; a sender that makes them up must not fill the memory. */
const MAX_SCOPES = 2000;
const scopes = new Map<string, number>();

/** Infinity: no dialect has this scope. */
function rankOfScope(name: string): number {
  const known = scopes.get(name);
  if (known !== undefined) return known;
  const rank = COMPILED.findIndex(({ detect }) => isScopeOf(detect, name));
  if (scopes.size >= MAX_SCOPES) scopes.clear();
  scopes.set(name, rank < 0 ? Infinity : rank);
  return rank < 0 ? Infinity : rank;
}

const isScopeOf = (detect: CompiledDetection, name: string): boolean =>
  detect.scopes.has(name) || detect.scopePrefixes.some((prefix) => name.startsWith(prefix));
