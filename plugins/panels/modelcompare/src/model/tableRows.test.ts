import { describe, expect, it } from 'vitest';
import { DEFAULTS } from '../options';
import { NO_CHOICE, show } from './choose';
import { answerOf, frameOf } from './frame.fixture';
import type { Columns } from './frame.fixture';
import { tableRows, tinyMeasures } from './tableRows';

const COLUMNS: Columns = {
  model: ['a', 'b'],
  calls: [20, 10],
  cost_per_call: [1, 2],
  duration_p50: [5, 6],
  duration_p95: [7, 8],
  error_rate: [0, 0.1],
  pass_rate: [null, null],
  seats: [1, null],
};
const shown = (columns = COLUMNS) => show(answerOf(frameOf(columns)), DEFAULTS, NO_CHOICE);
const groups = (height: number, rows = DEFAULTS.rows, columns = COLUMNS) =>
  tableRows(shown(columns), { ...DEFAULTS, rows }, height).groups.map(
    ({ label, measures }) => `${label}: ${measures.map(({ id }) => id).join(' ')}`,
  );

describe('tableRows', () => {
  it('has all groups from 400 px on, cost and speed below', () => {
    expect(groups(400)).toEqual([
      'Cost: cost_per_call',
      'Speed: duration_p50 duration_p95',
      'Reliability: error_rate',
      'Use: calls',
      'Other: seats',
    ]);
    expect(groups(399)).toEqual(['Cost: cost_per_call', 'Speed: duration_p50 duration_p95']);
  });
  it('has the chosen groups at any height', () => {
    expect(groups(100, ['use', 'other'])).toEqual(['Use: calls', 'Other: seats']);
  });
  it('shows a table that has neither cost nor speed, however low the panel is', () => {
    expect(groups(100, [], { model: ['a'], seats: [3] })).toEqual(['Other: seats']);
  });
  it('names the figures that no model has, instead of rows of dashes', () => {
    expect(tableRows(shown(), DEFAULTS, 500).unknown.map(({ id }) => id)).toEqual(['pass_rate']);
  });
});

describe('tinyMeasures', () => {
  it('are cost per call and duration p95, else what comes first', () => {
    expect(tinyMeasures(shown()).map(({ id }) => id)).toEqual(['cost_per_call', 'duration_p95']);
    expect(tinyMeasures(shown({ model: ['a'], seats: [3], calls: [1] })).map(({ id }) => id)).toEqual([
      'calls',
      'seats',
    ]);
  });
});
