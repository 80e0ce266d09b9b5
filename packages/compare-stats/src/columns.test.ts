import { describe, expect, it } from 'vitest';
import { callsOf } from './calls.fixture';
import { comparisonColumns } from './columns';
import { compareModels } from './compare';

const calls = ['a', 'b'].flatMap((model) =>
  callsOf(40, (i) => ({ model, costUsd: model === 'a' ? 0.01 : 0.02, failed: i < 3 })),
);
const totals = new Map([['a', { calls: 900, costUsd: 9, unpricedCalls: 0 }]]);
const columns = async () => {
  const [matched] = await compareModels(calls, { models: ['a', 'b'], resamples: 50 });
  return comparisonColumns(matched!, totals);
};

describe('comparisonColumns', () => {
  it('has a row a model, and for each figure its interval, numbers and difference', async () => {
    const found = new Map((await columns()).map(({ name, values }) => [name, values]));
    expect(found.get('model')).toEqual(['a', 'b']);
    expect(found.get('matched_calls')).toEqual([40, 40]);
    expect(found.get('cost_per_call')).toEqual([expect.closeTo(0.01), expect.closeTo(0.02)]);
    expect(found.get('cost_per_call_n')).toEqual([40, 40]);
    expect(found.get('cost_per_call_neff')).toEqual([40, 40]);
    expect(found.get('cost_per_call_diff_lo')).toEqual([null, expect.closeTo(2)]);
    expect(found.get('error_rate_events')).toEqual([3, 3]);
    expect(found.get('error_rate_diff_lo')).toEqual([null, null]);
    expect(found.get('pass_rate')).toEqual([null, null]);
  });

  it('takes totals of the whole range from outside; unknown ones are unknown', async () => {
    const found = new Map((await columns()).map(({ name, values }) => [name, values]));
    expect(found.get('calls')).toEqual([900, null]);
    expect(found.get('cost')).toEqual([9, null]);
  });

  it('names columns once, labels what people read, and gives strips as plain quantiles', async () => {
    const all = await columns();
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
    expect(all.find(({ name }) => name === 'cost_per_call')).toMatchObject({
      unit: 'currencyUSD',
      label: 'Cost per call',
    });
    expect(all.flatMap(({ name }) => (name.startsWith('duration_p5') ? [name] : []))).toEqual([
      ...['', '_lo', '_hi', '_n', '_neff', '_diff_lo', '_diff_hi'].map((suffix) => `duration_p50${suffix}`),
      'duration_p5',
    ]);
    expect(all.every(({ values }) => values.length === 2)).toBe(true);
  });
});
