/** Where messages stand, in order of precedence (docs/dialects.md#messages). Each reader gives what it finds, or nothing. */
import { DIALECTS } from '../dialects';
import { isRecord, jsonIn, member } from '../json';
import { carried, isNothing, otelMessages, type Found } from './carried';
import type { ConversationSource } from './conversation';
import { messageEvents, operationDetails, promptEvents } from './events';
import { indexedItems } from './indexed';
import { messagesOf } from './message';
import { opened } from './parts';
import { toolDefinitionsOf } from './toolDefinitions';

export type SourceReader = (source: ConversationSource) => Found;

export const SOURCES: readonly SourceReader[] = [
  toolSpan,
  otelAttributes,
  operationDetails,
  messageEvents,
  openinferenceMessages,
  openinferenceTexts,
  numberedPrompts,
  promptEvents,
  promptAttributes,
  dialectValues,
  wholeValues,
];

function otelAttributes({ carriers }: ConversationSource): Found {
  return carriers ? otelMessages(carriers) : {};
}

/** A tool that ran: what it was called with, and what came back. */
function toolSpan({ carriers, operation, toolName, dialect }: ConversationSource): Found {
  if (operation !== 'tool' || !carriers) return {};
  const declared = declaredValues(carriers, dialect);
  const args =
    carriers['gen_ai.tool.call.arguments'] ??
    carriers['tool.parameters'] ??
    carriers['input.value'] ??
    declared.input;
  const result = carriers['gen_ai.tool.call.result'] ?? carriers['output.value'] ?? declared.output;
  const call = { type: 'tool_call' as const, id: null, name: toolName ?? 'tool', arguments: opened(args) };
  const response = { type: 'tool_call_response' as const, id: null, response: opened(result) };
  return {
    input: isNothing(args) ? [] : [{ role: 'assistant', parts: [call] }],
    output: isNothing(result) ? [] : [{ role: 'tool', parts: [response] }],
  };
}

function openinferenceMessages({ carriers }: ConversationSource): Found {
  if (!carriers) return {};
  return {
    input: messagesOf(indexedItems(carriers, 'llm.input_messages.'), 'user'),
    output: messagesOf(indexedItems(carriers, 'llm.output_messages.'), 'assistant'),
    toolDefinitions: toolDefinitionsOf(indexedItems(carriers, 'llm.tools.')),
  };
}

/** Text completions: `llm.prompts.N.prompt.text`, `llm.choices.N.completion.text`. */
function openinferenceTexts({ carriers }: ConversationSource): Found {
  if (!carriers) return {};
  const texts = (prefix: string, member: string): unknown[] =>
    indexedItems(carriers, prefix).map((item) =>
      isRecord(item) && isRecord(item[member]) ? item[member].text : undefined,
    );
  return {
    input: messagesOf(texts('llm.prompts.', 'prompt'), 'user'),
    output: messagesOf(texts('llm.choices.', 'completion'), 'assistant'),
  };
}

/** `gen_ai.prompt.N.role`, `.content`, `.tool_calls.M.…` */
function numberedPrompts({ carriers }: ConversationSource): Found {
  if (!carriers) return {};
  return {
    input: messagesOf(indexedItems(carriers, 'gen_ai.prompt.'), 'user'),
    output: messagesOf(indexedItems(carriers, 'gen_ai.completion.'), 'assistant'),
  };
}

/** Whole text, or JSON of messages, in one attribute. */
function promptAttributes({ carriers }: ConversationSource): Found {
  if (!carriers) return {};
  return {
    input: carried(carriers['gen_ai.prompt'], 'user'),
    output: carried(carriers['gen_ai.completion'], 'assistant'),
  };
}

/** Attributes that a dialect declares to hold whole conversations. Its own first: the same name may mean less elsewhere. */
function dialectValues({ carriers, dialect }: ConversationSource): Found {
  if (!carriers) return {};
  const { input, output, tools } = declaredValues(carriers, dialect);
  return {
    input: carried(input, 'user'),
    output: carried(output, 'assistant'),
    toolDefinitions: toolDefinitionsOf(opened(tools)),
  };
}

/** Of each side the first declared value that says something. */
function declaredValues(carriers: Record<string, unknown>, dialect: string | null) {
  const messages = DIALECTS.find(({ id }) => id === dialect)?.messages;
  const first = (names: readonly string[] = []): unknown =>
    names.map((name) => valueAt(carriers, name)).find((value) => !isNothing(value));
  return { input: first(messages?.input), output: first(messages?.output), tools: first(messages?.tools) };
}

/** `key`, or `key{a.b}` for a member of the JSON in it. */
function valueAt(carriers: Record<string, unknown>, name: string): unknown {
  const [key = '', path] = name.split('{');
  const value = carriers[key];
  return path === undefined ? value : member(jsonIn(value), path.slice(0, -1).split('.'));
}

/** The last resort: whatever went in and came out. */
function wholeValues({ carriers }: ConversationSource): Found {
  if (!carriers) return {};
  const request = jsonIn(carriers['input.value']);
  return {
    input: carried(carriers['input.value'], 'user'),
    output: carried(carriers['output.value'], 'assistant'),
    toolDefinitions: isRecord(request) ? toolDefinitionsOf(request.tools) : [],
  };
}
