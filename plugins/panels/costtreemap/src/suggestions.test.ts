import type { FieldConfig, PanelDataSummary } from '@grafana/data';
import { describe, expect, it } from 'vitest';
import { frameOf } from './model/table.fixture';
import type { RowOf } from './model/table.fixture';
import { suggestions } from './suggestions';

const suggested = (rows: RowOf[], configs?: Record<string, FieldConfig>) =>
  suggestions({ hasData: true, rawFrames: [frameOf(rows, configs)] } as PanelDataSummary)?.map(
    ({ name }) => name,
  );

const table = (rows: number, levels = 1): RowOf[] =>
  Array.from({ length: rows }, (_, i) => ({
    ...Object.fromEntries(Array.from({ length: levels }, (_, level) => [`level${level}`, `n${i}`])),
    cost: i,
  }));

describe('suggestions', () => {
  it('offers the panel for tables of cost', () => {
    expect(suggested(table(2))).toEqual(['Cost treemap']);
  });

  it('offers it for any number in a currency', () => {
    const rows = [
      { a: 'x', revenue: 1 },
      { a: 'y', revenue: 2 },
    ];
    expect(suggested(rows)).toBeUndefined();
    expect(suggested(rows, { revenue: { unit: 'currencyEUR' } })).toEqual(['Cost treemap']);
    expect(suggested(rows, { revenue: { unit: 'bytes' } })).toBeUndefined();
  });

  it.each<[what: string, rows: RowOf[]]>([
    ['one row', table(1)],
    ['more than 5,000 rows', table(5001)],
    ['more than five levels', table(3, 6)],
    ['no text', [{ cost: 1 }, { cost: 2 }]],
    ['no number', [{ a: 'x' }, { a: 'y' }]],
    [
      'a value that may be anything',
      [
        { a: 'x', value: 1 },
        { a: 'y', value: 2 },
      ],
    ],
  ])('stays silent for %s', (_, rows) => {
    expect(suggested(rows)).toBeUndefined();
  });

  it('stays silent for figures over time', () => {
    const frame = frameOf([
      { t: 1, a: 'x', cost: 1 },
      { t: 2, a: 'x', cost: 1 },
    ]);
    frame.fields[0]!.type = 'time' as never;
    expect(suggestions({ hasData: true, rawFrames: [frame] } as PanelDataSummary)).toBeUndefined();
  });

  it('stays silent without data', () => {
    expect(suggestions({ hasData: false } as PanelDataSummary)).toBeUndefined();
  });

  it('leaves out the legend in the small preview', () => {
    const [first] = suggestions({ hasData: true, rawFrames: [frameOf(table(3))] } as PanelDataSummary) ?? [];
    first!.cardOptions!.previewModifier!(first!);
    expect(first!.options).toEqual({ legend: false });
  });
});
