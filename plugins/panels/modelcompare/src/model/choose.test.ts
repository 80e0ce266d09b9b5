import { describe, expect, it } from 'vitest';
import { DEFAULTS } from '../options';
import type { CompareOptions } from '../options';
import { NO_CHOICE, show, toggled } from './choose';
import { answerOf, frameOf } from './frame.fixture';

const MODELS = { model: ['a', 'b', 'c'], calls: [30, 10, 20] };
/** Two baselines, matched and not. */
const answer = answerOf(
  ...['a', 'b'].flatMap((baseline) => [true, false].map((matched) => frameOf(MODELS, { baseline, matched }))),
);
const shown = (options: Partial<CompareOptions> = {}, choice = NO_CHOICE, from = answer) =>
  show(from, { ...DEFAULTS, ...options }, choice);
const names = ({ rows }: ReturnType<typeof show>) => rows.map(({ model }) => model).join('');

describe('the comparison', () => {
  it('is the one the backend put first, matched; baseline first, then by calls', () => {
    expect(shown().comparison.facts).toMatchObject({ baseline: 'a', matched: true });
    expect(names(shown())).toBe('acb');
  });
  it('follows the option, and the person before the option', () => {
    expect(shown({ baseline: 'b', matched: false }).comparison.facts).toMatchObject({
      baseline: 'b',
      matched: false,
    });
    expect(shown({ baseline: 'a' }, { ...NO_CHOICE, baseline: 'b' }).baseline.model).toBe('b');
    expect(names(shown({ baseline: 'b' }))).toBe('bac');
  });
  it('keeps to the first when the wanted baseline is not in the answer', () => {
    expect(shown({ baseline: 'x' }).baseline.model).toBe('a');
  });
  it('offers the baselines that the answer has', () => {
    expect(shown()).toMatchObject({ baselines: ['a', 'b'], canMatch: true });
  });
});

describe('too little common traffic', () => {
  const apart = answerOf(
    frameOf(MODELS, { matched: true, tooLittleCommon: true, matchedCalls: 40 }),
    frameOf(MODELS, { matched: false }),
  );
  it('shows what is unmatched, and says how much is in common', () => {
    expect(shown({}, NO_CHOICE, apart)).toMatchObject({
      tooLittleCommon: 40,
      comparison: { facts: { matched: false } },
    });
  });
  it('is no matter when unmatched is what is wanted', () => {
    expect(shown({ matched: false }, NO_CHOICE, apart).tooLittleCommon).toBeNull();
  });
});

describe('a table without comparisons', () => {
  const plain = answerOf(frameOf(MODELS));
  it('takes the model with most calls as baseline, and any other that is wanted', () => {
    expect(shown({}, NO_CHOICE, plain)).toMatchObject({ canMatch: false, baselines: ['a', 'c', 'b'] });
    expect(shown({ baseline: 'b' }, NO_CHOICE, plain).baseline.model).toBe('b');
  });
});

describe('the columns', () => {
  const many = answerOf(frameOf({ model: [...'abcdefgh'], calls: [80, 70, 60, 50, 40, 30, 20, 10] }));
  const of = (choice = NO_CHOICE, maxModels = 4) => shown({ maxModels }, choice, many);

  it('are as many as the option says', () => {
    expect(names(of())).toBe('abcd');
    expect(of().all).toHaveLength(8);
  });
  it('take in models and let them go again', () => {
    const added = toggled(NO_CHOICE, 'g', of());
    expect(names(of(added))).toBe('abcdg');
    expect(names(of(toggled(added, 'g', of(added))))).toBe('abcd');
    expect(names(of(toggled(NO_CHOICE, 'b', of())))).toBe('acd');
  });
  it('are six at most', () => {
    const six = toggled(toggled(NO_CHOICE, 'g', of()), 'h', of(toggled(NO_CHOICE, 'g', of())));
    expect(names(of(six))).toBe('abcdgh');
    expect(toggled(six, 'e', of(six))).toBe(six);
  });
  it('always hold the baseline', () => {
    expect(names(of(toggled(NO_CHOICE, 'a', of())))).toBe('abcd');
  });
  it('do not take a model that is not in the answer', () => {
    expect(toggled(NO_CHOICE, 'x', of())).toBe(NO_CHOICE);
  });
});
