/**
 * The messages of one span, from whatever carried them. Read when somebody looks, never at ingest.
 * Sources are asked in order; the first that has messages gives them. Input, output and tools may come from different ones:
 * some instrumentations put the question into attributes and the answer into an event.
 */
import type { Conversation, Message, Part } from '@llmobservatory/model';
import { bounded } from './open';
import { SOURCES } from './sources';

export interface ConversationSource {
  /** `span_content.carriers`, parsed. */
  carriers: Record<string, unknown> | null;
  /** `span_content.events`, parsed. */
  events: readonly ContentEvent[] | null;
  /** Log records with the span's id, in any order; body as stored, JSON text parsed. */
  logs: readonly ContentLog[];
  dialect: string | null;
  operation: string | null;
  toolName?: string | null;
}

export interface ContentEvent {
  name: string;
  timeUnixNano: string;
  attributes: Record<string, unknown>;
}

export interface ContentLog {
  eventName: string | null;
  body: unknown;
  attributes: Record<string, unknown>;
  timeUnixNano: bigint | string;
}

export function conversationOf(source: ConversationSource): Conversation {
  let system: Part[] = [];
  let input: Message[] = [];
  let output: Message[] = [];
  let toolDefinitions: Conversation['toolDefinitions'] = [];
  const whole = bounded(source) as ConversationSource;
  for (const read of SOURCES) {
    const found = read(whole);
    if (found.system?.length && system.length === 0) system = found.system;
    if (found.input?.length) input = input.length === 0 ? found.input : withIds(input, found.input);
    if (found.output?.length) output = output.length === 0 ? found.output : withIds(output, found.output);
    if (found.toolDefinitions?.length && toolDefinitions.length === 0)
      toolDefinitions = found.toolDefinitions;
  }
  const conversation = { ...apart(system, input), output, toolDefinitions };
  nameResults(conversation);
  return conversation;
}

/** Flattened messages may have lost the ids of their tool calls, which the same messages have elsewhere on the span. */
function withIds(messages: Message[], same: readonly Message[]): Message[] {
  const [calls, known] = [toolCallsOf(messages), toolCallsOf(same)];
  if (calls.length !== known.length || calls.some(({ name }, index) => name !== known[index]!.name)) {
    return messages;
  }
  calls.forEach((call, index) => (call.id ??= known[index]!.id));
  return messages;
}

const toolCallsOf = (messages: readonly Message[]) =>
  messages.flatMap(({ parts }) => parts.flatMap((part) => (part.type === 'tool_call' ? [part] : [])));

/** System messages at the beginning are the instructions; later ones stay where they were said. */
function apart(system: Part[], input: Message[]): { system: Part[]; input: Message[] } {
  const first = input.findIndex(({ role }) => role !== 'system');
  const leading = input.slice(0, first < 0 ? input.length : first);
  const known = new Set(system.map((part) => JSON.stringify(part)));
  const said = leading.flatMap(({ parts }) => parts).filter((part) => !known.has(JSON.stringify(part)));
  return { system: [...system, ...said], input: input.slice(leading.length) };
}

/** A result names the id of its call, and the call names the tool: joined, so that a result can be shown on its own. */
function nameResults({ input, output }: Conversation): void {
  const parts = [...input, ...output].flatMap((message) => message.parts);
  const names = new Map<string, string>();
  for (const part of parts) if (part.type === 'tool_call' && part.id !== null) names.set(part.id, part.name);
  for (const part of parts) {
    if (part.type !== 'tool_call_response' || part.id === null || part.name !== undefined) continue;
    const name = names.get(part.id);
    if (name !== undefined) part.name = name;
  }
}
