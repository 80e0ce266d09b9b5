import { describe, expect, it } from 'vitest';
import type { Ancestor, Ancestry } from '../../record/span';
import { settle } from '../settle';
import { bookOf, claim, priceRow, spanId, type ClaimSpec } from '../test/claims';

const PRICES = bookOf(priceRow({ input: 1, output: 2 }));
const REPEATS = { repeatsEarlierRounds: true, source: 'docs' } as const;
const below = (operation: Ancestor['operation']): Ancestry => {
  const above: Ancestor = { parentSpanId: null, operation, sessionId: null, userId: null, agentName: null };
  return (_trace, span) => (span === spanId(9) ? above : null);
};
const ADVISOR = below('step');
const APPLICATION = below(null);

/** Asks for a tool, below span 9. */
const round = (span: number, input: number, output: number, more: ClaimSpec = {}) =>
  claim({ span, parent: 9, startMs: span * 2000, usage: { input, output }, declared: REPEATS, finishReasons: ['tool_call'], ...more }); // prettier-ignore
const settled = (claims: ReturnType<typeof claim>[], ancestry: Ancestry | null = ADVISOR) =>
  settle(claims, PRICES, ancestry ? { ancestry } : {}).map(({ state, usage: { tokens } }) => [state, tokens.input, tokens.output]); // prettier-ignore

describe('rounds of a tool loop beside each other, each with the sum so far', () => {
  const loop = [round(1, 1000, 50), round(2, 2300, 90), round(3, 3900, 170, { finishReasons: ['stop'] })];

  it('count what each of them used, whatever the order in which they came', () => {
    const expected = [
      ['counted', 1000, 50],
      ['counted', 1300, 40],
      ['counted', 1600, 80],
    ];
    expect(settled(loop)).toEqual(expected);
    expect(settled([...loop].reverse())).toEqual(expected);
  });

  it('keep the claim as it came', () => {
    expect(settle(loop, PRICES, { ancestry: ADVISOR })[1]!.claim.usage).toEqual({ input: 2300, output: 90 });
  });

  it('wait for the rounds that have not come yet', () => {
    expect(settled(loop, null).map(([state]) => state)).toEqual(['duplicate', 'duplicate', 'duplicate']);
  });

  it('are left alone where the instrumentation writes plain usage', () => {
    expect(settled(loop.map((one) => ({ ...one, declared: null })))[1]).toEqual(['counted', 2300, 90]);
  });

  it('begin anew after an answer that asked for no tool', () => {
    const answered = [round(1, 1000, 50, { finishReasons: ['stop'] }), round(2, 2300, 90)];
    expect(settled(answered)[1]).toEqual(['counted', 2300, 90]);
  });

  it('are no rounds where they ran at the same time', () => {
    const parallel = [round(1, 1000, 50), round(2, 2300, 90, { startMs: 2500 })];
    expect(settled(parallel)[1]).toEqual(['counted', 2300, 90]);
  });

  it('are plain usage where the sum would have become smaller', () => {
    expect(settled([round(1, 1000, 50), round(2, 2300, 40)])[1]).toEqual(['counted', 2300, 40]);
  });

  it('take off cached tokens too', () => {
    const cached = [
      round(1, 1000, 50, { usage: { input: 1000, output: 50, cacheRead: 300, total: 1050 } }),
      round(2, 2300, 90, { usage: { input: 2300, output: 90, cacheRead: 1100, total: 2390 } }),
    ];
    const [, second] = settle(cached, PRICES, { ancestry: ADVISOR });
    expect(second!.usage.tokens).toMatchObject({ input: 1300, output: 40, cacheRead: 800 });
  });
});

describe('calls one after the other below a span of the application', () => {
  it('are rounds where the input has at least doubled', () => {
    expect(settled([round(1, 1000, 50), round(2, 2000, 90)], APPLICATION)[1]).toEqual(['counted', 1000, 40]);
  });

  it('are a loop of its own, with plain usage, where it grew by less than itself', () => {
    expect(settled([round(1, 1000, 50), round(2, 1999, 90)], APPLICATION)[1]).toEqual(['counted', 1999, 90]);
  });
});

describe('rounds inside each other, which all say what the last answer ended with', () => {
  const last = { responseId: 'last', declared: REPEATS, usage: { input: 3900, output: 170 } };
  const loop = [
    claim({ ...last, span: 1, parent: 9 }),
    claim({ ...last, span: 2, parent: 1 }),
    claim({ ...last, span: 3, parent: 2 }),
  ];

  it('are a call each; the last has the sum, and the others say why they have nothing', () => {
    const rows = settle(loop, PRICES, { ancestry: ADVISOR });
    expect(rows.map(({ state, usage }) => [state, usage.tokens.input, usage.reason])).toEqual([
      ['counted', null, 'no usage of its own: the last round of its tool loop says the sum of all rounds'],
      ['counted', null, 'no usage of its own: the last round of its tool loop says the sum of all rounds'],
      ['counted', 3900, null],
    ]);
  });

  it('of two instrumentations are one call', () => {
    const [outer, , inner] = loop;
    expect(settled([outer!, { ...inner!, parentSpanId: spanId(1), scopeName: 'another' }])).toEqual([
      ['duplicate', 3900, 170],
      ['counted', 3900, 170],
    ]);
  });
});
