/** What a record is about, in order of trust: the dialect's own word, the words of others, what is there at all. */
import type { AttributesView } from '../decode/view';
import type { Operation } from '../record/span';
import { isSent } from './readField';
import type { CompiledDialect } from './slots';
import { slotOf } from './slots';

const TOOL_SLOTS = ['gen_ai.tool.name', 'gen_ai.tool.call.id'].map(slotOf);
const USAGE_FIELDS = ['inputTokens', 'outputTokens', 'totalTokens'] as const;

/**
 * Null when nothing says it. A name of the operation that nobody knows is `other`,
 * unless the record names a model and tokens: then a model was called, whatever they call it.
 */
export function operationOf(attributes: AttributesView, compiled: CompiledDialect): Operation | null {
  let unknown = false;
  for (const { slot, values, endings, otherwise, unless } of compiled.operations) {
    if (!attributes.has(slot) || unless.some((other) => attributes.has(other))) continue;
    const value = wordOf(attributes.text(slot));
    if (value === '') continue;
    const operation =
      values.get(value) ?? endings.find(([ending]) => value.endsWith(ending))?.[1] ?? otherwise;
    if (operation !== undefined) return operation;
    unknown = true;
  }
  if (TOOL_SLOTS.some((slot) => attributes.has(slot))) return 'tool';
  if (unknown && !hasAny(attributes, compiled, USAGE_FIELDS)) return 'other';
  if (!hasAny(attributes, compiled, ['requestModel', 'responseModel'])) return unknown ? 'other' : null;
  return 'chat';
}

/** Lowercase, without the quotes of an exporter that encodes every value as JSON. */
const wordOf = (text: string | undefined): string => (text ?? '').replaceAll('"', '').trim().toLowerCase();

const hasAny = (
  attributes: AttributesView,
  compiled: CompiledDialect,
  fields: readonly (keyof CompiledDialect['sources'])[],
): boolean => fields.some((field) => compiled.sources[field].some((source) => isSent(attributes, source)));
