/** Messages inside one attribute: structured, JSON text, plain text, or JSON that the sender cut off. */
import type { Conversation } from '@llmobservatory/model';
import { jsonIn } from '../json';
import { messagesOf } from './message';
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
  const opened = typeof value === 'string' ? (jsonIn(value) ?? value) : value;
  return isCut(value) ? cut(value) : partsOf(opened);
}

/** Messages of an attribute. JSON that does not end was cut by the sender: what is left is shown as text, and said so. */
export function carried(value: unknown, role: 'user' | 'assistant'): Conversation['input'] {
  if (isNothing(value)) return [];
  return isCut(value) ? [{ role, parts: cut(value) }] : messagesOf(value, role);
}

const isCut = (value: unknown): value is string =>
  typeof value === 'string' && /^\s*[[{]\s*["{[]/.test(value) && jsonIn(value) === undefined;

const cut = (text: string): Conversation['system'] => [
  { type: 'text', content: text },
  { type: 'hidden', reason: 'truncated' },
];

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
export const isNothing = (value: unknown): boolean => NOTHING.has(value);
