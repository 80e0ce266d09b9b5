/** Whatever stands in a carrier: nothing throws, nothing grows beyond what came in, and what nobody knows can still be seen. */
import type { Conversation, Part } from '@llmobservatory/model';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DIALECTS } from '../dialects';
import { conversationOf, type ConversationSource } from './conversation';
import { indexedItems } from './indexed';
import { messagesOf } from './message';
import { bounded, MAX_DEPTH, opened, TOO_DEEP } from './open';
import { partsOf } from './parts';
import { toolDefinitionsOf } from './toolDefinitions';

/** Names that readers look for, so that made-up JSON gets into every branch. */
const NAME = fc.constantFrom(
  'role', 'content', 'parts', 'type', 'text', 'message', 'messages', 'kwargs', 'data', 'id', 'name', 'tool_calls', 'function',
  'arguments', 'input', 'output', 'prompt', 'system', 'contents', 'choices', 'update', 'source', 'image_url', 'url', 'tools',
  'response', 'result', 'tool_call_id', 'args', 'functionCall', 'toolUse', 'reasoningContent', 'event.name', 'generations',
  '__proto__', 'constructor', 'toString', 'valueOf', 'index', 'embedding', 'value', 'summary', 'config', 'functionDeclarations', 'json_schema', 'x',
); // prettier-ignore
const WORD = fc.constantFrom(
  'user', 'assistant', 'tool', 'system', 'text', 'tool_call', 'tool_result', 'image', 'file', 'reasoning', 'input_audio',
  'function', 'human', 'hi', '', '{', '[{"role"', '"q"', '{"a":1}', '[{"type":"text","text":"t"}]', '__REDACTED__', 'null',
  'data:image/png;base64,AAAA', '<x object at 0x1f>', 'gen_ai.choice',
); // prettier-ignore
const { json: JSON_VALUE } = fc.letrec((tie) => ({
  json: fc.oneof(
    { maxDepth: 5, depthSize: 'small' },
    WORD,
    fc.string(),
    fc.constant(null),
    fc.boolean(),
    fc.double({ noNaN: true }),
    fc.array(tie('json'), { maxLength: 4 }),
    fc.dictionary(NAME, tie('json'), { maxKeys: 5 }),
    tie('json').map((value) => JSON.stringify(value)),
  ),
}));

const CARRIERS = [
  ...new Set(DIALECTS.flatMap(({ content }) => content.keys)),
  ...['llm.input_messages.0.message.role', 'llm.output_messages.3.message.contents.1.message_content.text', 'gen_ai.prompt.0.content', 'llm.tools.0.tool.json_schema'],
]; // prettier-ignore
const CONTENT: fc.Arbitrary<ConversationSource> = fc.record({
  carriers: fc.option(fc.dictionary(fc.constantFrom(...CARRIERS), JSON_VALUE, { maxKeys: 5 })),
  events: fc.option(
    fc.array(
      fc.record({
        name: fc.constantFrom('gen_ai.user.message', 'gen_ai.choice', 'gen_ai.tool.message', 'gen_ai.client.inference.operation.details', 'x'),
        timeUnixNano: fc.nat().map(String),
        attributes: fc.dictionary(fc.oneof(NAME, fc.constantFrom(...CARRIERS)), JSON_VALUE, { maxKeys: 4 }),
      }),
      { maxLength: 3 },
    ),
  ),
  logs: fc.array(
    fc.record({
      eventName: fc.constantFrom('gen_ai.user.message', 'gen_ai.choice', null),
      body: JSON_VALUE,
      attributes: fc.dictionary(NAME, JSON_VALUE, { maxKeys: 3 }),
      timeUnixNano: fc.bigInt({ min: 0n, max: 10n }),
    }),
    { maxLength: 3 },
  ),
  dialect: fc.constantFrom(null, ...DIALECTS.map(({ id }) => id)),
  operation: fc.constantFrom('chat', 'tool', 'embeddings', null),
}); // prettier-ignore

describe('a conversation of any JSON in any carrier', () => {
  it('never throws, is JSON itself, and has parts of known kinds only', () => {
    fc.assert(
      fc.property(CONTENT, (source) => {
        const conversation = conversationOf(source);
        expect(() => JSON.stringify(conversation)).not.toThrow();
        for (const part of allParts(conversation)) expect(KINDS).toContain(part.type);
        for (const { parts } of [...conversation.input, ...conversation.output])
          expect(parts.length).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });

  it('leaves what it was given as it was', () => {
    fc.assert(
      fc.property(CONTENT, (source) => {
        const before = JSON.stringify(source, (_key, value: unknown) => (typeof value === 'bigint' ? `${value}` : value));
        conversationOf(source);
        expect(JSON.stringify(source, (_key, value: unknown) => (typeof value === 'bigint' ? `${value}` : value))).toBe(before);
      }),
    );
  }); // prettier-ignore
});

describe('messages of any JSON', () => {
  it('never throw, and show at least one part of everything that says something', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ minLength: 1 }), fc.integer(), { minKeys: 1 }), (shape) => {
        // Members that nobody knows: kept whole.
        const strange = Object.fromEntries(
          Object.entries(shape).map(([name, value]) => [`x_${name}`, value]),
        );
        expect(messagesOf(strange, 'user')).toEqual([
          { role: 'user', parts: [{ type: 'unknown', value: strange }] },
        ]);
        expect(partsOf([strange])).toEqual([{ type: 'unknown', value: strange }]);
      }),
    );
  });

  it('of tools never throw, and always have a name', () => {
    fc.assert(
      fc.property(JSON_VALUE, (value) => {
        for (const tool of toolDefinitionsOf(value)) expect(tool.name).not.toBe('');
      }),
    );
  });

  it('that are nested a hundred thousand times do not run out of stack', () => {
    const deep = (open: string, close: string) => open.repeat(100_000) + '1' + close.repeat(100_000);
    for (const text of [
      deep('[', ']'),
      deep('{"message":', '}'),
      deep('{"content":[', ']}'),
      deep('{"tool":', '}'),
    ]) {
      const carriers = { 'input.value': text, 'gen_ai.prompt': text, 'llm.tools.0.tool.json_schema': text };
      const conversation = conversationOf({
        carriers,
        events: null,
        logs: [],
        dialect: null,
        operation: 'chat',
      });
      expect(JSON.stringify(conversation)).toContain(TOO_DEEP);
    }
  });

  it('of a hundred thousand tool calls in one message take no longer than their number asks', () => {
    const calls = Array.from({ length: 100_000 }, (_, n) => ({ id: `c${n}`, function: { name: 'f' } }));
    expect(messagesOf([{ role: 'assistant', tool_calls: calls }], 'user')[0]!.parts).toHaveLength(100_000);
  });
});

describe('bounds', () => {
  it('cut what is nested deeper than any message, and nothing else', () => {
    const nested = (levels: number): unknown => (levels === 0 ? 'end' : { a: nested(levels - 1) });
    const allowed = nested(MAX_DEPTH);
    expect(bounded(allowed)).toBe(allowed);
    expect(JSON.stringify(bounded(nested(MAX_DEPTH + 1)))).toContain(TOO_DEEP);
    expect(JSON.stringify(bounded(nested(MAX_DEPTH + 1)))).not.toContain('end');
  });

  it('give a lone index one slot, however large', () => {
    expect(indexedItems({ 'p.999999999.a': 1 }, 'p.')).toEqual([{ a: 1 }]);
    expect(indexedItems({ 'p.9999999999.a': 1 }, 'p.')).toEqual([]);
  });

  it('keep a path that is too long as one name', () => {
    const key = Array.from({ length: 40 }, (_, n) => `s${n}`).join('.');
    expect(JSON.stringify(indexedItems({ [`p.0.${key}`]: 'v' }, 'p.'))).toContain('s39":"v"');
  });

  it('let no name reach a prototype', () => {
    const items = indexedItems({ 'p.0.__proto__.polluted': 1, 'p.0.constructor.polluted': 1 }, 'p.');
    expect(items).toEqual([]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe('text that may be JSON', () => {
  it.each([
    ['{"a":1}', { a: 1 }],
    ['[1]', [1]],
    ['"quoted"', 'quoted'],
    ['42', '42'],
    ['true', 'true'],
    ['plain', 'plain'],
    ['{broken', '{broken'],
    ['"half', '"half'],
  ])('%s is opened to %j', (text, expected) => {
    expect(opened(text)).toEqual(expected);
  });
});

const KINDS: readonly Part['type'][] = ['text', 'reasoning', 'tool_call', 'tool_call_response', 'blob', 'uri', 'file', 'hidden', 'unknown']; // prettier-ignore

const allParts = ({ system, input, output }: Conversation): Part[] => [
  ...system,
  ...[...input, ...output].flatMap(({ parts }) => parts),
];
