/** One message, whoever wrote it, in one shape; and lists of them inside requests and answers of providers. */
import type { Message, Part, Role } from '@llmobservatory/model';
import { finishReasonOf } from '../finishReason';
import { isRecord } from '../json';
import { bounded, openJson, opened } from './open';
import { partsOf, toolCallPart } from './parts';
import { firstText, stringOf, textPart } from './text';
import { plainResponse, toolResultOf } from './toolResult';

const ROLES: Readonly<Record<string, Role>> = {
  system: 'system', developer: 'system',
  user: 'user', human: 'user',
  assistant: 'assistant', model: 'assistant', ai: 'assistant', aimessagechunk: 'assistant', chatbot: 'assistant',
  tool: 'tool', function: 'tool', ipython: 'tool',
}; // prettier-ignore

const roleOf = (role: unknown, otherwise: Role): Role => {
  const word = typeof role === 'string' ? role.toLowerCase() : '';
  return Object.hasOwn(ROLES, word) ? ROLES[word]! : otherwise;
};

/**
 * Every message in a value: a list, the body of a request (`messages`, `contents`, `input`), of an answer
 * (`choices`, `candidates`, `generations`, `output`), JSON text of these, or plain text. Messages without content are left out.
 */
export function messagesOf(value: unknown, role: Role): Message[] {
  const content = typeof value === 'string' ? (structured(value) ?? value) : bounded(value);
  return rawMessages(content, role).filter((message) => message.parts.length > 0);
}

/** Results alone are what the tool says, though Anthropic, Gemini and OpenTelemetry's newer conventions let the user say it. */
function spoken(message: Message): Message {
  if (message.parts.length === 0) return message;
  if (message.parts.every(({ type }) => type === 'tool_call_response')) return { ...message, role: 'tool' };
  // Koog lets the tool say that it was called.
  return message.role === 'tool' && message.parts.every(({ type }) => type === 'tool_call')
    ? { ...message, role: 'assistant' }
    : message;
}

/** JSON objects and lists only: an answer that is the text "42" is no JSON to open. */
const structured = (text: string): unknown => {
  const parsed = openJson(text);
  if (typeof parsed === 'object' && parsed !== null) return parsed;
  return text.trimStart().startsWith('"') && typeof parsed === 'string' ? parsed : undefined;
};

function rawMessages(value: unknown, role: Role): Message[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) {
    if (value.length > 0 && value.every((item) => isRecord(item) && isContentBlock(item))) {
      return [{ role, parts: partsOf(value) }];
    }
    return value.flatMap((item: unknown) =>
      Array.isArray(item) || isCommand(item) ? rawMessages(item, role) : [messageOf(unquoted(item), role)],
    );
  }
  if (!isRecord(value)) return [{ role, parts: partsOf(value) }];
  if (isCommand(value)) return rawMessages(value.update, role);
  for (const [name, of] of LISTS) {
    if (Array.isArray(value[name])) return isVectors(value[name]) ? [] : rawMessages(value[name], of ?? role);
  }
  const said = soleText(value);
  return said === null ? [messageOf(value, role)] : [{ role, parts: partsOf(said) }];
}

/** The AI SDK writes each text of a list as JSON. */
const unquoted = (item: unknown): unknown =>
  typeof item === 'string' && item.startsWith('"') ? opened(item) : item;

/** LangGraph's way to hand messages on. */
const isCommand = (value: unknown): value is { update: Record<string, unknown> } =>
  isRecord(value) && isRecord(value.update);

/** The answer to an embedding: numbers, nothing that anybody said. */
const isVectors = (list: unknown): boolean =>
  Array.isArray(list) && list.length > 0 && list.every((item) => isRecord(item) && 'embedding' in item);

/** Members that hold the messages of a body, and whose they are unless they say so. */
const LISTS: readonly (readonly [name: string, role: Role | null])[] = [
  ['messages', null],
  ['choices', 'assistant'],
  ['candidates', 'assistant'],
  ['generations', 'assistant'],
  ['contents', 'user'],
  ['output', 'assistant'],
  ['input', 'user'],
  ['prompt', 'user'],
  ['texts', 'user'],
  ['data', null],
];

/** Members that hold what was asked or answered as one text. */
const TEXTS = [
  'prompt', 'input', 'query', 'question', 'task', 'message', 'inputText', 'query_str',
  'completion', 'generation', 'outputText', 'output_text',
] as const; // prettier-ignore
/** What stands beside it in the body of a request, and is read on its own or no part of what was said. */
const BESIDE: ReadonlySet<string> = new Set(['system', 'instructions', 'tools', 'stop_reason', 'stop']);

/** `{system, prompt, stream: true}` asks what is in `prompt`; `{query, filters: {…}}` is a call of some function, not a text. */
function soleText(value: Record<string, unknown>): string | null {
  const name = TEXTS.find((each) => typeof value[each] === 'string' && value[each] !== '');
  if (name === undefined || value.role !== undefined || value.content !== undefined) return null;
  const others = Object.entries(value).filter(([other]) => other !== name && !BESIDE.has(other));
  const isBody = typeof value.model === 'string' || others.every(([, other]) => saysNothing(other));
  return isBody ? (value[name] as string) : null;
}

const saysNothing = (value: unknown): boolean =>
  value === null || value === '' || typeof value === 'boolean' || typeof value === 'number';

/** A list of these is the content of one message, not a list of messages. */
const isContentBlock = (item: Record<string, unknown>): boolean =>
  item.role === undefined && typeof item.type === 'string' && CONTENT_TYPES.has(item.type);

const CONTENT_TYPES: ReadonlySet<string> = new Set([
  'text', 'input_text', 'output_text', 'image', 'image_url', 'input_image', 'input_audio', 'thinking', 'redacted_thinking',
  'tool_use', 'tool_result', 'document', 'file',
]); // prettier-ignore

export function messageOf(value: unknown, otherwise: Role): Message {
  if (!isRecord(value)) return { role: otherwise, parts: partsOf(value) };
  // Wrappers: OpenInference's `message`, a choice's `message`, LangChain's `kwargs` and `data`, Gemini's `content`.
  if (isRecord(value.message))
    return withFinish(withResults(messageOf(value.message, otherwise), value), value);
  if (isRecord(value.kwargs)) {
    const id = Array.isArray(value.id)
      ? stringOf(value.id.at(-1))?.replace(/Message(Chunk)?$/, '')
      : undefined;
    return messageOf({ ...value.kwargs, role: value.kwargs.type ?? id }, otherwise);
  }
  if (isRecord(value.data) && typeof value.type === 'string' && Object.hasOwn(ROLES, value.type)) {
    return messageOf({ ...value.data, role: value.type }, otherwise);
  }
  if (isRecord(value.content) && Array.isArray(value.content.parts)) {
    return withFinish(messageOf(value.content, otherwise), value);
  }
  const item = responsesItem(value);
  if (item) return item;
  const role = roleOf(value.role ?? value.type, otherwise);
  const parts = Array.isArray(value.parts)
    ? partsBesideCalls(value.parts, value, role)
    : contentParts(value, role);
  return withFinish(spoken({ role, ...nameOf(value.name), parts }), value);
}

/** OpenInference's AutoGen puts the results of tools beside the message that is about them. */
function withResults(message: Message, { function: results }: Record<string, unknown>): Message {
  if (message.parts.length > 0 || !Array.isArray(results)) return message;
  const parts = results.map(opened).flatMap((result): Part[] =>
    isRecord(result) && 'content' in result
      ? [
          {
            type: 'tool_call_response',
            id: firstText(result.call_id),
            ...nameOf(result.name),
            response: opened(result.content),
          },
        ]
      : [],
  );
  return spoken({ ...message, parts });
}

/** Items of OpenAI's Responses API that are no messages. */
function responsesItem(value: Record<string, unknown>): Message | null {
  if (value.role !== undefined) return null;
  switch (value.type) {
    case 'function_call':
    case 'reasoning':
    case 'tool_call':
      return { role: 'assistant', parts: partsOf([value]) };
    case 'function_call_output':
    case 'tool_call_response':
      return { role: 'tool', parts: partsOf([value]) };
    default:
      return null;
  }
}

function contentParts(value: Record<string, unknown>, role: Role): Part[] {
  const parts: Part[] = [];
  const reasoning = firstText(value.reasoning_content, value.reasoning);
  if (reasoning !== null) parts.push({ type: 'reasoning', content: reasoning });
  const content =
    value.contents ?? value.content ?? value.blocks ?? value.text ?? (isMessage(value) ? undefined : value);
  const callId = firstText(value.tool_call_id, role === 'tool' ? value.id : null);
  if (role === 'tool' && (callId !== null || value.tool_call_id !== undefined) && !isOwnResponse(content)) {
    const texts = partsOf(content);
    if (texts.some((part) => part.type === 'hidden')) parts.push(...texts);
    else if (content !== undefined && content !== null) {
      const { response } = toolResultOf(content);
      parts.push({ type: 'tool_call_response', id: callId, ...nameOf(value.name), response });
    }
  } else parts.push(...partsOf(content));
  if (typeof value.refusal === 'string' && value.refusal !== '') parts.push(textPart(value.refusal));
  return [...parts, ...callsBeside(parts, value)];
}

/** LiteLLM puts the text of OpenAI's messages into parts, and leaves calls and their ids beside them. */
function partsBesideCalls(sent: readonly unknown[], value: Record<string, unknown>, role: Role): Part[] {
  const parts = partsOf(sent);
  const calls = callsBeside(parts, value);
  const id = role === 'tool' ? firstText(value.tool_call_id) : null;
  const texts = parts.flatMap((part) => (part.type === 'text' ? part.content : []));
  if (id !== null && texts.length > 0 && texts.length === parts.length) {
    const response = plainResponse(opened(texts.join('\n')));
    return [{ type: 'tool_call_response', id, ...nameOf(value.name), response }];
  }
  return calls.length > 0
    ? [...parts.filter((part) => part.type !== 'text' || part.content !== ''), ...calls]
    : parts;
}

function callsBeside(parts: readonly Part[], value: Record<string, unknown>): Part[] {
  const calls: Part[] = [];
  const known = new Set(parts.map((part) => (part.type === 'tool_call' ? part.id : null)));
  for (const sent of [...listOf(value.tool_calls), value.function_call]) {
    const call = opened(sent);
    const part = isRecord(call) ? toolCallPart(call) : null;
    // Some name each call twice: as a block of the content, and in the list of calls.
    if (part?.type === 'tool_call' && (part.id === null || !known.has(part.id))) calls.push(part);
  }
  return calls;
}

/** An object without these is no message but something the sender put in a message's place; an empty one is nothing. */
const isMessage = (value: Record<string, unknown>): boolean =>
  Object.keys(value).length === 0 || MESSAGE_MEMBERS.some((name) => Object.hasOwn(value, name));

const MESSAGE_MEMBERS = ['role', 'content', 'tool_calls', 'function_call', 'refusal', 'reasoning_content'];

/** Content that names the call it answers itself. */
const isOwnResponse = (content: unknown): boolean =>
  Array.isArray(content) && content.some((item) => isRecord(item) && item.type === 'tool_result');

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

function withFinish(message: Message, value: Record<string, unknown>): Message {
  const info = isRecord(value.generation_info) ? value.generation_info : {};
  const reason = firstText(value.finish_reason, value.finishReason, value.stop_reason, info.finish_reason);
  return reason === null || message.finishReason !== undefined
    ? message
    : { ...message, finishReason: finishReasonOf(reason) };
}

const nameOf = (name: unknown): { name?: string } =>
  typeof name === 'string' && name !== '' ? { name } : {};
