/** Which dialect a record speaks: the first of the registry that recognises a mark of its own. */
import type { AttributesView, ResourceView, ScopeView } from '../decode/view';
import { COMPILED, type CompiledDetection, type CompiledDialect } from './slots';

/** Null for plain spans: HTTP, databases, the application's own. */
export function detectDialect(record: {
  attributes: AttributesView;
  scope: ScopeView;
  resource: ResourceView;
}): CompiledDialect | null {
  const byScope = dialectOfScope(record.scope.name);
  for (const dialect of COMPILED) {
    if (dialect === byScope) return dialect;
    if (!record.attributes.anyKnown) continue;
    if (hasMark(dialect.detect, record.attributes, record.resource)) return dialect;
    if (isInScopeWithKey(dialect.detect, record.scope.name, record.attributes)) return dialect;
  }
  return null;
}

function hasMark(detect: CompiledDetection, attributes: AttributesView, resource: ResourceView): boolean {
  for (const slot of detect.slots) if (attributes.has(slot)) return true;
  for (const { slot, values } of detect.values) {
    if (attributes.has(slot) && values.has(attributes.text(slot) ?? '')) return true;
  }
  for (const { slot, values } of detect.resource) {
    if (resource.attributes.has(slot) && values.has(resource.attributes.text(slot) ?? '')) return true;
  }
  return false;
}

const isInScopeWithKey = (
  { scopeWithKey }: CompiledDetection,
  scope: string,
  attributes: AttributesView,
): boolean =>
  scopeWithKey !== null &&
  scopeWithKey.scopes.has(scope) &&
  scopeWithKey.slots.some((slot) => attributes.has(slot));

/** Scope names are few and repeat; a sender that makes them up must not fill the memory. */
const MAX_SCOPES = 2000;
const scopes = new Map<string, CompiledDialect | null>();

function dialectOfScope(name: string): CompiledDialect | null {
  const known = scopes.get(name);
  if (known !== undefined) return known;
  const found =
    COMPILED.find(
      ({ detect }) =>
        detect.scopes.has(name) || detect.scopePrefixes.some((prefix) => name.startsWith(prefix)),
    ) ?? null;
  if (scopes.size >= MAX_SCOPES) scopes.clear();
  scopes.set(name, found);
  return found;
}
