/** The judge must see what is wrong: a perfect answer made from the bill, and what single faults in it lead to. */
import { describe, expect, it } from 'vitest';
import { readExpectation, readFiles } from '../captures/capture';
import { judge, type ColumnName } from './judge';
import type { Shown, ShownCall } from './read';

/** One call with cache, reasoning, session, user and content. */
const NAME = 'langfuse/openai-session';
const EXPECT = readExpectation(NAME);
const FILES = readFiles(NAME);
const COST = '0.000496350000';

const CALL: ShownCall = {
  input_tokens: EXPECT.billed[0]!.input_tokens,
  output_tokens: EXPECT.billed[0]!.output_tokens,
  cache_read_tokens: EXPECT.billed[0]!.cache_read_tokens,
  cache_write_tokens: null,
  reasoning_tokens: EXPECT.billed[0]!.reasoning_tokens,
  model: EXPECT.billed[0]!.model_responded,
  provider: 'openai',
  cost: COST,
  session: EXPECT.session_id,
  user: EXPECT.user_id,
  responseId: EXPECT.billed[0]!.response_id ?? null,
  ttftMs: null,
  durationMs: 100,
  reason: null,
  traceId: null,
};

function shown(call: Partial<ShownCall> = {}, count = 1): Shown {
  const one = { ...CALL, ...call };
  const times = (value: number | null) => (value === null ? null : value * count);
  return {
    sums: {
      calls: count,
      failed_calls: 0,
      input_tokens: times(one.input_tokens),
      output_tokens: times(one.output_tokens),
      cache_read_tokens: times(one.cache_read_tokens),
      cache_write_tokens: times(one.cache_write_tokens),
      reasoning_tokens: times(one.reasoning_tokens),
      cost: one.cost,
    },
    calls: Array.from({ length: count }, () => one),
    spans: [],
  };
}

const verdictOf = (column: ColumnName, what: Shown) => judge(NAME, EXPECT, FILES, what).cells[column].verdict;

describe('a cell', () => {
  it.each<ColumnName>(['calls', 'input', 'output', 'cache read', 'reasoning', 'cost', 'session', 'user'])(
    'is exact when the bill is shown: %s',
    (column) => {
      expect(verdictOf(column, shown())).toBe('exact');
    },
  );

  it('is empty where nothing was billed', () => {
    expect(verdictOf('cache write', shown())).toBe('none');
  });

  it.each<[ColumnName, Partial<ShownCall>]>([
    ['input', { input_tokens: 1 }],
    ['input', { input_tokens: null }],
    ['output', { output_tokens: 0 }],
    ['cache read', { cache_read_tokens: null }],
    ['cache write', { cache_write_tokens: 7 }],
    ['reasoning', { reasoning_tokens: 1 }],
    ['cost', { cost: null }],
    ['cost', { cost: '0.000496350001' }],
    ['session', { session: null }],
    ['session', { session: 'another' }],
    ['user', { user: 'another' }],
  ])('is wrong: %s, %o', (column, fault) => {
    expect(verdictOf(column, shown(fault))).toBe('wrong');
  });

  it('is wrong when a call counts twice', () => {
    for (const column of ['calls', 'input', 'output', 'cost'] as const)
      expect(verdictOf(column, shown({}, 2))).toBe('wrong');
  });

  it('is wrong when messages were sent and are not shown', () => {
    expect(verdictOf('messages', shown())).toBe('wrong');
  });
});
