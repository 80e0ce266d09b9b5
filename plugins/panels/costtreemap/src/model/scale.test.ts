import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AREAS } from '../options';
import type { Area, ColourMode } from '../options';
import { changeStep, makeScale, NEEDS, pickMode, quantileEnds, shadeOf } from './scale';
import type { ScaleMode, Shade } from './scale';
import { figuresOfRows, tableOf } from './table.fixture';
import type { RowOf } from './table.fixture';

describe('changeStep', () => {
  it.each([
    [0, 0],
    [0.05, 0],
    [0.0501, 1],
    [0.2, 1],
    [0.201, 2],
    [0.5, 2],
    [0.501, 3],
    [40, 3],
    [-0.05, 0],
    [-0.051, -1],
    [-0.21, -2],
    [-1, -3],
  ])('of a change by %d is %d', (ratio, step) => {
    expect(changeStep(ratio)).toBe(step);
  });

  it('is the same upwards and downwards', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 100, noNaN: true }), (ratio) => {
        expect(changeStep(-ratio)).toBe(-changeStep(ratio) || 0);
      }),
    );
  });
});

describe('quantileEnds', () => {
  it.each<[what: string, values: number[], ends: number[]]>([
    ['ten different values: two in each step', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], [2, 4, 6, 8]],
    ['an order that does not matter', [10, 1, 9, 2, 8, 3, 7, 4, 6, 5], [2, 4, 6, 8]],
    ['three values: three steps', [1, 2, 3], [1, 2]],
    ['equal values: one step', [4, 4, 4], []],
    ['one value', [4], []],
    ['no value', [], []],
    ['mostly zeros: no empty steps', [0, 0, 0, 0, 0, 0, 0, 0, 0, 0.5], [0]],
  ])('of %s', (_, values, ends) => {
    expect(quantileEnds(values)).toEqual(ends);
  });

  it('are ascending, at most four, and below the highest', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1 }), (values) => {
        const ends = quantileEnds(values);
        expect(ends.length).toBeLessThanOrEqual(4);
        expect(ends).toEqual([...new Set(ends)].sort((a, b) => a - b));
        for (const end of ends) expect(end).toBeLessThan(Math.max(...values));
      }),
    );
  });
});

describe('pickMode', () => {
  const { has } = tableOf([{ model: 'm', cost: 1, previous: 1, tokens: 5 }]);
  it.each<[wanted: ColourMode, area: Area, mode: ScaleMode]>([
    ['auto', 'value', 'change'],
    ['auto', 'tokens', 'name'],
    ['name', 'value', 'name'],
    ['errors', 'value', 'errors'],
  ])('of %s with area %s is %s', (wanted, area, mode) => {
    expect(pickMode(wanted, area, has)).toBe(mode);
  });
});

describe('NEEDS', () => {
  it('names the fields of each mode and area', () => {
    expect(AREAS.map((area) => NEEDS.change(area))).toEqual([
      ['valueBefore'],
      ['tokensBefore'],
      ['callsBefore'],
    ]);
    expect(NEEDS.price('value')).toEqual(['tokens']);
    expect(NEEDS.errors('calls')).toEqual(['errors', 'calls']);
    expect(NEEDS.name('value')).toEqual([]);
  });
});

describe('shadeOf', () => {
  const shade = (mode: ScaleMode, row: RowOf, others: RowOf[] = []): Shade => {
    const leaves = [row, ...others].map((one) => figuresOfRows([one]));
    return shadeOf(makeScale(mode, 'value', leaves), leaves[0]!, 'gpt-5');
  };

  it.each<[row: RowOf, step: number]>([
    [{ cost: 10, previous: 10 }, 0],
    [{ cost: 13, previous: 10 }, 2],
    [{ cost: 3, previous: 10 }, -3],
    [{ cost: 0, previous: 10 }, -3],
    [{ cost: 0, previous: 0 }, 0],
    [{ cost: -1, previous: -2 }, 2],
  ])('of a change %j is step %d', (row, step) => {
    expect(shade('change', row)).toEqual({ by: 'change', step, isNew: false });
  });

  it('marks what was not there before, without claiming a change', () => {
    expect(shade('change', { cost: 3, previous: 0 })).toEqual({ by: 'change', step: 0, isNew: true });
  });

  it.each([
    ['no value before', { cost: 3, previous: null }],
    ['no value now', { cost: null, previous: 3 }],
    ['too few calls before', { cost: 3, previous: 1, calls: 90, calls_previous: 3 }],
  ])('is unknown with %s', (_, row) => {
    expect(shade('change', row)).toEqual({ by: 'unknown' });
  });

  it('places a price among the prices of all leaves', () => {
    const others = [1, 2, 3, 4].map((cost) => ({ cost, tokens: 1000 }));
    expect(shade('price', { cost: 0.5, tokens: 1000 }, others)).toEqual({ by: 'quantile', step: 0, of: 5 });
    expect(shade('price', { cost: 9, tokens: 1000 }, others)).toEqual({ by: 'quantile', step: 4, of: 5 });
    expect(shade('price', { cost: 9, tokens: null }, others)).toEqual({ by: 'unknown' });
  });

  it('places an error rate among the rates', () => {
    const others = [{ cost: 1, errors: 0, calls: 10 }];
    expect(shade('errors', { cost: 1, errors: 5, calls: 10 }, others)).toEqual({
      by: 'quantile',
      step: 1,
      of: 2,
    });
    expect(shade('errors', { cost: 1, errors: 0, calls: 0 }, others)).toEqual({ by: 'unknown' });
  });

  it('is the name by name', () => {
    expect(shade('name', { cost: 1 })).toEqual({ by: 'name', name: 'gpt-5' });
  });
});
