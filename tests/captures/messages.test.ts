/**
 * What a person sees of every span of every capture, compared with golden files that were read through by a person:
 * messages/<instrumentation>.json. After a change that is meant, renew them and read the difference:
 *
 *   npx vitest run tests/captures/messages.test.ts -u && git diff tests/captures/messages
 */
import type { Conversation, Part } from '@llmobservatory/model';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MODEL_OPERATIONS } from '../../backend/src/record/span';
import { captureNames, readCapture } from './capture';
import { conversationsOf } from './conversations';

const GOLDEN = join(import.meta.dirname, 'messages');

const names = captureNames().filter((name) => !name.startsWith('specified/'));
const instrumentations = [...new Set(names.map((name) => name.split('/', 1)[0]!))];

/** Texts of a prompt can be long; what is compared has to be read by people. */
const MAX_TEXT = 120;

describe('the messages of', () => {
  it.each(instrumentations)('%s are those of its golden file', async (instrumentation) => {
    const scenarios = names.filter((name) => name.startsWith(`${instrumentation}/`));
    const golden = Object.fromEntries(
      scenarios.map((name) => [name.slice(instrumentation.length + 1), shown(name)]),
    );
    await expect(printed(golden)).toMatchFileSnapshot(join(GOLDEN, `${instrumentation}.json`));
  });

  it('no capture that is gone are kept', () => {
    expect(existsSync(GOLDEN) ? readdirSync(GOLDEN).sort() : []).toEqual(
      instrumentations.map((name) => `${name}.json`).sort(),
    );
  });
});

const VECTOR = 'the answer of an embedder is a vector, shown as it was sent';

/**
 * Parts of a model call whose shape nobody knows. Each needs a reason here; spans that call no model may have any: the
 * arguments and results of a function are no messages.
 */
const UNKNOWN: Readonly<Record<string, string>> = {
  'haystack-2/agent-stream-embed: haystack.component.run': VECTOR,
  'haystack/agent-stream-embed: haystack.component.run': VECTOR,
  'openinference-haystack-2/agent-stream-embed-stacked: CreateEmbeddings': VECTOR,
  'openinference-haystack-2/agent-stream-embed-stacked: haystack.component.run': VECTOR,
  'openinference-haystack/agent-stream-embed: CreateEmbeddings': VECTOR,
  'openinference-llama-index/rag: OpenAI.predict':
    'a wrapper that no bill knows; its arguments are a printed Python template',
  'openlit-1.34/openai-stream: chat gpt-4.1': 'the model was asked for JSON: shown as the JSON that it is',
};

it('a model call has no part of an unknown shape without a reason', () => {
  const found = names.flatMap((name) =>
    conversationsOf(readCapture(name))
      .filter(({ span }) => span.operation !== null && MODEL_OPERATIONS.has(span.operation))
      .filter(({ conversation }) => partsOf(conversation).some(({ type }) => type === 'unknown'))
      .map(({ span }) => `${name}: ${span.name}`),
  );
  expect([...new Set(found)].sort()).toEqual(Object.keys(UNKNOWN).sort());
});

it('a model call whose content was captured has its messages', () => {
  const without = names
    .filter((name) => readCapture(name).expect.content_captured)
    .map((name) => ({ name, spans: conversationsOf(readCapture(name)) }))
    // Without a span there is nothing that messages could be shown with.
    .filter(({ spans }) => spans.length > 0)
    .filter(({ spans }) => spans.every(({ conversation }) => conversation.input.length === 0))
    .map(({ name }) => name);
  expect(without).toEqual(NO_MESSAGES);
});

/** Asked to record content, and yet no question came. */
const NO_MESSAGES = [
  'autogen/native-otel', // has spans of agents and tools only
  'langfuse/anthropic-manual-buckets', // the application gave Langfuse the answer alone
  'otel-google-genai/plain-log-events', // its events have everything but the messages
  'otel-google-genai/tool-use-prompt-tokens',
];

const partsOf = ({ system, input, output }: Conversation): Part[] => [
  ...system,
  ...[...input, ...output].flatMap(({ parts }) => parts),
];

/** Number and name of the span → its conversation; spans without one are left out. */
function shown(name: string): Record<string, unknown> {
  const spans = conversationsOf(readCapture(name));
  return Object.fromEntries(
    spans.flatMap(({ span, conversation }, index) =>
      isEmpty(conversation) ? [] : [[`${index + 1} ${span.name}`, abridged(withoutEmpty(conversation))]],
    ),
  );
}

/** One message a line. */
function printed(golden: Record<string, unknown>): string {
  const print = (value: unknown, levels: number, indent: string): string => {
    if (typeof value !== 'object' || value === null || levels === 0) return JSON.stringify(value);
    const inner = `${indent}  `;
    const items = Array.isArray(value)
      ? value.map((item: unknown) => inner + print(item, levels - 1, inner))
      : Object.entries(value).map(
          ([key, item]) => `${inner}${JSON.stringify(key)}: ${print(item, levels - 1, inner)}`,
        );
    const [open, close] = Array.isArray(value) ? '[]' : '{}';
    return `${open}\n${items.join(',\n')}\n${indent}${close}`;
  };
  return `${print(golden, 4, '')}\n`;
}

const isEmpty = (conversation: Conversation): boolean =>
  Object.values(conversation).every((list: unknown[]) => list.length === 0);

const withoutEmpty = (conversation: Conversation): Partial<Conversation> =>
  Object.fromEntries(Object.entries(conversation).filter(([, list]: [string, unknown[]]) => list.length > 0));

function abridged(value: unknown): unknown {
  if (typeof value === 'string') {
    return value.length > MAX_TEXT ? `${value.slice(0, MAX_TEXT)}… (${value.length} characters)` : value;
  }
  if (Array.isArray(value)) return value.map(abridged);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, abridged(member)]));
}
