import { describe, expect, it } from 'vitest';
import { callOf, callsOf } from './calls.fixture';
import { mixDifferences, sizeClass, strataOf } from './strata';

describe('sizeClass', () => {
  it.each([
    [null, null],
    [0, 0],
    [1, 1],
    [2, 2],
    [512, 512],
    [513, 1024],
    [1024, 1024],
    [1025, 2048],
  ])('%j tokens are in the class up to %j', (tokens, to) => expect(sizeClass(tokens)).toBe(to));
});

describe('strataOf', () => {
  it('has a group for each app, prompt and size in which every model has calls; the rest is one group', () => {
    const calls = [
      callOf({ model: 'a', app: 'desk', inputTokens: 600 }),
      callOf({ model: 'b', app: 'desk', inputTokens: 1000 }),
      callOf({ model: 'a', app: 'batch' }),
      callOf({ model: 'b', app: 'desk', prompt: 'v2' }),
      callOf({ model: 'b', app: 'desk', inputTokens: 2000 }),
    ];
    expect(strataOf(calls, ['a', 'b'])).toEqual({
      of: Int32Array.of(0, 0, 1, 1, 1),
      common: 1,
      leftOut: [],
    });
  });

  it('spreads calls without a size over the sizes that the model has for that work, in proportion', () => {
    const sized = (model: string) => [
      ...callsOf(60, () => ({ model, inputTokens: 500 })),
      ...callsOf(30, () => ({ model, inputTokens: 900 })),
    ];
    const failed = callsOf(9, () => ({ model: 'b', inputTokens: null, failed: true }));
    const { of, common } = strataOf([...sized('a'), ...sized('b'), ...failed], ['a', 'b']);
    expect(common).toBe(2);
    // The groups of 1,024 and 512 tokens, in the order of their names.
    expect([...of.slice(180)].sort()).toEqual([0, 0, 0, 1, 1, 1, 1, 1, 1]);
  });

  it('keeps calls together where no call for that work has a size', () => {
    const calls = [callOf({ model: 'a', inputTokens: null }), callOf({ model: 'b', inputTokens: null })];
    expect(strataOf(calls, ['a', 'b']).common).toBe(1);
  });

  const work = (model: string, app: string, count: number) => callsOf(count, () => ({ model, app }));

  it.each([
    // Together they have nothing; a with b 170 calls, b with c 310.
    ['a pair with most calls', [['a', 'desk', 90], ['b', 'desk', 80], ['b', 'batch', 10], ['c', 'batch', 300], ['d', 'mail', 50]], ['a', 'd'], 310],
    ['three rather than two', [['a', 'desk', 40], ['b', 'desk', 40], ['c', 'desk', 40], ['c', 'batch', 900], ['d', 'batch', 900]], ['d'], 120],
    ['all, though one has most calls elsewhere', [['a', 'desk', 60], ['b', 'desk', 60], ['b', 'batch', 500]], [], 120],
  ] as const)('matches %s', (_, rows, leftOut, calls) => {
    const models = [...new Set(rows.map(([model]) => model))];
    const strata = strataOf(rows.flatMap(([model, app, count]) => work(model, app, count)), models);
    expect(strata.leftOut).toEqual(leftOut);
    expect(strata.of.filter((group) => group < strata.common)).toHaveLength(calls);
  }); // prettier-ignore

  it('keeps all where nobody has enough in common', () =>
    expect(
      strataOf(
        [...work('a', 'desk', 500), ...work('b', 'batch', 500), ...work('c', 'mail', 500)],
        ['a', 'b', 'c'],
      ),
    ).toMatchObject({ common: 0, leftOut: [] }));

  it('numbers the groups by their names, not by the order of the calls', () => {
    const calls = ['x', 'y', 'z'].flatMap((app) => [callOf({ app }), callOf({ app, model: 'b' })]);
    const back = strataOf([...calls].reverse(), ['a', 'b']);
    expect([...back.of].reverse()).toEqual([...strataOf(calls, ['a', 'b']).of]);
  });
});

describe('mixDifferences', () => {
  const calls = [
    ...callsOf(100, (i) => ({ model: 'a', app: i < 11 ? 'batch' : 'desk' })),
    ...callsOf(100, (i) => ({ model: 'b', app: i < 62 ? 'batch' : 'desk', prompt: i < 10 ? 'v2' : '' })),
    ...callsOf(100, (i) => ({ model: 'c', app: 'desk', inputTokens: i < 97 ? 1000 : 5000 })),
  ];

  it('names the largest of each model and dimension, the largest first, none below 5 points', () => {
    expect(mixDifferences(calls, ['a', 'b', 'c'], 'a')).toEqual([
      { model: 'b', dimension: 'app', value: 'batch', share: 0.62, baselineShare: 0.11 },
      { model: 'c', dimension: 'app', value: 'desk', share: 1, baselineShare: 0.89 },
      { model: 'b', dimension: 'prompt', value: 'v2', share: 0.1, baselineShare: 0 },
    ]);
  });

  it('says the input size in tokens', () => {
    const big = callsOf(10, () => ({ model: 'b', inputTokens: 5000 }));
    expect(mixDifferences([...callsOf(10, () => ({})), ...big], ['a', 'b'], 'a')).toEqual([
      { model: 'b', dimension: 'input size', value: '4,097–8,192 tokens', share: 1, baselineShare: 0 },
    ]);
  });

  it('is silent about equal traffic', () => {
    expect(mixDifferences([callOf(), callOf({ model: 'b' })], ['a', 'b'], 'a')).toEqual([]);
  });
});
