/** The OpenAI side of the stand-in: chat completions (also streamed) and embeddings, in the provider's wire format. */
import { randomUUID } from 'node:crypto';
import type { Bill } from './bill';
import type { Reply } from './server';
import { countTokens, decide, embed, type Turn } from './script';

interface ChatMessage {
  role: string;
  content?: unknown;
  tool_calls?: { id: string; function: { name: string } }[];
  tool_call_id?: string;
}

interface ChatRequest {
  model: string;
  messages: ChatMessage[];
  tools?: { function: { name: string } }[];
  stream?: boolean;
  stream_options?: { include_usage?: boolean };
}

interface Usage {
  prompt_tokens: number;
  completion_tokens: number;
  total_tokens: number;
  prompt_tokens_details: { cached_tokens: number };
  completion_tokens_details: { reasoning_tokens: number };
}

const newId = (prefix: string) => `${prefix}${randomUUID().replaceAll('-', '').slice(0, 24)}`;

export function embeddings(request: { model: string; input: string | string[] }, bill: Bill): Reply {
  const inputs = [request.input].flat();
  const inputTokens = inputs.reduce((sum, text) => sum + countTokens(text), 0);
  bill.charge({
    provider: 'openai',
    model: request.model,
    inputTokens,
    cacheReadTokens: 0,
    cacheWriteTokens: 0,
    outputTokens: 0,
  });
  return {
    json: {
      object: 'list',
      model: request.model,
      data: inputs.map((text, index) => ({ object: 'embedding', index, embedding: embed(text) })),
      usage: { prompt_tokens: inputTokens, total_tokens: inputTokens },
    },
  };
}

export function chat(request: ChatRequest, bill: Bill): Reply {
  const turn = decide({
    question: lastQuestion(request.messages),
    tools: (request.tools ?? []).map((tool) => tool.function.name),
    results: toolsAnswered(request.messages),
    newId: () => newId('call_'),
  });
  const usage = usageOf(request, turn);
  bill.charge({
    provider: 'openai',
    model: request.model,
    inputTokens: usage.prompt_tokens,
    cacheReadTokens: usage.prompt_tokens_details.cached_tokens,
    cacheWriteTokens: 0,
    outputTokens: usage.completion_tokens,
  });
  const head = {
    id: newId('chatcmpl-'),
    created: Math.floor(Date.now() / 1000),
    model: DATED[request.model] ?? request.model,
  };
  return request.stream
    ? { events: streamed(head, turn, request.stream_options?.include_usage ? usage : undefined) }
    : { json: whole(head, turn, usage) };
}

/** The provider answers with the dated name of the model. */
const DATED: Record<string, string> = {
  'gpt-4.1-mini': 'gpt-4.1-mini-2025-04-14',
  'o4-mini': 'o4-mini-2025-04-16',
};

const contentText = (content: unknown): string =>
  typeof content === 'string' ? content : JSON.stringify(content ?? '');

const lastQuestion = (messages: ChatMessage[]) =>
  contentText(messages.findLast((message) => message.role === 'user')?.content);

function toolsAnswered(messages: ChatMessage[]): string[] {
  const names = new Map(
    messages.flatMap((message) => message.tool_calls ?? []).map((call) => [call.id, call.function.name]),
  );
  return messages
    .filter((message) => message.role === 'tool')
    .map((message) => names.get(message.tool_call_id ?? '') ?? '');
}

/** A conversation that goes on finds its beginning in the cache, in blocks of 128 tokens from 1 024 on. */
function usageOf(request: ChatRequest, turn: Turn): Usage {
  const prompt =
    countTokens(JSON.stringify(request.messages)) + countTokens(JSON.stringify(request.tools ?? []));
  const again = request.messages.some((message) => message.role === 'assistant' || message.role === 'tool');
  const cached = again && prompt >= 1024 ? Math.floor(prompt / 128 / 2) * 128 : 0;
  const reasoning = request.model === 'o4-mini' ? 192 : 0;
  const completion = countTokens(turn.kind === 'text' ? turn.text : JSON.stringify(turn.calls)) + reasoning;
  return {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
    prompt_tokens_details: { cached_tokens: cached },
    completion_tokens_details: { reasoning_tokens: reasoning },
  };
}

type Head = { id: string; created: number; model: string };

function whole(head: Head, turn: Turn, usage: Usage): unknown {
  const message =
    turn.kind === 'text'
      ? { role: 'assistant', content: turn.text }
      : {
          role: 'assistant',
          content: null,
          tool_calls: turn.calls.map((call) => ({
            id: call.id,
            type: 'function',
            function: { name: call.name, arguments: JSON.stringify(call.arguments) },
          })),
        };
  return {
    ...head,
    object: 'chat.completion',
    choices: [{ index: 0, message, finish_reason: turn.kind === 'text' ? 'stop' : 'tool_calls' }],
    usage,
  };
}

function streamed(head: Head, turn: Turn, usage: Usage | undefined): string[] {
  const chunk = (choices: unknown[], extra: object = {}) =>
    `data: ${JSON.stringify({ ...head, object: 'chat.completion.chunk', choices, ...extra })}\n\n`;
  const words = turn.kind === 'text' ? turn.text.split(/(?<= )/) : [];
  return [
    chunk([{ index: 0, delta: { role: 'assistant', content: '' }, finish_reason: null }]),
    ...words.map((content) => chunk([{ index: 0, delta: { content }, finish_reason: null }])),
    chunk([{ index: 0, delta: {}, finish_reason: 'stop' }]),
    ...(usage ? [chunk([], { usage })] : []),
    'data: [DONE]\n\n',
  ];
}
