import { describe, expect, it } from 'vitest';
import { legendOf, modeName } from './legend';
import { makeScale } from './scale';
import type { ScaleMode } from './scale';
import { figuresOfRows, MONEY } from './table.fixture';
import type { RowOf } from './table.fixture';

const labels = (mode: ScaleMode, rows: RowOf[] = []) =>
  legendOf(
    makeScale(
      mode,
      'value',
      rows.map((row) => figuresOfRows([row])),
    ),
    MONEY,
  ).map(({ label }) => label);

describe('legendOf', () => {
  it('prints the steps of a change, from less to more', () => {
    expect(labels('change')).toEqual(['▼ 50', '▼ 20', '▼ 5', '=', '▲ 5', '▲ 20', '▲ 50', '—']);
  });
  it('explains the ring where something is new', () => {
    const rows = [{ cost: 1, cost_previous: 0 }];
    expect(labels('change', rows).slice(-3)).toEqual(['▲ 50', 'new', '—']);
    expect(labels('price', rows)).not.toContain('new');
  });
  it('gives each step of a change its own shade', () => {
    const steps = legendOf(makeScale('change', 'value', []), MONEY).map(({ shade }) =>
      shade.by === 'change' ? shade.step : null,
    );
    expect(steps).toEqual([-3, -2, -1, 0, 1, 2, 3, null]);
  });
  it('prints the ends of the price steps', () => {
    const rows = [1, 2, 3, 4, 5].map((usd) => ({ cost: usd / 1000, tokens: 1000 }));
    expect(labels('price', rows)).toEqual([
      '≤ $0.00100',
      '≤ $0.00200',
      '≤ $0.00300',
      '≤ $0.00400',
      '> $0.00400',
    ]);
  });
  it('prints the ends of the error steps', () => {
    const rows = [0, 0, 5].map((errors) => ({ cost: 1, errors, calls: 100 }));
    expect(labels('errors', rows)).toEqual(['≤ 0%', '> 0%']);
  });
  it('says when there is nothing to tell apart', () => {
    expect(labels('errors', [{ cost: 1, errors: 2, calls: 10 }])).toEqual(['all equal']);
  });
  it('has no entries for names: they stand on the tiles', () => {
    expect(labels('name', [{ cost: 1 }])).toEqual([]);
  });
});

describe('modeName', () => {
  it('names what the colour stands for', () => {
    expect((['change', 'price', 'errors', 'name'] as const).map((mode) => modeName(mode, MONEY))).toEqual([
      'Change %',
      'Cost per 1 K tokens',
      'Error rate',
      'Name',
    ]);
  });
});
