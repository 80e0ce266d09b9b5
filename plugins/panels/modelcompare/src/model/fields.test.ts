import { describe, expect, it } from 'vitest';
import { isModelName, readAnswer } from './fields';
import { answerOf, comparisonOf, frameOf } from './frame.fixture';

describe('isModelName', () => {
  it.each(['model', 'Model', 'model_name', 'gen_ai.request.model', 'response model', 'llm model id'])(
    '%s names a model',
    (name) => expect(isModelName(name)).toBe(true),
  );
  it.each(['app', 'modelling', 'remodel', 'model_cost', ''])('%j does not', (name) =>
    expect(isModelName(name)).toBe(false),
  );
});

describe('a table of any data source', () => {
  it('has one row a model, and every number as a figure', () => {
    const { rows, measures, facts, hasIntervals } = comparisonOf({
      model: ['a', 'b'],
      seats: [3, 4],
      cost_per_call: [0.01, null],
    });
    expect(rows.map(({ model }) => model)).toEqual(['a', 'b']);
    expect(measures.map(({ id }) => id)).toEqual(['cost_per_call', 'seats']);
    expect(rows[1]!.figures.get('cost_per_call')?.value).toBeNull();
    expect(rows[1]!.figures.get('seats')?.value).toBe(4);
    expect([facts, hasIntervals]).toEqual([null, false]);
  });

  it('takes the first text where none is called a model', () => {
    expect(comparisonOf({ deployment: ['x'], calls: [1] }).rows[0]!.model).toBe('x');
    expect(comparisonOf({ app: ['x'], model: ['m'], calls: [1] }).rows[0]!.model).toBe('m');
  });

  it('tells rows of one model apart by their other texts, else by a number', () => {
    const { rows } = comparisonOf({ model: ['a', 'a', 'b'], provider: ['x', 'y', 'x'], calls: [1, 2, 3] });
    expect(rows.map(({ model }) => model)).toEqual(['a · x', 'a · y', 'b']);
    const twins = comparisonOf({ model: ['a', 'a'], calls: [1, 2] });
    expect(twins.rows.map(({ model }) => model)).toEqual(['a', 'a (2)']);
  });

  it('says that calls have no model', () => {
    expect(
      comparisonOf({ model: ['', null], app: ['x', 'y'], calls: [1, 2] }).rows.map(({ model }) => model),
    ).toEqual(['(no model) · x', '(no model) · y']);
  });

  it('takes numbers that are none for unknown', () => {
    const { rows } = comparisonOf({ model: ['a', 'b'], calls: [NaN, Infinity] });
    expect(rows.map(({ calls }) => calls)).toEqual([null, null]);
  });
});

describe('parts of a figure', () => {
  const full = {
    model: ['b'],
    duration_p95: [500],
    duration_p95_lo: [450],
    duration_p95_hi: [560],
    duration_p95_n: [200],
    duration_p95_neff: [80],
    duration_p95_diff_lo: [0.76],
    duration_p95_diff_hi: [0.91],
    duration_p5: [100],
    duration_p25: [200],
    duration_p50: [300],
    duration_p75: [400],
    error_rate: [0.1],
    error_rate_events: [20],
  };

  it('belong to it and are no figures of their own', () => {
    const { measures, rows, hasIntervals } = comparisonOf(full);
    expect(measures.map(({ id }) => id)).toEqual(['duration_p50', 'duration_p95', 'error_rate']);
    expect(rows[0]!.figures.get('duration_p95')).toEqual({
      value: 500,
      interval: { lo: 450, hi: 560 },
      difference: { lo: 0.76, hi: 0.91 },
      n: 200,
      effectiveN: 80,
      events: null,
      strip: [100, 200, 300, 400, 500],
    });
    expect(rows[0]!.figures.get('error_rate')?.events).toBe(20);
    expect(hasIntervals).toBe(true);
  });

  it('are figures when they belong to nothing', () => {
    expect(comparisonOf({ model: ['a'], hops_n: [3] }).measures.map(({ id }) => id)).toEqual(['hops_n']);
  });

  it('need both ends of an interval, and all five quantiles of a strip', () => {
    const { rows } = comparisonOf({ ...full, duration_p95_hi: [null], duration_p75: [null] });
    expect(rows[0]!.figures.get('duration_p95')).toMatchObject({ interval: null, strip: null });
  });

  it('counts compared calls and calls without a price with the row', () => {
    const { rows, measures } = comparisonOf({
      model: ['a'],
      calls: [100],
      matched_calls: [60],
      unpriced_calls: [3],
    });
    expect(rows[0]).toMatchObject({ calls: 100, compared: 60, unpriced: 3 });
    expect(measures.map(({ id }) => id)).toEqual(['calls']);
  });
});

describe('what cannot be read', () => {
  it.each<[Parameters<typeof frameOf>[0][], ('text' | 'number')[]]>([
    [[{ model: ['a'] }], ['number']],
    [[{ calls: [1] }], ['text']],
    [
      [{ model: ['a'] }, { calls: [1] }],
      ['text', 'number'],
    ],
    [[], []],
    [[{}], []],
    [[{ model: [], calls: [] }], []],
  ])('%j is missing %j', (frames, missing) => {
    // A column without values has no type to guess: the test says it.
    const made = frames.map((columns) => frameOf(columns));
    for (const { fields } of made)
      for (const field of fields) if (field.name === 'model') field.type = 'string' as typeof field.type;
    expect(readAnswer(made)).toEqual({ missing });
  });
});

describe('what the backend says of a comparison', () => {
  it('is read, and a foreign thing of the same name is left alone', () => {
    expect(comparisonOf({ model: ['a'], calls: [1] }, { baseline: 'a' }).facts).toMatchObject({
      baseline: 'a',
      matched: true,
      resamples: 2000,
    });
    const foreign = frameOf({ model: ['a'], calls: [1] });
    foreign.meta = { custom: { comparison: 'A to B' } };
    expect(answerOf(foreign).comparisons[0]!.facts).toBeNull();
  });
});

describe('what if', () => {
  it('is read beside the comparisons, and is none itself', () => {
    const { comparisons, priceChanges } = answerOf(
      frameOf({ model: ['a'], calls: [1] }),
      frameOf({
        from: ['a'],
        to: ['b'],
        calls: [3],
        cost_now: [1],
        cost_then: [null],
        reason: ['no price'],
        prices_at: [1000],
      }),
    );
    expect(comparisons).toHaveLength(1);
    expect(priceChanges).toEqual([
      { from: 'a', to: 'b', calls: 3, now: 1, then: null, unpriced: 0, reason: 'no price', pricesAt: 1000 },
    ]);
  });
});
