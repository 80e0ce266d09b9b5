import { describe, expect, it } from 'vitest';
import { messagesOf } from './message';

const text = (content: string) => ({ type: 'text', content });
const call = { type: 'tool_call', id: 'c1', name: 'f', arguments: { a: 1 } };

describe('messages of a provider', () => {
  it.each<[string, unknown, unknown[]]>([
    [
      'OpenAI request',
      {
        model: 'm',
        messages: [
          { role: 'developer', content: 's' },
          { role: 'user', content: 'hi', name: 'Ann' },
        ],
      },
      [
        { role: 'system', parts: [text('s')] },
        { role: 'user', name: 'Ann', parts: [text('hi')] },
      ],
    ],
    [
      'OpenAI answer',
      {
        choices: [
          {
            index: 0,
            finish_reason: 'tool_calls',
            message: {
              role: 'assistant',
              content: null,
              tool_calls: [{ id: 'c1', function: { name: 'f', arguments: '{"a":1}' } }],
            },
          },
        ],
      },
      [{ role: 'assistant', parts: [call], finishReason: 'tool_call' }],
    ],
    [
      'OpenAI tool message',
      [{ role: 'tool', tool_call_id: 'c1', content: '{"ok":true}' }],
      [{ role: 'tool', parts: [{ type: 'tool_call_response', id: 'c1', response: { ok: true } }] }],
    ],
    [
      'OpenAI Responses items',
      {
        output: [
          { type: 'reasoning', summary: [{ type: 'summary_text', text: 'hm' }] },
          { type: 'function_call', call_id: 'c1', name: 'f', arguments: '{"a":1}' },
          { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'hi' }] },
        ],
      },
      [
        { role: 'assistant', parts: [{ type: 'reasoning', content: 'hm' }] },
        { role: 'assistant', parts: [call] },
        { role: 'assistant', parts: [text('hi')] },
      ],
    ],
    [
      'reasoning beside the content',
      { choices: [{ message: { role: 'assistant', reasoning_content: 'hm', content: 'hi' } }] },
      [{ role: 'assistant', parts: [{ type: 'reasoning', content: 'hm' }, text('hi')] }],
    ],
    [
      'Anthropic answer',
      { role: 'assistant', stop_reason: 'end_turn', content: [{ type: 'text', text: 'hi' }] },
      [{ role: 'assistant', parts: [text('hi')], finishReason: 'stop' }],
    ],
    [
      'Gemini answer',
      { candidates: [{ finishReason: 'STOP', content: { role: 'model', parts: [{ text: 'hi' }] } }] },
      [{ role: 'assistant', parts: [text('hi')], finishReason: 'stop' }],
    ],
    [
      'Gemini request',
      { contents: [{ role: 'user', parts: [{ text: 'hi' }] }] },
      [{ role: 'user', parts: [text('hi')] }],
    ],
    [
      'LangChain, serialised',
      {
        messages: [[{ lc: 1, id: ['langchain', 'HumanMessage'], kwargs: { content: 'hi', type: 'human' } }]],
      },
      [{ role: 'user', parts: [text('hi')] }],
    ],
    [
      'LangChain, with data',
      [{ type: 'ai', data: { content: 'hi' } }],
      [{ role: 'assistant', parts: [text('hi')] }],
    ],
    [
      'one message made of blocks',
      [
        { type: 'text', text: 'a' },
        { type: 'text', text: 'b' },
      ],
      [{ role: 'user', parts: [text('a'), text('b')] }],
    ],
    ['plain text', 'hi', [{ role: 'user', parts: [text('hi')] }]],
    ['messages without content', [{ role: 'user', content: '' }], []],
  ])('%s', (_name, value, messages) => {
    expect(messagesOf(value, 'user')).toEqual(messages.map((one) => expect.objectContaining(one as object)));
    expect(messagesOf(value, 'user')).toHaveLength(messages.length);
  });

  it('do not repeat a tool call that stands in the content and beside it', () => {
    const value = {
      role: 'assistant',
      content: [{ type: 'tool_use', id: 'c1', name: 'f', input: { a: 1 } }],
      tool_calls: [{ id: 'c1', name: 'f', args: { a: 1 } }],
    };
    expect(messagesOf(value, 'user')[0]!.parts).toEqual([call]);
  });

  it('let the assistant call tools, also where the call was written as the words of the tool', () => {
    const sent = [{ role: 'Tool', parts: [{ type: 'tool_call', id: 'c1', name: 'f', arguments: { a: 1 } }] }];
    expect(messagesOf(sent, 'user')).toEqual([{ role: 'assistant', parts: [call] }]);
  });

  it('read calls and the id of a result that stand beside parts', () => {
    const sent = [
      { role: 'assistant', parts: [{ type: 'text', content: '' }], tool_calls: [{ id: 'c1', function: { name: 'f', arguments: '{"a":1}' } }] },
      { role: 'tool', tool_call_id: 'c1', parts: [{ type: 'text', content: 'mild' }] },
    ]; // prettier-ignore
    expect(messagesOf(sent, 'user')).toEqual([
      { role: 'assistant', parts: [call] },
      { role: 'tool', parts: [{ type: 'tool_call_response', id: 'c1', response: 'mild' }] },
    ]);
  });

  it('open tool calls that were sent as JSON texts', () => {
    const sent = JSON.stringify({
      id: 'c1',
      type: 'function',
      function: { name: 'f', arguments: '{"a":1}' },
    });
    expect(messagesOf({ role: 'assistant', tool_calls: [sent] }, 'user')[0]!.parts).toEqual([call]);
  });
});
