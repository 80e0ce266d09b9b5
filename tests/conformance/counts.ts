/** The number of calls and each kind of token: sums and single calls, against the bill. */
import type { Counts, Expectation } from '../captures/capture';
import { absent, EXACT, NONE, unique, wrong, type Cell } from './cell';
import type { Shown } from './read';

export type Kind = keyof Counts;

export function callsCell({ expected_sum, billed, calls }: Expectation, { sums }: Shown): Cell {
  for (const name of ['calls', 'failed_calls'] as const) {
    const expected = expected_sum[name] ?? 0;
    if (sums[name] !== expected)
      return wrong(`${sums[name]} ${name.replace('_', ' ')} instead of ${expected}`);
  }
  if (sums.calls === billed.length) return billed.length === 0 ? NONE : EXACT;
  const unseen = calls.filter(({ visible }) => !visible);
  const attempts = unseen.every(({ status }) => status >= 400);
  return absent(
    `${unseen.length} of ${billed.length} requests${attempts ? ', failed attempts,' : ''} have no span`,
  );
}

export function tokensCell(kind: Kind, expect: Expectation, { sums, calls }: Shown): Cell {
  const expected = expect.expected_sum[kind] ?? 0;
  const billed = expect.billed.reduce((sum, one) => sum + (one[kind] ?? 0), 0);
  const shown = sums[kind] ?? 0;
  if (shown !== expected) return wrong(`${shown} instead of ${expected}`);
  const values = calls.map((call) => call[kind]);
  const carried = expect.calls.map((call) => carriedOf(call)[kind]);
  if (String(positive(values)) !== String(positive(carried))) {
    return wrong(`the calls have ${positive(values).join(', ')} instead of ${positive(carried).join(', ')}`);
  }
  const zeros = values.filter((value) => value === 0).length;
  const mayBeZero = expect.calls.filter((_, index) => (expect.billed[index]?.[kind] ?? 0) === 0).length;
  if (zeros > mayBeZero) return wrong(`${zeros - mayBeZero} unknown counts read as 0`);
  if (billed === 0) return NONE;
  return expected === billed ? EXACT : absent(unique(missing(kind, expect)).join('; '));
}

/** What the telemetry says of a call, be it what was billed or not. */
export const carriedOf = (call: Expectation['calls'][number]): Counts => ({
  ...nothing,
  ...(call.visible && {
    input_tokens: call.input_tokens,
    output_tokens: call.output_tokens,
    cache_read_tokens: call.cache_read_tokens,
    cache_write_tokens: call.cache_write_tokens,
    reasoning_tokens: call.reasoning_tokens,
    ...call.reported_instead,
  }),
});

const nothing: Counts = {
  input_tokens: null,
  output_tokens: null,
  cache_read_tokens: null,
  cache_write_tokens: null,
  reasoning_tokens: null,
};

const positive = (values: readonly (number | null)[]): number[] =>
  values.filter((value) => value !== null && value > 0).sort((left, right) => left! - right!) as number[];

function missing(kind: Kind, { billed, calls }: Expectation): string[] {
  return calls.flatMap((call, index) => {
    const request = billed[index]!;
    const [due, carried] = [request[kind] ?? 0, carriedOf(call)[kind]];
    if (due === (carried ?? 0)) return [];
    if (!call.visible) return ['no span'];
    if (carried !== null) return [`says ${carried} where ${due} were billed`];
    return [request.streaming ? 'not sent of a stream' : 'not sent'];
  });
}
