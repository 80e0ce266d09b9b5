/** One message, whoever wrote it, in one shape; and lists of them inside requests and answers of providers. */
import type { Message, Part, Role } from '@llmobservatory/model';
import { finishReasonOf } from '../finishReason';
import { isRecord, jsonIn } from '../json';
import { opened, partsOf, toolCallPart } from './parts';
import { firstText, textPart } from './text';

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
  const content = typeof value === 'string' ? (structured(value) ?? value) : value;
  return rawMessages(content, role).filter((message) => message.parts.length > 0);
}

/** JSON objects and lists only: an answer that is the text "42" is no JSON to open. */
const structured = (text: string): unknown => {
  const parsed = jsonIn(text);
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
      Array.isArray(item) ? rawMessages(item, role) : [messageOf(item, role)],
    );
  }
  if (!isRecord(value)) return [{ role, parts: partsOf(value) }];
  // LangGraph's commands.
  if (isRecord(value.update)) return rawMessages(value.update, role);
  for (const [name, of] of LISTS) {
    if (Array.isArray(value[name])) return rawMessages(value[name], of ?? role);
  }
  if (typeof value.input === 'string' && typeof value.model === 'string')
    return [messageOf(value.input, 'user')];
  return [messageOf(value, role)];
}

/** Members that hold the messages of a body, and whose they are unless they say so. */
const LISTS: readonly (readonly [name: string, role: Role | null])[] = [
  ['messages', null],
  ['choices', 'assistant'],
  ['candidates', 'assistant'],
  ['generations', 'assistant'],
  ['contents', 'user'],
  ['output', 'assistant'],
  ['input', 'user'],
];

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
  if (isRecord(value.message)) return withFinish(messageOf(value.message, otherwise), value);
  if (isRecord(value.kwargs)) {
    const id = Array.isArray(value.id) ? String(value.id.at(-1)).replace(/Message(Chunk)?$/, '') : undefined;
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
  const parts = Array.isArray(value.parts) ? partsOf(value.parts) : contentParts(value, role);
  return withFinish({ role, ...nameOf(value.name), parts }, value);
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
  const content = value.contents ?? value.content ?? value.text ?? (isMessage(value) ? undefined : value);
  const callId = firstText(value.tool_call_id, role === 'tool' ? value.id : null);
  if (role === 'tool' && (callId !== null || value.tool_call_id !== undefined) && !isOwnResponse(content)) {
    const texts = partsOf(content);
    const response = texts.length === 1 && texts[0]!.type === 'text' ? opened(texts[0]!.content) : content;
    if (texts.some((part) => part.type === 'hidden')) parts.push(...texts);
    else if (content !== undefined && content !== null) {
      parts.push({ type: 'tool_call_response', id: callId, ...nameOf(value.name), response });
    }
  } else parts.push(...partsOf(content));
  if (typeof value.refusal === 'string' && value.refusal !== '') parts.push(textPart(value.refusal));
  for (const call of [
    ...listOf(value.tool_calls),
    ...(isRecord(value.function_call) ? [value.function_call] : []),
  ]) {
    const part = isRecord(call) ? toolCallPart(call) : null;
    if (
      part &&
      !parts.some(
        (known) =>
          known.type === 'tool_call' &&
          known.id !== null &&
          part.type === 'tool_call' &&
          known.id === part.id,
      )
    ) {
      parts.push(part);
    }
  }
  return parts;
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
