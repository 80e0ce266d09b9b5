import { describe, expect, it } from 'vitest';
import { besideMessages } from './body';
import { conversationOf } from './conversation';

const BRIEF = [{ type: 'text', content: 'Be brief.' }];

describe('instructions beside the messages of a request', () => {
  it.each<[string, Record<string, unknown>]>([
    ['Anthropic, text', { messages: [], system: 'Be brief.' }],
    ['Anthropic, blocks', { messages: [], system: [{ type: 'text', text: 'Be brief.', cache_control: {} }] }],
    ['Bedrock', { messages: [], system: [{ text: 'Be brief.' }, { cachePoint: { type: 'default' } }] }],
    ['OpenAI Responses', { model: 'm', input: [], instructions: 'Be brief.' }],
    ['Gemini', { contents: [], systemInstruction: { parts: [{ text: 'Be brief.' }] } }],
    ['Gemini in Python', { contents: [], config: { system_instruction: 'Be brief.' } }],
    ['AI SDK', { prompt: 'hi', system: 'Be brief.' }],
  ])('are read: %s', (_name, body) => {
    expect(besideMessages(body).system).toEqual(BRIEF);
    expect(besideMessages(JSON.stringify(body)).system).toEqual(BRIEF);
  });

  it.each<[string, unknown]>([
    ['a message', { role: 'user', content: 'hi', system: 'x' }],
    ['something else', { system: 'postgresql', query: 'SELECT 1' }],
    ['text', 'Be brief.'],
    ['nothing', undefined],
  ])('are not looked for in %s', (_name, value) => {
    expect(besideMessages(value)).toEqual({});
  });
});

describe('tools beside the messages of a request', () => {
  it.each<[string, Record<string, unknown>]>([
    ['OpenAI', { messages: [], tools: [{ type: 'function', function: { name: 'f' } }] }],
    ['old OpenAI', { messages: [], functions: [{ name: 'f' }] }],
    ['Bedrock', { messages: [], toolConfig: { tools: [{ toolSpec: { name: 'f' } }] } }],
    ['Gemini in Python', { contents: [], config: { tools: [{ function_declarations: [{ name: 'f' }] }] } }],
  ])('are read: %s', (_name, body) => {
    expect(besideMessages(body).toolDefinitions).toEqual([
      { name: 'f', description: null, parameters: null },
    ]);
  });
});

it('instructions that stand in two places are shown once, and none is lost', () => {
  const read = (carriers: Record<string, unknown>) =>
    conversationOf({ carriers, events: null, logs: [], dialect: null, operation: 'chat' });
  const system = { role: 'system', content: 'Be brief.' };
  const user = { role: 'user', content: 'hi' };
  const body = (instructions: string, ...messages: unknown[]) => JSON.stringify({ messages, system: instructions });
  expect(read({ 'input.value': body('Be brief.', system, user) }).system).toEqual(BRIEF);
  expect(read({ 'input.value': body('Be kind.', system, user) })).toMatchObject({
    system: [{ content: 'Be kind.' }, { content: 'Be brief.' }],
    input: [{ role: 'user', parts: [{ content: 'hi' }] }],
  });
}); // prettier-ignore
