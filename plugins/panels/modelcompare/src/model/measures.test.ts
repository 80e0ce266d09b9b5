import { COMPARED_MEASURES } from '@llmobservatory/compare-stats';
import { describe, expect, it } from 'vitest';
import { measureOf, orderOf } from './measures';

describe('measureOf', () => {
  it('knows every figure that the backend compares', () => {
    for (const { id, label, group } of COMPARED_MEASURES) {
      expect(measureOf(id)).toMatchObject({ label, group });
    }
  });

  it.each([
    ['cost_per_call', 'cost', false],
    ['duration_p95', 'time', false],
    ['tokens_per_second', 'speed', true],
    ['error_rate', 'amount', false],
    ['pass_rate', 'amount', true],
    ['input_tokens_per_call', 'amount', null],
  ])('%s is read as %s', (id, direction, moreIsBetter) => {
    expect(measureOf(id)).toMatchObject({ direction, moreIsBetter });
  });

  it('takes what the field says before what it knows', () => {
    expect(
      measureOf('cost_per_call', { label: 'Price', unit: 'currencyEUR', doc: 'In euro.' }),
    ).toMatchObject({
      label: 'Price',
      unit: 'currencyEUR',
      doc: 'In euro.',
      group: 'cost',
    });
  });

  it('makes a row of a number that it does not know', () => {
    expect(measureOf('price_per_seat')).toMatchObject({
      label: 'Price per seat',
      group: 'other',
      difference: 'ratio',
    });
    expect(measureOf('share', { unit: 'percentunit' }).difference).toBe('absolute');
  });

  it('names a score by its own name, and more of it is better', () => {
    expect(measureOf('score_helpfulness')).toMatchObject({
      label: 'helpfulness',
      group: 'quality',
      difference: 'absolute',
      moreIsBetter: true,
    });
  });
});

it('orders figures by group, then as the backend has them, scores and unknown ones after', () => {
  const ids = [
    'seats',
    'calls',
    'score_x',
    'error_rate',
    'duration_p95',
    'duration_p50',
    'cost',
    'cost_per_call',
  ];
  const sorted = ids.map((id) => measureOf(id)).sort((a, b) => orderOf(a) - orderOf(b));
  expect(sorted.map(({ id }) => id)).toEqual([
    'cost_per_call',
    'cost',
    'duration_p50',
    'duration_p95',
    'error_rate',
    'score_x',
    'calls',
    'seats',
  ]);
});
