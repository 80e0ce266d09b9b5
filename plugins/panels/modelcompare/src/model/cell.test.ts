import { describe, expect, it } from 'vitest';
import { cellFacts, cellName, cellOf, methodOf, stripLine } from './cell';
import { comparisonOf } from './frame.fixture';
import type { Columns } from './frame.fixture';
import { printOf } from './numbers';

const COLUMNS: Columns = {
  model: ['gpt-5-mini', 'claude-4', 'gpt-5'],
  calls: [4100, 2620, 12],
  unpriced_calls: [0, 41, 0],
  cost: [4.1, 12.4, null],
  duration_p95: [6200, 5100, 6400],
  duration_p95_lo: [6000, 4900, 6000],
  duration_p95_hi: [6500, 5400, 7000],
  duration_p95_n: [4100, 2620, 12],
  duration_p95_neff: [4100, 900, 12],
  duration_p95_diff_lo: [null, 0.76, null],
  duration_p95_diff_hi: [null, 0.91, null],
  error_rate: [0.001, 0.02, 0],
  error_rate_lo: [0, 0.01, 0],
  error_rate_hi: [0.003, 0.03, 0.2],
  error_rate_n: [4100, 2620, 12],
  error_rate_events: [4, 52, 0],
  ttft_p95: [800, null, null],
};
const comparison = comparisonOf(COLUMNS, { baseline: 'gpt-5-mini', k: 2 });
const [baseline, claude, gpt5] = comparison.rows as [never, never, never];
const at = (row: typeof baseline, id: string) => {
  const measure = comparison.measures.find((one) => one.id === id)!;
  const print = printOf(measure);
  const cell = cellOf(row, baseline, measure, print);
  return { measure, print, cell };
};

describe('cellOf', () => {
  it('shows the interval of the baseline and the verdict of the others', () => {
    expect(at(baseline, 'duration_p95').cell).toMatchObject({
      value: '6.20 s',
      aside: '[6 s–6.50 s]',
      verdict: null,
    });
    expect(at(claude, 'duration_p95').cell).toMatchObject({
      value: '5.10 s',
      aside: '',
      verdict: { kind: 'less', words: '9–24% faster' },
    });
    expect(at(gpt5, 'duration_p95').cell.verdict?.words).toBe('too few (n 12)');
  });
  it('marks a total with gaps as a lower bound', () => {
    expect(at(baseline, 'cost').cell.value).toBe('$4.10');
    expect(at(claude, 'cost').cell.value).toBe('≥ $12.4');
  });
  it('says why a value is unknown', () => {
    expect(at(gpt5, 'cost').cell).toMatchObject({ value: '—', aside: 'no price' });
    expect(at(claude, 'ttft_p95').cell).toMatchObject({ value: '—', aside: 'not sent' });
    const row = (columns: Columns, id: string) => {
      const { rows, measures } = comparisonOf({ model: ['a'], ...columns });
      const measure = measures.find((one) => one.id === id)!;
      return cellOf(rows[0]!, rows[0]!, measure, printOf(measure)).aside;
    };
    expect(row({ tokens_per_second: [null] }, 'tokens_per_second')).toBe('not sent');
    expect(row({ cache_hit_ratio: [null] }, 'cache_hit_ratio')).toBe('no usage');
    expect(row({ score_x: [null] }, 'score_x')).toBe('no scores');
    // Embeddings have a price and no output.
    expect(row({ cost_per_call: [1], cost_per_1k_output: [null] }, 'cost_per_1k_output')).toBe('no output');
    expect(row({ cost_per_call: [null], cost_per_1k_output: [null] }, 'cost_per_1k_output')).toBe('no price');
    expect(row({ calls: [0], cost_per_call: [null] }, 'cost_per_call')).toBe('no calls');
  });
  it('claims nothing where the table has no intervals', () => {
    const plain = comparisonOf({ model: ['a', 'b'], cost_per_call: [1, 2] });
    const measure = plain.measures[0]!;
    expect(cellOf(plain.rows[1]!, plain.rows[0]!, measure, printOf(measure))).toMatchObject({
      value: '$2',
      aside: '',
      verdict: null,
    });
  });
});

describe('a score', () => {
  const scored = comparisonOf(
    {
      model: ['gpt-5-mini', 'claude-4', 'gpt-5'],
      calls: [4100, 2000, 900],
      score_helpfulness: [0.81, 0.86, 0.99],
      score_helpfulness_lo: [0.79, 0.83, 0.9],
      score_helpfulness_hi: [0.83, 0.89, 1],
      score_helpfulness_n: [412, 30, 29],
      score_helpfulness_diff_lo: [null, 0.01, null],
      score_helpfulness_diff_hi: [null, 0.09, null],
      pass_rate: [0.9, null, 1],
      pass_rate_n: [100, 0, 3],
    },
    { baseline: 'gpt-5-mini' },
  );
  const cellOfScore = (place: number, id = 'score_helpfulness') => {
    const measure = scored.measures.find((one) => one.id === id)!;
    const cell = cellOf(scored.rows[place]!, scored.rows[0]!, measure, printOf(measure));
    return { cell, facts: cellFacts(cell, measure, scored, place === 0, printOf(measure)) };
  };

  it('says how many calls have one, and which share of all', () => {
    expect(cellOfScore(0).cell).toMatchObject({
      value: '0.81',
      aside: '[0.79–0.83]',
      support: 'n 412, 10.0% of calls',
    });
    expect(cellOfScore(0).facts).toContainEqual({ label: 'Scored calls', value: '412, 10.0% of calls' });
  });
  it('is compared from 30 scored calls on', () => {
    expect(cellOfScore(1).cell).toMatchObject({
      value: '0.86',
      support: 'n 30, 1.50% of calls',
      verdict: { words: '0.01–0.09 higher' },
    });
  });
  it('has no mean, no interval and no verdict below', () => {
    const { cell, facts } = cellOfScore(2);
    expect(cell).toMatchObject({
      value: '—',
      aside: 'Too few scored calls (n = 29)',
      support: '',
      verdict: null,
    });
    expect(facts).toEqual([{ label: 'Scored calls', value: '29' }]);
    expect(cellOfScore(2, 'pass_rate').cell.aside).toBe('Too few scored calls (n = 3)');
  });
  it('is told apart from none at all', () => {
    expect(cellOfScore(1, 'pass_rate').cell).toMatchObject({ value: '—', aside: 'no scores' });
  });
});

describe('cellName', () => {
  const name = (row: typeof baseline, id: string) => {
    const { cell, measure } = at(row, id);
    return cellName(cell, row, baseline, measure);
  };
  it('says everything a cell shows', () => {
    expect(name(claude, 'duration_p95')).toBe(
      'claude-4, duration p95, 5.10 seconds, 9 to 24 percent faster than gpt-5-mini, 2,620 calls',
    );
    expect(name(baseline, 'duration_p95')).toBe(
      'gpt-5-mini, duration p95, 6.20 seconds, 6 seconds to 6.50 seconds, baseline, 4,100 calls',
    );
    expect(name(gpt5, 'duration_p95')).toBe('gpt-5, duration p95, 6.40 seconds, too few n 12, 12 calls');
    expect(name(gpt5, 'cost')).toBe('gpt-5, total cost, unknown, no price');
  });
});

describe('cellFacts', () => {
  const facts = (row: typeof baseline, id: string, isBaseline = false) => {
    const { cell, measure, print } = at(row, id);
    return Object.fromEntries(
      cellFacts(cell, measure, comparison, isBaseline, print).map(({ label, value }) => [label, value]),
    );
  };
  it('are what a verdict stands on', () => {
    expect(facts(claude, 'duration_p95')).toEqual({
      Estimate: '5,100 ms',
      '95% interval': '4.90 s–5.40 s',
      Calls: '2,620',
      'Say as much as': '900 independent calls',
      'Against the baseline': '9–24% faster',
      Verdict: 'adjusted for 2 comparisons',
    });
  });
  it('count the events of a rate, and leave out what the baseline does not have', () => {
    expect(facts(baseline, 'error_rate', true)).toEqual({
      Estimate: '0.1%',
      '95% interval': '0%–0.300%',
      Calls: '4,100',
      'Of them': '4',
    });
  });
});

describe('methodOf', () => {
  it('says how an interval was made', () => {
    expect(methodOf(at(claude, 'duration_p95').cell, comparison)).toBe(
      'Interval from 2,000 resamples of whole traces. Weighted to the traffic of gpt-5-mini: same app, prompt and input size.',
    );
    expect(methodOf(at(baseline, 'error_rate').cell, comparison)).toMatch(
      /^Few events, so the interval is Wilson’s\. /,
    );
  });
  it('says that there are none', () => {
    const plain = comparisonOf({ model: ['a'], calls: [1] });
    expect(methodOf(at(claude, 'cost').cell, plain)).toBe('No intervals in this data.');
  });
});

it('prints the quantiles of a strip', () => {
  const columns = {
    duration_p5: [1],
    duration_p25: [2],
    duration_p50: [3],
    duration_p75: [4],
    duration_p95: [5],
  };
  const { rows, measures } = comparisonOf({ model: ['a'], ...columns });
  const print = printOf(measures[0]!);
  expect(stripLine(cellOf(rows[0]!, rows[0]!, measures[0]!, print), print)).toBe(
    'p5 1 ms · p25 2 ms · p50 3 ms · p75 4 ms · p95 5 ms',
  );
});
