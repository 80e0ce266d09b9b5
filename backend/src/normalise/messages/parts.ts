/**
 * Content of a message as parts, whoever wrote it: OpenTelemetry parts, OpenAI and Anthropic arrays, Gemini parts,
 * Bedrock blocks, Haystack contents. A shape that nobody knows becomes one `unknown` part: shown as it is rather than lost.
 */
import type { Part } from '@llmobservatory/model';
import { isRecord } from '../json';
import { mediaPart } from './media';
import { openJson, opened } from './open';
import { firstText, stringOf, textPart, typeOf } from './text';
import { plainResponse } from './toolResult';

export function partsOf(content: unknown): Part[] {
  if (content === null || content === undefined || content === '') return [];
  if (typeof content === 'string') return partsOfText(content);
  if (Array.isArray(content)) return content.flatMap(partsOfItem);
  if (isRecord(content)) return partsOfItem(content);
  return [textPart(String(content))];
}

/** JSON of content blocks may come as text; any other JSON is what somebody wrote. */
function partsOfText(text: string): Part[] {
  if (text.trimStart().startsWith('[')) {
    const blocks = openJson(text);
    if (Array.isArray(blocks) && blocks.length > 0 && blocks.every(isBlock))
      return blocks.flatMap(partsOfItem);
  }
  return [textPart(text)];
}

const isBlock = (value: unknown): boolean =>
  isRecord(value) &&
  (typeof value.type === 'string' || BLOCK_MEMBERS.some((name) => Object.hasOwn(value, name)));

const BLOCK_MEMBERS = [
  'text',
  'toolUse',
  'toolResult',
  'functionCall',
  'functionResponse',
  'toolRequest',
  'toolResponse',
  'reasoningContent',
];

function partsOfItem(item: unknown): Part[] {
  if (typeof item === 'string') return item === '' ? [] : [textPart(item)];
  if (!isRecord(item)) return item === null || item === undefined ? [] : [{ type: 'unknown', value: item }];
  // OpenInference wraps each item once more, and puts a tool call beside the type that announces it.
  if (isRecord(item.message_content)) return partsOfItem(announcedCall(item) ?? item.message_content);
  // LlamaIndex's word for it is `block_type`.
  const type = typeOf(item.type ?? item.block_type);
  // OpenLIT puts a whole list of blocks where the text of one belongs.
  if (type === 'text' && Array.isArray(item.content)) return item.content.flatMap(partsOfItem);
  const known = Object.hasOwn(BY_TYPE, type) ? BY_TYPE[type]!(item) : partWithoutType(item);
  if (known === 'nothing') return [];
  if (known === null && saysNothing(item)) return [];
  return [known ?? mediaPart(item) ?? { type: 'unknown', value: item }];
}

/** A type and no more: what it announces stands beside the parts of the message (OpenInference over the AI SDK). */
const saysNothing = ({ type, ...members }: Record<string, unknown>): boolean =>
  typeof type === 'string' && Object.values(members).every((value) => value === null);

const announcedCall = ({ message_content: content, tool_call: call }: Record<string, unknown>): unknown =>
  isRecord(content) && isRecord(call) && content.type === 'tool_use' ? { type: 'tool_call', ...call } : null;

/** `nothing`: a mark without content. Null: not this shape after all. */
type PartReader = (item: Record<string, unknown>) => Part | null | 'nothing';

const text: PartReader = (item) => {
  const content = item.content ?? item.text ?? item.refusal;
  return typeof content === 'string' ? textPart(content) : null;
};
const reasoning: PartReader = (item) => ({ type: 'reasoning', content: reasoningText(item) });
const toolCall: PartReader = (item) => toolCallPart(item);
const toolResult: PartReader = (item) => ({
  type: 'tool_call_response',
  // The id of the call comes first: an item may have an id of its own beside it.
  id: firstText(item.call_id, item.tool_use_id, item.tool_call_id, item.toolCallId, item.id),
  ...nameOf(item.name ?? item.toolName),
  response: plainResponse(opened(item.response ?? item.result ?? item.output ?? item.content ?? null)),
});

const BY_TYPE: Readonly<Record<string, PartReader>> = {
  text,
  input_text: text,
  output_text: text,
  refusal: text,
  reasoning,
  thinking: reasoning,
  redacted_thinking: () => ({ type: 'reasoning', content: null }),
  tool_call: toolCall,
  tool_use: toolCall,
  server_tool_use: toolCall,
  server_tool_call: toolCall,
  function_call: toolCall,
  function: toolCall,
  tool_call_response: toolResult,
  tool_result: toolResult,
  tool_response: toolResult,
  server_tool_call_response: toolResult,
  function_call_output: toolResult,
};

function partWithoutType(item: Record<string, unknown>): ReturnType<PartReader> {
  if (item.thought === true) return { type: 'reasoning', content: stringOf(item.text) };
  if (typeof item.text === 'string') return textPart(item.text);
  const call = item.functionCall ?? item.function_call ?? item.toolUse ?? item.toolRequest ?? item.tool_call;
  if (isRecord(call)) return toolCallPart(call);
  // A tool call that stands alone in a list of calls.
  if (typeof item.toolCallId === 'string' && typeof item.toolName === 'string' && !('result' in item))
    return toolCallPart(item);
  const result = item.functionResponse ?? item.function_response ?? item.toolResult ?? item.toolResponse;
  if (isRecord(result)) {
    return {
      type: 'tool_call_response',
      id: firstText(result.id, result.toolUseId, result.ref),
      ...nameOf(result.name),
      response: plainResponse(opened(result.response ?? result.content ?? result.output ?? null)),
    };
  }
  if (isRecord(item.tool_call_result)) return haystackResult(item.tool_call_result);
  if (isRecord(item.reasoning)) {
    // Without thinking Haystack's Anthropic generator says so in an empty text.
    const thought = stringOf(item.reasoning.reasoning_text);
    return thought === '' ? 'nothing' : { type: 'reasoning', content: thought };
  }
  if (isRecord(item.reasoningContent)) {
    const inner = item.reasoningContent.reasoningText;
    return { type: 'reasoning', content: isRecord(inner) ? stringOf(inner.text) : null };
  }
  return Object.hasOwn(item, 'cachePoint') ? 'nothing' : null;
}

/** Haystack repeats the call that a result answers. */
function haystackResult({ result, origin }: Record<string, unknown>): Part {
  const call = isRecord(origin) ? origin : {};
  return {
    type: 'tool_call_response',
    id: firstText(extraCallId(call), call.id),
    ...nameOf(call.tool_name),
    response: plainResponse(opened(result ?? null)),
  };
}

/** `{name, arguments}` however it is wrapped and named; null without a name. */
export function toolCallPart(call: Record<string, unknown>): Part | null {
  if (isRecord(call.tool_call)) return toolCallPart(call.tool_call);
  const inner = isRecord(call.function) ? call.function : call;
  const name = firstText(inner.name, inner.toolName, inner.tool_name);
  if (name === null) return null;
  return {
    type: 'tool_call',
    id: firstText(
      call.call_id,
      extraCallId(call),
      call.id,
      call.toolCallId,
      call.toolUseId,
      call.tool_call_id,
      call.ref,
    ),
    name,
    arguments: opened(inner.arguments ?? inner.input ?? inner.args ?? inner.tool_kwargs ?? null),
  };
}

/** Of the Responses API Haystack keeps the id of the item as `id`, and the one that results name beside it. */
const extraCallId = ({ extra }: Record<string, unknown>): unknown => (isRecord(extra) ? extra.call_id : null);

function reasoningText(item: Record<string, unknown>): string | null {
  const direct = firstText(item.content, item.thinking, item.text, item.reasoning, item.reasoning_content);
  if (direct !== null) return direct;
  const summaries = Array.isArray(item.summary) ? item.summary : [];
  const texts = summaries
    .map((one) => (isRecord(one) ? stringOf(one.text) : stringOf(one)))
    .filter((one) => one !== null);
  return texts.length > 0 ? texts.join('\n\n') : null;
}

const nameOf = (name: unknown): { name?: string } =>
  typeof name === 'string' && name !== '' ? { name } : {};
