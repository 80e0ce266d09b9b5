/** The Anthropic side of the stand-in: messages, whole and streamed, with its cache: written once, read afterwards. */
import { randomUUID } from 'node:crypto';
import type { Bill } from './bill';
import type { Reply } from './server';
import { countTokens } from './script';

interface MessagesRequest {
  model: string;
  system?: string | { type: 'text'; text: string; cache_control?: unknown }[];
  messages: { role: string; content: unknown }[];
  stream?: boolean;
}

/** System prompts that were written to the cache, for as long as the server lives. */
export function createAnthropic(bill: Bill) {
  const cached = new Set<string>();

  return function messages(request: MessagesRequest): Reply {
    const question = request.messages
      .map((message) =>
        typeof message.content === 'string' ? message.content : JSON.stringify(message.content),
      )
      .join('\n');
    const text = classify(question);
    const blocks = typeof request.system === 'string' ? [] : (request.system ?? []);
    const marked = blocks
      .filter((block) => block.cache_control)
      .map((block) => block.text)
      .join('');
    const fresh =
      countTokens(question) + countTokens(typeof request.system === 'string' ? request.system : '');
    const cacheTokens = marked ? countTokens(marked) : 0;
    const known = cached.has(marked);
    if (marked) cached.add(marked);
    const usage = {
      input_tokens: fresh,
      cache_creation_input_tokens: known ? 0 : cacheTokens,
      cache_read_input_tokens: known ? cacheTokens : 0,
      output_tokens: countTokens(text),
    };
    bill.charge({
      provider: 'anthropic',
      model: request.model,
      inputTokens: usage.input_tokens + usage.cache_creation_input_tokens + usage.cache_read_input_tokens,
      cacheReadTokens: usage.cache_read_input_tokens,
      cacheWriteTokens: usage.cache_creation_input_tokens,
      outputTokens: usage.output_tokens,
    });
    const head = {
      id: `msg_${randomUUID().replaceAll('-', '').slice(0, 24)}`,
      type: 'message',
      role: 'assistant',
      model: `${request.model}-20251001`,
    };
    return request.stream
      ? { events: streamed(head, text, usage) }
      : {
          json: {
            ...head,
            content: [{ type: 'text', text }],
            stop_reason: 'end_turn',
            stop_sequence: null,
            usage,
          },
        };
  };
}

/** Kind and urgency of a ticket, as JSON text: what the triage service asks for. */
function classify(question: string): string {
  const kind = /refund|money back/i.test(question)
    ? 'refund'
    : /order|parcel|delivery/i.test(question)
      ? 'order'
      : 'account';
  return JSON.stringify({ kind, urgency: /now|today|!/i.test(question) ? 'high' : 'normal', language: 'en' });
}

interface AnthropicUsage {
  input_tokens: number;
  cache_creation_input_tokens: number;
  cache_read_input_tokens: number;
  output_tokens: number;
}

function streamed(head: object, text: string, usage: AnthropicUsage): string[] {
  const event = (type: string, data: object) =>
    `event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`;
  const pieces = text.match(/.{1,12}/gs) ?? [];
  return [
    event('message_start', {
      message: {
        ...head,
        content: [],
        stop_reason: null,
        stop_sequence: null,
        usage: { ...usage, output_tokens: 1 },
      },
    }),
    event('content_block_start', { index: 0, content_block: { type: 'text', text: '' } }),
    ...pieces.map((piece) =>
      event('content_block_delta', { index: 0, delta: { type: 'text_delta', text: piece } }),
    ),
    event('content_block_stop', { index: 0 }),
    event('message_delta', {
      delta: { stop_reason: 'end_turn', stop_sequence: null },
      usage: { output_tokens: usage.output_tokens },
    }),
    event('message_stop', {}),
  ];
}
