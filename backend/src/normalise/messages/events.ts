/** Messages that came as events: of the span, or as log records with its id, in any order. */
import type { Conversation, Message, Role } from '@llmobservatory/model';
import { DIALECTS } from '../dialects';
import { isRecord } from '../json';
import { carried, otelMessages, type Found } from './carried';
import type { ContentEvent, ContentLog, ConversationSource } from './conversation';
import { messageOf, messagesOf } from './message';
import { opened, openJson } from './open';
import { stringOf } from './text';

const DETAILS = 'gen_ai.client.inference.operation.details';

/** One event with everything; some send input and output in two, so several are put together. */
export function operationDetails(source: ConversationSource): Found {
  const found: Conversation = { system: [], input: [], output: [], toolDefinitions: [] };
  for (const event of eventsOf(source)) {
    if (event.name !== DETAILS) continue;
    const { system, input, output, toolDefinitions } = otelMessages({
      ...(isRecord(event.body) ? event.body : {}),
      ...event.attributes,
    });
    found.system.push(...(system ?? []));
    found.input.push(...(input ?? []));
    found.output.push(...(output ?? []));
    found.toolDefinitions.push(...(toolDefinitions ?? []));
  }
  return found;
}

const MESSAGE_EVENTS: Readonly<Record<string, Role>> = {
  'gen_ai.system.message': 'system',
  'gen_ai.user.message': 'user',
  'gen_ai.assistant.message': 'assistant',
  'gen_ai.tool.message': 'tool',
};

/** One event for each message (conventions 1.28 to 1.36), and one for each choice. */
export function messageEvents(source: ConversationSource): Found {
  return messagesIn(eventsOf(source));
}

/** The same events as a list in one attribute (pydantic-ai's first format); null for any other list. */
export function listedEvents(list: unknown): Found | null {
  if (!Array.isArray(list) || !list.some((item) => isRecord(item) && 'event.name' in item)) return null;
  const found = messagesIn(
    list
      .filter(isRecord)
      .map((body) => ({ name: stringOf(body['event.name']) ?? '', body, attributes: {}, time: 0n })),
  );
  return found.output?.length ? found : withAnswerApart(found.input ?? []);
}

/** Lists that name no choice (Logfire, of the Responses API) end with what was answered to all before it. */
function withAnswerApart(messages: readonly Message[]): Found {
  const asked = messages.findLastIndex(({ role }) => role !== 'assistant') + 1;
  return { input: messages.slice(0, asked), output: messages.slice(asked) };
}

function messagesIn(events: readonly AnyEvent[]): Found {
  const input: Message[] = [];
  const choices: { index: number; message: Message }[] = [];
  for (const event of events) {
    const fields = fieldsOf(event);
    const role = Object.hasOwn(MESSAGE_EVENTS, event.name) ? MESSAGE_EVENTS[event.name]! : undefined;
    if (role !== undefined) input.push(messageOf({ role, ...fields }, role));
    else if (event.name === 'gen_ai.choice') {
      choices.push({ index: indexOf(fields.index), message: choiceOf(fields) });
    }
  }
  choices.sort((left, right) => left.index - right.index);
  const output = choices.map(({ message }) => message);
  return { input: input.filter(hasParts), output: output.filter(hasParts) };
}

/** Some send it as text. */
const indexOf = (index: unknown): number =>
  typeof index === 'number' || typeof index === 'string' ? Number(index) || 0 : 0;

const hasParts = (message: Message): boolean => message.parts.length > 0;

function choiceOf(fields: Record<string, unknown>): Message {
  const { message } = fields;
  const inner = typeof message === 'string' ? (openJson(message) ?? message) : (message ?? fields);
  const content = Array.isArray(inner) ? { role: 'assistant', content: inner } : inner;
  return messageOf(
    { message: isRecord(content) ? content : { content }, finish_reason: fields.finish_reason },
    'assistant',
  );
}

/** A tool that ran, told by events (Strands): the message is what it was called with, the choice what came back. */
export function toolEvents(source: ConversationSource): {
  arguments?: unknown;
  result?: unknown;
  id?: unknown;
} {
  const found: { arguments?: unknown; result?: unknown; id?: unknown } = {};
  for (const event of eventsOf(source)) {
    const fields = fieldsOf(event);
    if (event.name === 'gen_ai.tool.message') found.arguments ??= fields.content;
    else if (event.name === 'gen_ai.choice') found.result ??= fields.message;
    else continue;
    found.id ??= fields.id;
  }
  return found;
}

/** Conventions 1.26 and 1.27: prompt and completion as text or JSON in two events of the span. */
export function promptEvents(source: ConversationSource): Found {
  const input: Message[] = [];
  const output: Message[] = [];
  for (const { name, attributes } of eventsOf(source)) {
    if (name === 'gen_ai.content.prompt') input.push(...messagesOf(attributes['gen_ai.prompt'], 'user'));
    if (name === 'gen_ai.content.completion')
      output.push(...messagesOf(attributes['gen_ai.completion'], 'assistant'));
  }
  return { input, output };
}

const TOLD = new Map(DIALECTS.flatMap(({ messages }) => Object.entries(messages?.events ?? {})));

/** Events of a dialect with one text each. Some have their whole name in the body. */
export function declaredEvents(source: ConversationSource): Found {
  const input: Message[] = [];
  const output: Message[] = [];
  for (const { name, body, attributes } of eventsOf(source)) {
    const told = TOLD.get(name) ?? (typeof body === 'string' ? TOLD.get(body) : undefined);
    if (told?.input) input.push(...carried(attributes[told.input], 'user'));
    if (told?.output) output.push(...carried(attributes[told.output], 'assistant'));
  }
  return { input, output };
}

interface AnyEvent {
  name: string;
  body: unknown;
  attributes: Record<string, unknown>;
  time: bigint;
}

/** In order of time; equal times keep the order they came in. */
function eventsOf({ events, logs }: ConversationSource): AnyEvent[] {
  return [...(events ?? []).map(fromSpan), ...logs.map(fromLog)].sort((left, right) =>
    left.time < right.time ? -1 : left.time > right.time ? 1 : 0,
  );
}

const fromSpan = (event: ContentEvent): AnyEvent => ({
  name: event.name,
  body: undefined,
  attributes: event.attributes,
  time: BigInt(event.timeUnixNano),
});

const fromLog = (log: ContentLog): AnyEvent => ({
  name: log.eventName ?? '',
  body: typeof log.body === 'string' ? (openJson(log.body) ?? log.body) : log.body,
  attributes: log.attributes,
  time: BigInt(log.timeUnixNano),
});

/**
 * The body of a log record, or the attributes of a span event; a body that is text is the content. Azure's SDKs put the
 * body into an attribute of the event, as JSON.
 */
function fieldsOf({ body, attributes }: AnyEvent): Record<string, unknown> {
  const inAttribute = opened(attributes['gen_ai.event.content']);
  if (isRecord(inAttribute)) return inAttribute;
  if (isRecord(body)) return body;
  return typeof body === 'string' && body !== '' ? { content: body } : attributes;
}
