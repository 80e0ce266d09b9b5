/** What a tool was given and what it gave back, out of what frameworks put around it. */
import type { Part } from '@llmobservatory/model';
import { isRecord } from '../json';
import { opened } from './open';
import { firstText } from './text';

type ToolResult = Omit<Extract<Part, { type: 'tool_call_response' }>, 'type'>;

/** Members that stand beside `output` when a framework wraps the result of a tool. */
const BESIDE_OUTPUT: ReadonlySet<string> = new Set(['output', 'kwargs']);

/** LangChain's tool message has the id of its call; everything else is only the result. */
export function toolResultOf(value: unknown): ToolResult {
  const result = opened(value);
  if (isRecord(result)) {
    if ('output' in result && Object.keys(result).every((name) => BESIDE_OUTPUT.has(name))) {
      return toolResultOf(result.output);
    }
    const message = [result.kwargs, result.data, result].find(
      (inner): inner is Record<string, unknown> =>
        isRecord(inner) && typeof inner.tool_call_id === 'string' && 'content' in inner,
    );
    if (message) {
      const name = firstText(message.name);
      return {
        id: firstText(message.tool_call_id),
        ...(name === null ? {} : { name }),
        response: plainResponse(opened(message.content)),
      };
    }
  }
  return { id: null, response: plainResponse(result) };
}

/** How Vercel's AI SDK marks what kind of value a result is. */
const MARKS: ReadonlySet<unknown> = new Set(['text', 'json', 'content', 'error-text', 'error-json']);

/** The value inside of a mark; the text of a list that holds nothing but text blocks. */
export function plainResponse(value: unknown): unknown {
  if (isRecord(value) && MARKS.has(value.type) && 'value' in value) return plainResponse(value.value);
  if (!Array.isArray(value) || value.length === 0) return value;
  const texts = value.map((item) =>
    isRecord(item) && typeof item.text === 'string' && (item.type ?? 'text') === 'text' ? item.text : null,
  );
  return texts.includes(null) ? value : texts.join('\n');
}

/** A Python call is `{args, kwargs}`: one of the two is all there is, mostly. */
export function plainArguments(value: unknown): unknown {
  const sent = opened(value);
  if (!isRecord(sent) || !Array.isArray(sent.args) || !isRecord(sent.kwargs)) return sent;
  if (sent.args.length === 0) return sent.kwargs;
  return Object.keys(sent.kwargs).length === 0 ? sent.args : sent;
}
