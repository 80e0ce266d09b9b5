import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addFigures,
  changeOf,
  changeText,
  costPerCall,
  errorRate,
  isLowerBound,
  known,
  noFigures,
  pricePer1k,
} from './figures';
import { figuresOfRows } from './table.fixture';
import type { RowOf } from './table.fixture';

const NAMES = ['cost', 'previous', 'tokens', 'calls', 'calls_previous', 'errors', 'unpriced_calls'] as const;

describe('sums', () => {
  it('add what is known', () => {
    const figures = figuresOfRows([
      { cost: 1.5, calls: 10 },
      { cost: 2, calls: 5 },
    ]);
    expect(known(figures, 'value')).toBe(3.5);
    expect(known(figures, 'calls')).toBe(15);
  });

  it('are unknown when no row knows', () => {
    const figures = figuresOfRows([{ cost: null }, { cost: null }]);
    expect(known(figures, 'value')).toBeNull();
    expect(known(figures, 'tokens')).toBeNull();
  });

  it('are a lower bound when some row does not know', () => {
    const figures = figuresOfRows([{ cost: 2 }, { cost: null }]);
    expect(known(figures, 'value')).toBe(2);
    expect(isLowerBound(figures)).toBe(true);
  });

  it('are a lower bound when a known value leaves out some calls', () => {
    expect(isLowerBound(figuresOfRows([{ cost: 2, calls: 10, unpriced_calls: 3 }]))).toBe(true);
    expect(isLowerBound(figuresOfRows([{ cost: 2, calls: 10, unpriced_calls: 0 }]))).toBe(false);
  });

  it('know a zero: free is not unknown', () => {
    const figures = figuresOfRows([{ cost: 0 }]);
    expect(known(figures, 'value')).toBe(0);
    expect(isLowerBound(figures)).toBe(false);
  });

  it('take a value of nothing for zero: no call, no cost', () => {
    const figures = figuresOfRows([{ cost: null, calls: 0, previous: 4 }]);
    expect(known(figures, 'value')).toBe(0);
    expect(isLowerBound(figures)).toBe(false);
    expect(changeText(changeOf(figures, 'value'))).toBe('gone');
  });

  it('do not depend on the order or the grouping of the rows', () => {
    const cell = fc.option(fc.integer({ min: -50, max: 1000 }), { nil: null });
    const row = fc.record(Object.fromEntries(NAMES.map((name) => [name, cell]))) as fc.Arbitrary<RowOf>;
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 8 }), fc.nat(), (rows, at) => {
        const typed = rows.map((one) => ({ ...one, cost: one.cost ?? null }));
        // A column of nulls only would be read as the same column of numbers: all rows have all columns.
        const cut = 1 + (at % (typed.length - 1));
        const whole = figuresOfRows(typed);
        const parts = noFigures();
        addFigures(parts, figuresOfRows(typed.slice(cut)));
        addFigures(parts, figuresOfRows(typed.slice(0, cut)));
        expect(parts).toEqual(whole);
      }),
    );
  });
});

describe('calls without a price', () => {
  it('are those the table names', () => {
    expect(
      figuresOfRows([
        { cost: null, calls: 14, tokens: 600, unpriced_calls: 14 },
        { cost: 2, calls: 10, tokens: 100, unpriced_calls: 3 },
      ]),
    ).toMatchObject({ unpricedCalls: 17, unpricedRows: 1, partlyRows: 1, unpricedTokens: 600 });
  });

  it('are all calls of a row without a value, when the table does not name them', () => {
    expect(
      figuresOfRows([
        { cost: null, calls: 14 },
        { cost: 1, calls: 2 },
      ]),
    ).toMatchObject({
      unpricedCalls: 14,
      unpricedCallsRows: 1,
      unpricedRows: 1,
      partlyRows: 0,
    });
  });

  it('are counted as rows, when there are no calls at all', () => {
    expect(figuresOfRows([{ cost: null }, { cost: 1 }])).toMatchObject({
      unpricedRows: 1,
      unpricedCalls: 0,
      unpricedCallsRows: 0,
    });
  });
});

describe('ratios', () => {
  it('are of sums, not means of ratios', () => {
    // 1 $ for 1,000 tokens and 1 $ for 9,000: 0.2 $ for 1,000, not (1 + 0.111) / 2.
    const figures = figuresOfRows([
      { cost: 1, tokens: 1000, calls: 1, errors: 1 },
      { cost: 1, tokens: 9000, calls: 9, errors: 0 },
    ]);
    expect(pricePer1k(figures)).toBeCloseTo(0.2);
    expect(errorRate(figures)).toBeCloseTo(0.1);
    expect(costPerCall(figures)).toBeCloseTo(0.2);
  });

  it('leave out rows that know only one side', () => {
    const figures = figuresOfRows([
      { cost: 1, tokens: 1000, calls: 10, errors: 1 },
      { cost: null, tokens: 50_000, calls: 40, errors: null },
      { cost: 3, tokens: null, calls: null, errors: 5 },
    ]);
    expect(pricePer1k(figures)).toBe(1);
    expect(errorRate(figures)).toBe(0.1);
  });

  it('count only calls whose cost is known', () => {
    expect(costPerCall(figuresOfRows([{ cost: 7, calls: 10, unpriced_calls: 3 }]))).toBe(1);
  });

  it.each([
    ['nothing was called', { cost: 0, tokens: 0, calls: 0, errors: 0 }],
    ['the table has no such fields', { cost: 1 }],
    ['no call has a price', { cost: 0, calls: 4, unpriced_calls: 4 }],
  ])('are unknown when %s', (_, row) => {
    const figures = figuresOfRows([row]);
    expect(pricePer1k(figures)).toBeNull();
    expect(costPerCall(figures)).toBeNull();
    if (!('calls' in row) || row.calls === 0) expect(errorRate(figures)).toBeNull();
  });
});

describe('changeOf', () => {
  it('compares sums of both periods', () => {
    const change = changeOf(
      figuresOfRows([
        { cost: 3, previous: 1 },
        { cost: 1, previous: 1 },
      ]),
      'value',
    );
    expect(change).toEqual({ now: 4, before: 2, few: false, leftOut: 0 });
    expect(changeText(change)).toBe('▲ 100%');
  });

  it('compares only rows that are known in both periods, and says how many were left out', () => {
    const figures = figuresOfRows([
      { cost: 3, previous: 2 },
      { cost: 90, previous: null },
      { cost: null, previous: 70 },
    ]);
    expect(changeOf(figures, 'value')).toEqual({ now: 3, before: 2, few: false, leftOut: 2 });
  });

  it('is unknown without a value before', () => {
    expect(changeOf(figuresOfRows([{ cost: 3 }]), 'value')).toBeNull();
    expect(changeText(null)).toBe('—');
  });

  it('knows tokens and calls by their own fields', () => {
    const figures = figuresOfRows([
      { cost: 1, tokens: 50, tokens_previous: 100, calls: 30, calls_previous: 20, previous: 1 },
    ]);
    expect(changeText(changeOf(figures, 'tokens'))).toBe('▼ 50%');
    expect(changeText(changeOf(figures, 'calls'))).toBe('▲ 50%');
    expect(changeText(changeOf(figures, 'value'))).toBe('=');
  });

  it.each<[what: string, row: RowOf, text: string]>([
    ['something that was not there', { cost: 3, previous: 0 }, 'new'],
    ['something without a call before', { cost: 3, previous: null, calls: 9, calls_previous: 0 }, 'new'],
    ['something that is no more', { cost: 0, previous: 3 }, 'gone'],
    ['a change within half a percent', { cost: 1.004, previous: 1 }, '='],
    ['more than ten times as much', { cost: 12, previous: 1 }, '× 12'],
    ['19 calls before', { cost: 3, previous: 1, calls: 50, calls_previous: 19 }, '—'],
    ['20 calls before', { cost: 3, previous: 1, calls: 50, calls_previous: 20 }, '▲ 200%'],
  ])('says of %s', (_, row, text) => {
    expect(changeText(changeOf(figuresOfRows([row]), 'value'))).toBe(text);
  });
});
