import { describe, expect, it } from 'vitest';
import type { Figure, Range } from './fields';
import { measureOf } from './measures';
import { verdictOf } from './verdict';

const figure = (known: Partial<Figure> = {}): Figure => ({
  value: 1,
  interval: null,
  difference: null,
  n: 500,
  effectiveN: 500,
  events: null,
  strip: null,
  ...known,
});
const words = (id: string, difference: Range, unit?: string) =>
  verdictOf(measureOf(id, { unit }), figure({ difference }), figure())?.words;

describe('a ratio', () => {
  it.each([
    ['duration_p95', 0.76, 0.91, '9–24% faster'],
    ['duration_p95', 1.09, 1.24, '9–24% slower'],
    ['ttft_p50', 0.76, 0.91, '9–24% faster'],
    ['cost_per_call', 0.25, 0.32, '68–75% cheaper'],
    ['cost_per_call', 2.1, 2.4, '2.1–2.4× dearer'],
    ['cost_per_call', 1.5, 3, '50–200% dearer'],
    ['tokens_per_second', 1.09, 1.24, '9–24% faster'],
    ['tokens_per_second', 0.76, 0.91, '9–24% slower'],
    ['input_tokens_per_call', 1.004, 1.083, '0.4–8.3% higher'],
    ['output_tokens_per_call', 0.5, 0.5, '50% lower'],
    ['cost_per_call', 9.96, 12.4, '10–12× dearer'],
  ])('of %s between %d and %d is "%s"', (id, lo, hi, expected) => {
    expect(words(id, { lo, hi })).toBe(expected);
  });

  it.each([
    [0.96, 1.12, 'no clear difference (−4% to 12%)'],
    [1, 1.2, 'no clear difference (0% to 20%)'],
    [0.8, 1, 'no clear difference (−20% to 0%)'],
  ])('between %d and %d holds none: "%s"', (lo, hi, expected) => {
    expect(words('cost_per_call', { lo, hi })).toBe(expected);
  });

  it('is told in percent below factor two, as a factor from there on', () => {
    expect(words('cost_per_call', { lo: 1.99, hi: 2.5 })).toBe('99–150% dearer');
    expect(words('cost_per_call', { lo: 2, hi: 2.5 })).toBe('2–2.5× dearer');
  });
});

describe('a difference', () => {
  it.each([
    ['score_helpful', 0.01, 0.09, '0.01–0.09 higher'],
    ['score_helpful', -0.09, -0.01, '0.01–0.09 lower'],
    ['score_helpful', -0.02, 0.05, 'no clear difference (−0.02 to 0.05)'],
    ['error_rate', 0.004, 0.021, '0.4–2.1 pp higher'],
    ['error_rate', -0.021, -0.004, '0.4–2.1 pp lower'],
    ['error_rate', -0.003, 0.012, 'no clear difference (−0.3 pp to 1.2 pp)'],
  ])('of %s between %d and %d is "%s"', (id, lo, hi, expected) => {
    expect(words(id, { lo, hi })).toBe(expected);
  });
});

describe('better or worse', () => {
  it.each([
    ['duration_p95', { lo: 0.76, hi: 0.91 }, true],
    ['tokens_per_second', { lo: 1.09, hi: 1.24 }, true],
    ['tokens_per_second', { lo: 0.76, hi: 0.91 }, false],
    ['cost_per_call', { lo: 2.1, hi: 2.4 }, false],
    ['error_rate', { lo: -0.021, hi: -0.004 }, true],
    ['pass_rate', { lo: 0.01, hi: 0.02 }, true],
    // More input is neither; of a score the data do not say which end is the good one.
    ['input_tokens_per_call', { lo: 1.1, hi: 1.2 }, null],
    ['score_toxicity', { lo: 0.01, hi: 0.09 }, null],
    ['cost_per_call', { lo: 0.96, hi: 1.12 }, null],
  ])('%s between %j: %s', (id, difference, better) => {
    expect(verdictOf(measureOf(id), figure({ difference }), figure())?.better).toBe(better);
  });
});

describe('too few', () => {
  const fewWords = (id: string, own: Partial<Figure>, baseline: Partial<Figure> = {}) =>
    verdictOf(measureOf(id), figure(own), figure(baseline))?.words;

  it('names the smaller number of calls', () => {
    expect(fewWords('cost_per_call', { n: 12 })).toBe('too few (n 12)');
    expect(fewWords('cost_per_call', {}, { n: 7 })).toBe('too few (n 7)');
  });
  it('names calls under 100 for a p95, where a mean has enough', () => {
    expect(fewWords('duration_p95', { n: 95, effectiveN: 60 })).toBe('too few (n 95)');
  });
  it('names how many independent calls they are worth, when that is what lacks', () => {
    expect(fewWords('cost_per_call', { n: 300, effectiveN: 9.7 })).toBe('too few (n 9)');
  });
  it('names the events of both models for a rate', () => {
    expect(fewWords('error_rate', { n: 400, events: 3 }, { n: 2620, events: 4 })).toBe('too few (n 7)');
  });
});

it('says nothing of what is not known, nor without numbers to say it of', () => {
  const measure = measureOf('cost_per_call');
  expect(verdictOf(measure, figure({ value: null }), figure())).toBeNull();
  expect(verdictOf(measure, figure(), figure({ value: null }))).toBeNull();
  expect(verdictOf(measure, figure({ n: null }), figure({ n: null }))).toBeNull();
});
