/** Where messages stand, in order of precedence (docs/dialects.md#messages). Each reader gives what it finds, or nothing. */
import type { Message, Part } from '@llmobservatory/model';
import { DIALECTS } from '../dialects';
import { isRecord, member } from '../json';
import { besideMessages } from './body';
import { carried, isNothing, otelMessages, type Found } from './carried';
import type { ConversationSource } from './conversation';
import {
  declaredEvents,
  listedEvents,
  messageEvents,
  operationDetails,
  promptEvents,
  toolEvents,
} from './events';
import { indexedItems } from './indexed';
import { messagesOf } from './message';
import { openJson, opened } from './open';
import { firstText, textPart } from './text';
import { toolDefinitionsOf } from './toolDefinitions';
import { plainArguments, toolResultOf } from './toolResult';

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
  declaredEvents,
  wholeValues,
];

function otelAttributes({ carriers }: ConversationSource): Found {
  return carriers ? otelMessages(carriers) : {};
}

/** A tool that ran: what it was called with, and what came back. */
function toolSpan(source: ConversationSource): Found {
  const { operation, toolName, dialect } = source;
  if (operation !== 'tool') return {};
  const carriers = source.carriers ?? {};
  const declared = declaredValues(carriers, dialect);
  const events = toolEvents(source);
  const first = (...values: unknown[]): unknown => values.find((value) => !isNothing(value));
  const args = first(
    carriers['gen_ai.tool.call.arguments'],
    carriers['input.value'],
    declared.input,
    events.arguments,
    carriers['gen_ai.prompt'],
    // OpenInference: the schema of the arguments in most instrumentations, the arguments themselves in some.
    carriers['tool.parameters'],
  );
  const result = first(
    carriers['gen_ai.tool.call.result'],
    carriers['output.value'],
    declared.output[0],
    events.result,
    carriers['gen_ai.completion'],
  );
  const answer = toolResultOf(result);
  const id = answer.id ?? firstText(events.id);
  const call = { type: 'tool_call' as const, id, name: toolName ?? 'tool', arguments: plainArguments(args) };
  return {
    input: args === undefined ? [] : [{ role: 'assistant', parts: [call] }],
    output:
      result === undefined ? [] : [{ role: 'tool', parts: [{ type: 'tool_call_response', ...answer, id }] }],
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
    ...besideMessages(carriers['gen_ai.prompt']),
    input: carried(carriers['gen_ai.prompt'], 'user'),
    output: carried(carriers['gen_ai.completion'], 'assistant'),
  };
}

/** Attributes that a dialect declares to hold whole conversations. Its own first: the same name may mean less elsewhere. */
function dialectValues({ carriers, dialect }: ConversationSource): Found {
  if (!carriers) return {};
  const { input, output, reasoning, tools, structured, body } = declaredValues(carriers, dialect);
  const beside = besideMessages(body);
  const definitions = toolDefinitionsOf(tools);
  const events = listedEvents(opened(input));
  return {
    system: beside.system,
    input: events?.input ?? carried(input, 'user'),
    output: events?.output?.length
      ? events.output
      : [...answerOf(output, reasoning), ...objectOf(structured)],
    toolDefinitions: definitions.length > 0 ? definitions : beside.toolDefinitions,
  };
}

const objectOf = (value: unknown): Message[] =>
  value === undefined
    ? []
    : [{ role: 'assistant', parts: [textPart(typeof value === 'string' ? value : JSON.stringify(value))] }];

/** What stands in several attributes is one answer: what was thought, what was said, which tools were called. */
function answerOf(values: readonly unknown[], reasoning: unknown): Message[] {
  const messages = values.flatMap((value) => carried(value, 'assistant'));
  const thoughts: Part[] =
    typeof reasoning === 'string' && !isNothing(reasoning) ? [{ type: 'reasoning', content: reasoning }] : [];
  if (values.length < 2 && thoughts.length === 0) return messages;
  const parts = [...thoughts, ...messages.flatMap((message) => message.parts)];
  return parts.length > 0 ? [{ ...messages[0], role: 'assistant', parts }] : [];
}

/** Of each side the first declared value that says something, and the whole attribute that the input is a part of. */
function declaredValues(carriers: Record<string, unknown>, dialect: string | null) {
  const messages = DIALECTS.find(({ id }) => id === dialect)?.messages;
  const valuesOf = (names: string | readonly string[]): unknown[] =>
    [names].flat().flatMap((name) => {
      const value = valueAt(carriers, name);
      return isNothing(value) ? [] : [value];
    });
  const first = (names: readonly string[] = []): unknown => valuesOf(names)[0];
  const inputName = messages?.input?.find((name) => valuesOf(name).length > 0);
  return {
    input: inputName && valueAt(carriers, inputName),
    output: messages?.output?.map(valuesOf).find((values) => values.length > 0) ?? [],
    reasoning: first(messages?.reasoning),
    tools: first(messages?.tools),
    structured: first(messages?.structured),
    body: inputName && carriers[inputName.split('{', 1)[0]!],
  };
}

/** `key`, or `key{a.b}` for a member of the JSON in it. */
function valueAt(carriers: Record<string, unknown>, name: string): unknown {
  const [key = '', path] = name.split('{');
  const value = carriers[key];
  return path === undefined ? value : member(openJson(value), path.slice(0, -1).split('.'));
}

/** The last resort: whatever went in and came out. Often the only place of the instructions. */
function wholeValues({ carriers }: ConversationSource): Found {
  if (!carriers) return {};
  return {
    ...besideMessages(carriers['input.value']),
    input: carried(carriers['input.value'], 'user'),
    output: carried(carriers['output.value'], 'assistant'),
  };
}
