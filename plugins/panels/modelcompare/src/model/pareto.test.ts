import { describe, expect, it } from 'vitest';
import { DEFAULTS } from '../options';
import { NO_CHOICE, show } from './choose';
import { answerOf, frameOf } from './frame.fixture';
import type { Columns } from './frame.fixture';
import { paretoOf } from './pareto';

const plot = (columns: Columns, quality = '') =>
  paretoOf(show(answerOf(frameOf(columns)), { ...DEFAULTS, maxModels: 6 }, NO_CHOICE), {
    ...DEFAULTS,
    quality,
  });

describe('the frontier', () => {
  it('is made of the models that none beats on both axes, cheapest first', () => {
    const { frontier, points } = plot({
      model: ['cheap', 'good', 'beaten', 'dear', 'middle'],
      cost_per_call: [1, 4, 5, 9, 2],
      score_x: [0.5, 0.9, 0.8, 0.95, 0.7],
    })!;
    expect(frontier.map(({ row }) => row.model)).toEqual(['cheap', 'middle', 'good', 'dear']);
    expect(points.filter(({ onFrontier }) => !onFrontier).map(({ row }) => row.model)).toEqual(['beaten']);
  });
  it('holds twins, and not what is as good but dearer', () => {
    const { frontier } = plot({
      model: ['a', 'twin', 'dearer'],
      cost_per_call: [1, 1, 2],
      score_x: [0.5, 0.5, 0.5],
    })!;
    expect(frontier.map(({ row }) => row.model)).toEqual(['a', 'twin']);
  });
  it('takes less for better where less is better', () => {
    const { frontier, y } = plot({
      model: ['slow', 'fast'],
      cost_per_call: [1, 2],
      duration_p50: [900, 400],
    })!;
    expect(y.better).toBe(-1);
    expect(frontier.map(({ row }) => row.model)).toEqual(['slow', 'fast']);
  });
});

describe('the vertical axis', () => {
  const COLUMNS: Columns = {
    model: ['a', 'b'],
    cost_per_call: [1, 2],
    tokens_per_second: [50, 60],
    error_rate: [0.1, 0.2],
    error_rate_lo: [0.05, 0.1],
    error_rate_hi: [0.15, 0.3],
    pass_rate: [0.7, 0.8],
    score_x: [0.5, 0.6],
    score_y: [0.1, 0.2],
  };
  const without = (...ids: string[]) =>
    Object.fromEntries(Object.entries(COLUMNS).filter(([id]) => !ids.some((one) => id.startsWith(one))));

  it('is the chosen field, else the first score, else the success rate, else speed', () => {
    expect(plot(COLUMNS, 'score_y')!.y.label).toBe('y');
    expect(plot(COLUMNS)!.y.label).toBe('x');
    expect(plot(without('score'))!.y.label).toBe('Pass rate');
    expect(plot(without('score', 'pass'))!.y.label).toBe('Success rate');
    expect(plot(without('score', 'pass', 'error'))!.y.label).toBe('Speed');
  });
  it('shows successes, not errors, and turns their interval round', () => {
    const [point] = plot(without('score', 'pass'))!.points;
    expect(point).toMatchObject({ y: 0.9, yInterval: { lo: 0.85, hi: 0.95 } });
  });
  it('says that it stands in for a quality that is not known', () => {
    expect(plot(COLUMNS)!.note).toBe('');
    expect(plot(without('score', 'pass'))!.note).toBe(
      'No scores in this data: the vertical axis is success rate.',
    );
  });
});

describe('the dots', () => {
  it('have the duration as their area, are hollow under 30 calls, and say what they lack', () => {
    const { points, left } = plot({
      model: ['a', 'b', 'c'],
      calls: [3, 2, 1],
      cost_per_call: [1, 2, null],
      cost_per_call_n: [100, 29, 5],
      score_x: [0.5, 0.6, 0.7],
      duration_p95: [1000, null, 5],
    })!;
    expect(points.map(({ size, few }) => [size, few])).toEqual([
      [1000, false],
      [null, true],
    ]);
    expect(left).toEqual([{ model: 'c', lacks: 'cost per call' }]);
  });
});

it('is no plot without cost, or without anything that could be good', () => {
  expect(plot({ model: ['a'], score_x: [1] })).toBeNull();
  expect(plot({ model: ['a'], cost_per_call: [1], seats: [2] })).toBeNull();
});
