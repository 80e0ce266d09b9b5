import { describe, expect, it } from 'vitest';
import { chatOf, llmOf, traceOf } from './frame.fixture';
import { nextMatch, search } from './search';

const trace = traceOf([
  { spanID: 'a1', operationName: 'answer ticket', serviceName: 'support-desk' },
  {
    spanID: 'b2',
    parentSpanID: 'a1',
    startTime: 1,
    operationName: 'chat gpt-5-mini',
    tags: [
      { key: 'http.status', value: 429 },
      { key: 'Customer.Plan', value: 'gold' },
    ],
    llm: {
      ...chatOf(),
      messages: {
        system: [],
        input: [{ role: 'user', parts: [{ type: 'text', content: 'Where is my REFUND?' }] }],
        output: [],
        toolDefinitions: [],
      },
    },
  },
  {
    spanID: 'c3',
    parentSpanID: 'a1',
    startTime: 2,
    operationName: 'orders.lookup',
    llm: llmOf({ operation: 'tool', toolName: 'lookup' }),
  },
]);

describe('search', () => {
  it.each([
    ['a name, whatever the case', 'ANSWER', ['a1']],
    ['a span id', 'c3', ['c3']],
    ['a service', 'support-desk', ['a1']],
    ['a model or tool', 'lookup', ['c3']],
    ['a message', 'my refund', ['b2']],
    ['the value of a tag', 'gold', ['b2']],
    ['a tag by name and value', 'http.status=429', ['b2']],
    ['a tag by name and part of the value', 'customer.plan = go', ['b2']],
    ['why a call counts', 'the only record', ['b2']],
    ['nothing for a tag with another value', 'http.status=500', []],
    ['nothing for nothing', '  ', []],
  ])('finds %s', (_, text, keys) => expect(search(trace, text)).toEqual(keys));
});

describe('nextMatch', () => {
  const matches = ['a1', 'c3'];
  it('goes on from the focused span', () => expect(nextMatch(matches, trace, 'b2')).toBe(1));
  it('goes back from it', () => expect(nextMatch(matches, trace, 'b2', true)).toBe(0));
  it('goes round at the end', () => expect(nextMatch(matches, trace, 'c3')).toBe(0));
  it('goes round at the start', () => expect(nextMatch(matches, trace, 'a1', true)).toBe(1));
  it('begins at the top when nothing is focused', () => expect(nextMatch(matches, trace, null)).toBe(0));
  it('finds nothing among nothing', () => expect(nextMatch([], trace, 'a1')).toBe(-1));
});
