/** How many tools the model asked for in an answer. */
import type { AttributesView } from '../decode/view';
import { isRecord, jsonIn } from './json';
import { PLAIN_SLOTS, TOOL_CALL_SLOTS } from './slots';

/** Null when neither the messages nor the finish reasons tell. Messages are only opened when a reason says that tools were called. */
export function toolCountOf(attributes: AttributesView, finishReasons: readonly string[]): number | null {
  const indexed = TOOL_CALL_SLOTS.filter((slot) => attributes.has(slot)).length;
  if (indexed > 0) return indexed;
  if (finishReasons.length === 0) return null;
  if (!finishReasons.includes('tool_call')) return 0;
  const messages = jsonIn(attributes.value(PLAIN_SLOTS.outputMessages));
  if (!Array.isArray(messages)) return null;
  return messages.flatMap(partsOf).filter((part) => isRecord(part) && part.type === 'tool_call').length;
}

const partsOf = (message: unknown): unknown[] =>
  isRecord(message) && Array.isArray(message.parts) ? message.parts : [];
