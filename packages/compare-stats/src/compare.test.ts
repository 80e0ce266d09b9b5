import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ComparedCall } from './call';
import { callOf, callsOf, drawsOf } from './calls.fixture';
import { compareModels, type Comparison } from './compare';
import { TOO_FEW } from './estimate';

const AT_ONCE = { resamples: 400, pause: () => Promise.resolve() };

async function compared(
  calls: readonly ComparedCall[],
  { baseline = 'a', matched = true, models = [...new Set(calls.map(({ model }) => model))] } = {},
): Promise<Comparison> {
  const all = await compareModels(calls, { models, ...AT_ONCE });
  return all.find((one) => one.baseline === baseline && one.matched === matched)!;
}
const row = ({ rows }: Comparison, model: string) => rows.find((one) => one.model === model)!;

describe('what is compared', () => {
  it('comes for each baseline, matched first; the baseline stands before the others', async () => {
    const calls = ['a', 'b', 'c'].map((model) => callOf({ model }));
    const all = await compareModels(calls, { models: ['c', 'a', 'b'], ...AT_ONCE });
    expect(
      all.map(({ baseline, matched, rows }) => [baseline, matched, rows.map(({ model }) => model).join('')]),
    ).toEqual([
      ['c', true, 'cab'],
      ['c', false, 'cab'],
      ['a', true, 'acb'],
      ['a', false, 'acb'],
      ['b', true, 'bca'],
      ['b', false, 'bca'],
    ]);
  });

  it('leaves out calls of other models, and models without calls', async () => {
    const all = await compareModels([callOf(), callOf({ model: 'x' })], { models: ['a', 'b'], ...AT_ONCE });
    expect(all.map(({ rows }) => rows.map(({ model }) => model))).toEqual([['a'], ['a']]);
    expect(await compareModels([], { models: ['a'], ...AT_ONCE })).toEqual([]);
  });

  it('has no difference on the baseline, nor when there is only one model', async () => {
    const one = await compared(callsOf(200, () => ({})));
    expect(Object.values(row(one, 'a').estimates).filter(({ difference }) => difference !== null)).toEqual(
      [],
    );
    expect(one).toMatchObject({ k: 1, matchedCalls: 200, allCalls: 200, tooLittleCommon: false });
  });

  it('pauses again and again, so that a server can answer others', async () => {
    let pauses = 0;
    const pause = async () => void pauses++;
    await compareModels(
      callsOf(2000, (i) => ({ model: i % 2 ? 'a' : 'b' })),
      { models: ['a', 'b'], resamples: 200, pause },
    );
    expect(pauses).toBeGreaterThan(10);
  });
});

describe('values', () => {
  const calls = [
    callOf({ costUsd: 0.02, outputTokens: 100, durationMs: 100, cacheReadTokens: 500 }),
    callOf({ costUsd: 0.04, outputTokens: 300, durationMs: 200, failed: true, retry: true }),
    callOf({ costUsd: null, outputTokens: 500, durationMs: 400, cutOff: true, scores: { helpful: 0.4 } }),
    callOf({ costUsd: 0.06, outputTokens: null, ttftMs: null, refused: true, scores: { helpful: 0.8 } }),
  ];

  it.each([
    ['cost_per_call', 0.04, 3],
    // 0.06 USD for 400 tokens: only calls of which both are known.
    ['cost_per_1k_output', 0.15, 2],
    // The failed call is paid for by the two that did not fail.
    ['cost_per_success', 0.06, 2],
    ['duration_p50', 300, 4],
    ['duration_p95', 910, 4],
    ['ttft_p50', 200, 3],
    ['tokens_per_second', 50, 4],
    ['error_rate', 0.25, 4],
    ['refusal_rate', 0.25, 4],
    ['cut_off_rate', 0.25, 4],
    ['retry_rate', 0.25, 4],
    ['input_tokens_per_call', 1000, 4],
    ['output_tokens_per_call', 300, 3],
    ['cache_hit_ratio', 0.125, 4],
    ['score_helpful', 0.6, 2],
    ['pass_rate', null, 0],
  ])('%s is %j of %d calls', async (id, value, n) => {
    const estimate = row(await compared(calls), 'a').estimates[id]!;
    expect(estimate.n).toBe(n);
    if (value === null) expect(estimate.value).toBeNull();
    else expect(estimate.value).toBeCloseTo(value, 10);
  });

  it('has the scores that most calls have, five at most', async () => {
    const names = ['f', 'a', 'b', 'c', 'd', 'e'];
    const scored = callsOf(6, (i) => ({
      scores: Object.fromEntries(names.slice(0, 6 - i).map((name) => [name, 1])),
    }));
    const { measures } = await compared(scored);
    expect(measures.flatMap(({ id }) => (id.startsWith('score_') ? [id] : []))).toEqual(
      ['f', 'a', 'b', 'c', 'd'].map((name) => `score_${name}`),
    );
  });

  it('does not depend on the order of the calls', async () => {
    const draws = drawsOf(5);
    const many = callsOf(60, (i) => ({
      model: i % 2 ? 'a' : 'b',
      trace: `t${i % 17}`,
      app: `app${i % 3}`,
      costUsd: draws.lognormal(-5, 1),
    }));
    const first = row(await compared(many, { models: ['a', 'b'] }), 'b').estimates.cost_per_call!;
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(many, { minLength: 60 }), async (shuffled) => {
        const again = row(await compared(shuffled, { models: ['a', 'b'] }), 'b').estimates.cost_per_call!;
        expect(again.value).toBeCloseTo(first.value!, 12);
        expect(again.interval!.lo).toBeCloseTo(first.interval!.lo, 12);
        expect(again.interval!.hi).toBeCloseTo(first.interval!.hi, 12);
      }),
      { numRuns: 10 },
    );
  });
});

describe('matching', () => {
  // Model b costs 0.01 in app desk and 0.03 in app batch, where it does most of its work; a costs 0.02 everywhere.
  const calls = [
    ...callsOf(90, () => ({ model: 'a', app: 'desk', costUsd: 0.02 })),
    ...callsOf(10, () => ({ model: 'a', app: 'batch', costUsd: 0.02 })),
    ...callsOf(20, () => ({ model: 'b', app: 'desk', costUsd: 0.01 })),
    ...callsOf(80, () => ({ model: 'b', app: 'batch', costUsd: 0.03 })),
    ...callsOf(50, () => ({ model: 'b', app: 'only b', costUsd: 1 })),
  ];

  it('knows who fails, also where failed calls tell no input size', async () => {
    const failing = ['a', 'b'].flatMap((model) => [
      ...callsOf(80, () => ({ model, inputTokens: 900 })),
      ...callsOf(model === 'b' ? 20 : 5, () => ({ model, inputTokens: null, failed: true })),
    ]);
    const all = await compared(failing);
    expect(all.matchedCalls).toBe(failing.length);
    expect(row(all, 'a').estimates.error_rate!.value).toBeCloseTo(5 / 85, 12);
    expect(row(all, 'b').estimates.error_rate!.value).toBeCloseTo(20 / 100, 12);
  });

  it('weighs a model to the mix of the baseline, and takes only work that all do', async () => {
    const cost = row(await compared(calls), 'b').estimates.cost_per_call!;
    expect(cost.value).toBeCloseTo(0.9 * 0.01 + 0.1 * 0.03, 12);
    expect(cost.n).toBe(100);
    expect(await compared(calls)).toMatchObject({ matchedCalls: 200, allCalls: 250 });
  });

  it('shows what is when it is off', async () => {
    const cost = row(await compared(calls, { matched: false }), 'b').estimates.cost_per_call!;
    expect(cost.value).toBeCloseTo((20 * 0.01 + 80 * 0.03 + 50) / 150, 12);
  });

  it('leaves the baseline as it is, in the common work', async () => {
    const cost = row(await compared(calls, { baseline: 'b' }), 'b').estimates.cost_per_call!;
    expect(cost.value).toBeCloseTo(0.2 * 0.01 + 0.8 * 0.03, 12);
  });

  it('weighs times as it weighs costs', async () => {
    const timed = calls.map((call) => ({ ...call, durationMs: call.app === 'desk' ? 100 : 9000 }));
    expect(row(await compared(timed), 'b').estimates.duration_p50!.value).toBe(100);
    expect(row(await compared(timed, { matched: false }), 'b').estimates.duration_p50!.value).toBe(9000);
  });

  it('counts a call that stands for many as what it is: few', async () => {
    const { effectiveN, n } = row(await compared(calls), 'b').estimates.cost_per_call!;
    expect(n).toBe(100);
    // 20 calls weigh 4.5 each, 80 weigh 1/8: 100² ÷ (20 · 4.5² + 80 · (1/8)²).
    expect(effectiveN).toBeCloseTo(100 ** 2 / (20 * 4.5 ** 2 + 80 / 64), 6);
  });

  it.each([
    [49, 49, 0, true],
    [50, 50, 0, false],
    [50, 50, 901, true],
    [50, 50, 900, false],
  ])('%d and %d common calls beside %d others are too little: %j', async (a, b, others, tooLittle) => {
    const both = [
      ...callsOf(a, () => ({})),
      ...callsOf(b, () => ({ model: 'b' })),
      ...callsOf(others, () => ({ app: 'alone' })),
    ];
    expect((await compared(both)).tooLittleCommon).toBe(tooLittle);
    expect((await compared(both, { matched: false })).tooLittleCommon).toBe(false);
  });

  it('matches without a model that does other work, and says so', async () => {
    const three = [
      ...callsOf(80, () => ({ costUsd: 0.01 })),
      ...callsOf(80, () => ({ model: 'b', costUsd: 0.02 })),
      ...callsOf(80, () => ({ model: 'c', app: 'batch', costUsd: 0.03 })),
    ];
    const matched = await compared(three);
    expect(matched).toMatchObject({
      matchedCalls: 160,
      allCalls: 160,
      leftOut: ['c'],
      tooLittleCommon: false,
    });
    expect(row(matched, 'b').estimates.cost_per_call!.difference!.lo).toBeCloseTo(2, 9);
    expect(row(matched, 'c')).toMatchObject({
      calls: 0,
      estimates: { cost_per_call: { value: null, n: 0 } },
    });
    expect(await compared(three, { baseline: 'c' })).toMatchObject({
      matchedCalls: 0,
      tooLittleCommon: true,
    });
  });

  it('knows nothing where nothing is common', async () => {
    const apart = [...callsOf(50, () => ({})), ...callsOf(50, () => ({ model: 'b', app: 'batch' }))];
    const matched = await compared(apart);
    expect(matched).toMatchObject({ matchedCalls: 0, tooLittleCommon: true });
    expect(row(matched, 'b')).toMatchObject({
      calls: 0,
      estimates: { cost_per_call: { value: null, n: 0 } },
    });
  });
});

describe('no verdict without the calls for it', () => {
  const two = (count: number, make: (index: number) => Partial<ComparedCall> = () => ({})) =>
    ['a', 'b'].flatMap((model) => callsOf(count, (i) => ({ model, durationMs: 1000 + i, ...make(i) })));
  const differenceOf = async (calls: ComparedCall[], id: string) =>
    row(await compared(calls), 'b').estimates[id]!.difference;

  it.each([
    ['cost_per_call', TOO_FEW.calls],
    ['duration_p50', TOO_FEW.calls],
    ['duration_p95', TOO_FEW.tail],
  ])('%s needs %d', async (id, least) => {
    expect(await differenceOf(two(least - 1), id)).toBeNull();
    expect(await differenceOf(two(least), id)).not.toBeNull();
  });

  it('needs calls of enough traces: many calls of one trace say what one says', async () => {
    const traces = (count: number) => two(120, (i) => ({ trace: `shared${i % count}` }));
    expect(await differenceOf(traces(TOO_FEW.traces - 1), 'cost_per_call')).toBeNull();
    expect(await differenceOf(traces(TOO_FEW.traces), 'cost_per_call')).not.toBeNull();
  });

  it('needs ten events of both models for a rate', async () => {
    const failing = (a: number, b: number) =>
      ['a', 'b'].flatMap((model) => callsOf(200, (i) => ({ model, failed: i < (model === 'a' ? a : b) })));
    expect(await differenceOf(failing(4, 5), 'error_rate')).toBeNull();
    expect(await differenceOf(failing(5, 5), 'error_rate')).not.toBeNull();
    // None against many is a difference.
    expect((await differenceOf(failing(0, 40), 'error_rate'))!.lo).toBeGreaterThan(0);
  });

  it('shows a Wilson interval for few events: none of 200 is not surely none', async () => {
    const { interval } = row(await compared(two(200)), 'a').estimates.error_rate!;
    expect(interval!.hi).toBeCloseTo(0.0188, 3);
  });

  it('has no interval for a single trace', async () => {
    const estimate = row(await compared([callOf(), callOf({ model: 'b' })]), 'a').estimates.cost_per_call!;
    expect(estimate).toMatchObject({ value: 0.01, interval: null });
  });

  it('adjusts for the models that are compared: more of them, wider intervals', async () => {
    const draws = drawsOf(9);
    const base = two(200, () => ({ costUsd: draws.lognormal(-4, 0.5) }));
    const four = [...base, ...['c', 'd'].flatMap((model) => callsOf(200, () => ({ model })))];
    const [narrow, wide] = [
      await differenceOf(base, 'cost_per_call'),
      await differenceOf(four, 'cost_per_call'),
    ];
    expect((await compared(four)).k).toBe(3);
    expect(wide!.hi - wide!.lo).toBeGreaterThan(narrow!.hi - narrow!.lo);
  });
});
