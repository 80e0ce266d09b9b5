import type { Conversation, Message } from '@llmobservatory/model';
import { describe, expect, it } from 'vitest';
import { buildChat, toolEvidence } from './chat';
import type { ToolEvidence } from './chat';
import { llmOf, traceOf } from './frame.fixture';

const NONE: ToolEvidence = { results: new Map(), spans: new Map() };
const chat = (known: Partial<Conversation>, evidence = NONE) =>
  buildChat({ system: [], input: [], output: [], toolDefinitions: [], ...known }, evidence);

const says = (role: Message['role'], content: string): Message => ({
  role,
  parts: [{ type: 'text', content }],
});
const calls = (...ids: (string | null)[]): Message => ({
  role: 'assistant',
  parts: ids.map((id) => ({ type: 'tool_call', id, name: `tool ${id}`, arguments: {} })),
});
const answers = (...ids: (string | null)[]): Message => ({
  role: 'tool',
  parts: ids.map((id) => ({ type: 'tool_call_response', id, response: `result ${id}` })),
});
const cards = (known: Partial<Conversation>, evidence = NONE) =>
  chat(known, evidence).blocks.flatMap((block) =>
    block.type === 'tools' ? [block.cards.map(({ name, result }) => [name, result?.response ?? null])] : [],
  );

describe('buildChat', () => {
  it('keeps the order of what was said, system first', () => {
    const { blocks, output } = chat({
      system: [{ type: 'text', content: 'Be brief.' }],
      input: [says('user', 'Hi')],
      output: [says('assistant', 'Hello')],
    });
    expect(blocks.map((block) => (block.type === 'message' ? block.role : block.type))).toEqual([
      'system',
      'user',
      'assistant',
    ]);
    expect(output).toBe(2);
  });

  it('joins calls and results by id, whatever the order of the results', () => {
    expect(cards({ input: [calls('1', '2'), answers('2', '1')] })).toEqual([
      [
        ['tool 1', 'result 1'],
        ['tool 2', 'result 2'],
      ],
    ]);
  });

  it('joins by order where no ids were sent', () => {
    expect(cards({ input: [calls(null), answers(null), calls(null)] })).toEqual([
      [['tool null', 'result null']],
      [['tool null', null]],
    ]);
  });

  it('keeps the calls of two messages apart: they were not made at once', () => {
    expect(cards({ input: [calls('1'), answers('1'), calls('2')] })).toHaveLength(2);
  });

  it('shows a result whose call is not there', () => {
    expect(chat({ input: [answers('9')] }).blocks).toEqual([
      {
        type: 'tools',
        cards: [{ id: '9', name: null, call: null, result: { response: 'result 9' }, ranIn: null }],
      },
    ]);
  });

  it('finds the result of an asked tool in a later span', () => {
    const evidence: ToolEvidence = { results: new Map([['1', 'later']]), spans: new Map() };
    expect(cards({ output: [calls('1')] }, evidence)).toEqual([[['tool 1', 'later']]]);
  });

  it('splits words before a call from the call', () => {
    const message: Message = {
      role: 'assistant',
      parts: [{ type: 'text', content: 'Let me look.' }, ...calls('1').parts],
    };
    expect(chat({ output: [message] }).blocks.map(({ type }) => type)).toEqual(['message', 'tools']);
  });

  it('numbers several answers', () => {
    const { blocks } = chat({ output: [says('assistant', 'A'), says('assistant', 'B')] });
    expect(blocks.map((block) => block.type === 'message' && block.choice)).toEqual([
      { number: 1, of: 2 },
      { number: 2, of: 2 },
    ]);
  });

  it('keeps parts of an unknown shape', () => {
    const message: Message = { role: 'user', parts: [{ type: 'unknown', value: { odd: 1 } }] };
    expect(chat({ input: [message] }).blocks).toMatchObject([
      { parts: [{ type: 'unknown', value: { odd: 1 } }] },
    ]);
  });
});

describe('toolEvidence', () => {
  it('finds results in later calls and the spans that ran the tools', () => {
    const trace = traceOf([
      {
        spanID: 'chat',
        llm: llmOf({
          operation: 'chat',
          messages: { system: [], input: [answers('1')], output: [], toolDefinitions: [] },
        }),
      },
      {
        spanID: 'tool',
        llm: llmOf({ operation: 'tool' }),
        tags: [{ key: 'gen_ai.tool.call.id', value: '1' }],
      },
    ]);
    const { results, spans } = toolEvidence(trace);
    expect(results.get('1')).toBe('result 1');
    expect(spans.get('1')?.span.spanId).toBe('tool');
  });
});
