/**
 * Conversation of a span → what is shown, in order. Tool calls and their results are joined into one card by call id,
 * because senders put them into different messages, and often into different spans.
 */
import type { Conversation, Message, Part, Role } from '@llmobservatory/model';
import type { Node, Trace } from './tree';
import { tagsOf } from './fields';

type ToolPart = Extract<Part, { type: 'tool_call' | 'tool_call_response' }>;
export type ContentPart = Exclude<Part, ToolPart>;

export type Block =
  | { type: 'system'; parts: Part[] }
  | MessageBlock
  /** Calls that the model made at once, or results nobody asked for. */
  | { type: 'tools'; cards: ToolCard[] };

export interface MessageBlock {
  type: 'message';
  role: Role;
  name: string | null;
  parts: ContentPart[];
  /** Of several answers: which one, from 1. `null`: the only one, or no answer. */
  choice: { number: number; of: number } | null;
  finishReason: string | null;
}

export interface ToolCard {
  id: string | null;
  name: string | null;
  /** `null`: a result whose call is not here. */
  call: { arguments: unknown } | null;
  /** `null`: no result recorded, here or later in the trace. */
  result: { response: unknown } | null;
  /** The span that ran the tool. */
  ranIn: Node | null;
}

/** `output` = first block of the answer. */
export interface Chat {
  blocks: Block[];
  output: number;
}

export function buildChat(conversation: Conversation, evidence: ToolEvidence): Chat {
  const blocks: Block[] = [];
  const waiting: ToolCard[] = [];
  if (conversation.system.length > 0) blocks.push({ type: 'system', parts: conversation.system });
  for (const message of conversation.input) addMessage(blocks, waiting, message, null);
  const output = blocks.length;
  const answers = conversation.output.length;
  conversation.output.forEach((message, index) =>
    addMessage(blocks, waiting, message, answers > 1 ? { number: index + 1, of: answers } : null),
  );
  for (const block of blocks) {
    if (block.type !== 'tools') continue;
    for (const card of block.cards) {
      if (card.id === null) continue;
      card.ranIn = evidence.spans.get(card.id) ?? null;
      const response = evidence.results.get(card.id);
      if (card.result === null && response !== undefined) card.result = { response };
    }
  }
  return { blocks, output };
}

function addMessage(
  blocks: Block[],
  waiting: ToolCard[],
  message: Message,
  choice: MessageBlock['choice'],
): void {
  if (message.role === 'system') {
    blocks.push({ type: 'system', parts: message.parts });
    return;
  }
  let content: ContentPart[] = [];
  let group: ToolCard[] | null = null;
  const flush = () => {
    if (content.length === 0) return;
    group = null;
    blocks.push({
      type: 'message',
      role: message.role,
      name: message.name ?? null,
      parts: content,
      choice,
      finishReason: message.finishReason ?? null,
    });
    content = [];
  };
  for (const part of message.parts) {
    if (part.type === 'tool_call') {
      flush();
      const card: ToolCard = {
        id: part.id,
        name: part.name,
        call: { arguments: part.arguments },
        result: null,
        ranIn: null,
      };
      waiting.push(card);
      // Calls of one message without words between them were made in parallel.
      if (group) group.push(card);
      else blocks.push({ type: 'tools', cards: (group = [card]) });
    } else if (part.type === 'tool_call_response') {
      flush();
      const index = waiting.findIndex((card) => card.id === part.id);
      const [card] = index < 0 ? [] : waiting.splice(index, 1);
      if (card) card.result = { response: part.response };
      else {
        const result = { response: part.response };
        const alone = { id: part.id, name: part.name ?? null, call: null, result, ranIn: null };
        blocks.push({ type: 'tools', cards: [alone] });
      }
    } else content.push(part);
  }
  flush();
}

/** What the rest of the trace knows about tool calls, by call id. */
export interface ToolEvidence {
  /** Results that later calls sent back to the model. */
  results: ReadonlyMap<string, unknown>;
  spans: ReadonlyMap<string, Node>;
}

/** Attributes by which tool spans name the call they ran for. */
const CALL_ID_TAGS: ReadonlySet<string> = new Set(['gen_ai.tool.call.id', 'tool_call.id', 'tool.call.id']);

export function toolEvidence(trace: Trace): ToolEvidence {
  const results = new Map<string, unknown>();
  const spans = new Map<string, Node>();
  for (const node of trace.nodes) {
    for (const { parts } of node.span.llm?.messages?.input ?? []) {
      for (const part of parts) {
        if (part.type === 'tool_call_response' && part.id !== null) results.set(part.id, part.response);
      }
    }
    if (node.span.kind !== 'tool') continue;
    const id = tagsOf(node.span).find(({ key }) => CALL_ID_TAGS.has(key))?.value;
    if (typeof id === 'string') spans.set(id, node);
  }
  return { results, spans };
}

/** Models write tool arguments and structured answers as JSON text; `undefined`: it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
