import { describe, expect, it } from 'vitest';
import { plainArguments, plainResponse, toolResultOf } from './toolResult';

const LANGCHAIN = { content: 'sunny', type: 'tool', name: 'weather', tool_call_id: 'c1', status: 'success' };

describe('the result of a tool', () => {
  it.each<[string, unknown]>([
    ['as text', 'sunny'],
    ['as JSON of a text', '"sunny"'],
    ['as text blocks', [{ type: 'text', text: 'sunny' }]],
    ['as Bedrock blocks', '[{"text":"sunny"}]'],
    ['as the AI SDK marks it', { type: 'text', value: 'sunny' }],
    ['as the AI SDK marks content', { type: 'content', value: [{ type: 'text', text: 'sunny' }] }],
    ['in an output', { output: 'sunny' }],
    ['in an output beside arguments', { output: '"sunny"', kwargs: { tags: [] } }],
  ])('%s is the text itself', (_name, sent) => {
    expect(toolResultOf(sent)).toEqual({ id: null, response: 'sunny' });
  });

  it.each<[string, unknown]>([
    ['LangChain', LANGCHAIN],
    ['LangChain, serialised', { lc: 1, type: 'constructor', id: ['langchain', 'ToolMessage'], kwargs: LANGCHAIN }],
    ['LangChain, as data', { type: 'tool', data: LANGCHAIN }],
    ['LangChain in an output, as text', JSON.stringify({ output: { kwargs: LANGCHAIN } })],
  ])('of %s names its call and its tool', (_name, sent) => {
    expect(toolResultOf(sent)).toEqual({ id: 'c1', name: 'weather', response: 'sunny' });
  });

  it.each<[string, unknown]>([
    ['an object', { temperature: 21 }],
    ['an object with an output among others', { output: 1, error: null }],
    ['a list of other things', [{ text: 'a', score: 1, type: 'hit' }]],
    ['an empty list', []],
    ['null', null],
  ])('that is %s stays as it is', (_name, sent) => {
    expect(toolResultOf(sent)).toEqual({ id: null, response: sent });
    expect(plainResponse(sent)).toEqual(sent);
  });
}); // prettier-ignore

describe('the arguments of a tool', () => {
  it.each<[string, unknown, unknown]>([
    ['a call by name in Python', { args: [], kwargs: { city: 'Bonn' } }, { city: 'Bonn' }],
    ['a call by place in Python', { args: ['Bonn'], kwargs: {} }, ['Bonn']],
    ['both', { args: ['Bonn'], kwargs: { unit: 'C' } }, { args: ['Bonn'], kwargs: { unit: 'C' } }],
    ['JSON', '{"city":"Bonn"}', { city: 'Bonn' }],
    ['text', 'Bonn', 'Bonn'],
    ['an argument that is called args', { args: 'x' }, { args: 'x' }],
  ])('as %s', (_name, sent, expected) => {
    expect(plainArguments(sent)).toEqual(expected);
  });
});
