import { expect, it } from 'vitest';
import { traceOf } from './frame.fixture';
import { isReceiving } from './receiving';

const trace = traceOf([{ spanID: 'a', startTime: 1_000, duration: 500 }]);

it.each([
  ['may grow right after its newest end', 2_000, true],
  ['is whole half a minute later', 31_500, false],
  ['of a clock that runs ahead is not called live for ever', 500, false],
])('a trace %s', (_, nowMs, receiving) => expect(isReceiving(trace, nowMs)).toBe(receiving));

it('a span that never ended does not keep a trace open for ever', () => {
  const open = traceOf([{ spanID: 'a', startTime: 1_000, duration: null }]);
  expect(isReceiving(open, 10_000)).toBe(true);
  expect(isReceiving(open, 60_000)).toBe(false);
});
