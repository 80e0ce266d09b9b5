/** Messages inside one attribute: structured, JSON text, plain text, or JSON that the sender cut off. */
import type { Conversation } from '@llmobservatory/model';
import { messagesOf } from './message';
import { openJson } from './open';
import { partsOf } from './parts';
import { toolDefinitionsOf } from './toolDefinitions';

export type Found = Partial<Conversation>;

/** Attributes `gen_ai.input.messages` …, structured or as JSON; also the attributes of an event that carries them. */
export function otelMessages(carriers: Record<string, unknown>): Found {
  return {
    system: instructionsOf(carriers['gen_ai.system_instructions']),
    input: carried(carriers['gen_ai.input.messages'], 'user'),
    output: carried(carriers['gen_ai.output.messages'], 'assistant'),
    toolDefinitions: toolDefinitionsOf(carriers['gen_ai.tool.definitions']),
  };
}

function instructionsOf(value: unknown): Conversation['system'] {
  if (isNothing(value)) return [];
  const opened = typeof value === 'string' ? (openJson(value) ?? value) : value;
  return isCut(value) ? cut(value) : partsOf(opened);
}

/** Messages of an attribute. JSON that does not end was cut by the sender: what is left is shown as text, and said so. */
export function carried(value: unknown, role: 'user' | 'assistant'): Conversation['input'] {
  if (isNothing(value)) return [];
  return isCut(value) ? [{ role, parts: cut(value) }] : messagesOf(value, role);
}

/** Begins like JSON, and has no end like it. What ends like it is no JSON for another reason (Python's way of writing lists). */
const isCut = (value: unknown): value is string =>
  typeof value === 'string' &&
  /^\s*[[{]\s*["{[]/.test(value) &&
  !/[\]}]\s*$/.test(value.slice(-100)) &&
  openJson(value) === undefined;

const cut = (text: string): Conversation['system'] => [
  { type: 'text', content: text },
  { type: 'hidden', reason: 'truncated' },
];

/** A Python object that was printed instead of what is in it. */
const PRINTED_OBJECT = /^<[\w.]+ object at 0x[0-9a-f]+>$/;

const NOTHING: ReadonlySet<unknown> = new Set([
  undefined,
  null,
  '',
  '{}',
  '[]',
  '""',
  'null',
  '<not specified>',
  'N/A',
]);
export const isNothing = (value: unknown): boolean =>
  NOTHING.has(value) || (typeof value === 'string' && value.length < 200 && PRINTED_OBJECT.test(value));
