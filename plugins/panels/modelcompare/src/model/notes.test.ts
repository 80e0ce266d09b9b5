import { describe, expect, it } from 'vitest';
import { DEFAULTS } from '../options';
import { NO_CHOICE, show } from './choose';
import type { ComparisonFacts } from './fields';
import { answerOf, frameOf } from './frame.fixture';
import { matchedLine, mixLines, warningOf } from './notes';

const MODELS = { model: ['a', 'b'], calls: [2, 1] };
const shown = (facts: Partial<ComparisonFacts>, models = MODELS) =>
  show(answerOf(frameOf(models, facts)), DEFAULTS, NO_CHOICE);

it('says how much is matched', () => {
  expect(matchedLine(shown({}))).toBe('Matched: 8,120 of 12,400 calls (65%) on app, prompt, input size');
  expect(matchedLine(shown({ matchedCalls: 0, allCalls: 0 }))).toBe(
    'Matched: 0 of 0 calls on app, prompt, input size',
  );
});

describe('warningOf', () => {
  it('warns of unmatched traffic, where there is something to compare', () => {
    expect(warningOf(shown({ matched: false }))).toBe('Unmatched: these models served different traffic.');
    expect(warningOf(shown({ matched: true }))).toBe('');
    expect(warningOf(shown({ matched: false }, { model: ['a'], calls: [2] }))).toBe('');
  });
  it('says that there is too little in common', () => {
    const both = answerOf(
      frameOf(MODELS, { tooLittleCommon: true, matchedCalls: 1040 }),
      frameOf(MODELS, { matched: false }),
    );
    expect(warningOf(show(both, DEFAULTS, NO_CHOICE))).toBe(
      'Too little common traffic to compare fairly (1,040 calls). Showing unmatched values; differences may come from the traffic.',
    );
  });
  it('names who is not matched, of those that are shown', () => {
    expect(warningOf(shown({ leftOut: ['b', 'x'] }))).toBe(
      'Not matched, because of other work than the others do: b.',
    );
    expect(warningOf(shown({ leftOut: ['x'] }))).toBe('');
  });
  it('does not warn of a table of another data source, which says nothing of traffic', () => {
    expect(warningOf(show(answerOf(frameOf(MODELS)), DEFAULTS, NO_CHOICE))).toBe('');
  });
});

it('names the differences of the traffic of the models that are shown', () => {
  const mix = [
    { model: 'b', dimension: 'app', value: 'batch', share: 0.624, baselineShare: 0.106 },
    { model: 'b', dimension: 'prompt', value: '', share: 1, baselineShare: 0.5 },
    { model: 'hidden', dimension: 'app', value: 'x', share: 1, baselineShare: 0 },
  ];
  expect(mixLines(shown({ matched: false, mix }))).toEqual([
    'b: 62% of calls are of app batch, 11% of a’s',
    'b: 100% of calls have no prompt, 50% of a’s',
  ]);
});
