/** Tables for the tests of this folder: @grafana/data does not load in Node, so only its types are used. */
import type { DataFrame, Field, FieldConfig } from '@grafana/data';
import { count, exactCount, money } from '@llmobservatory/format';
import type { Area } from '../options';
import type { ValueFormat } from '../valueFormat';
import { measure } from './branches';
import type { Branch } from './branches';
import type { Words } from './describe';
import { readTable } from './fields';
import type { Table } from './fields';
import { countRow, noFigures } from './figures';
import type { Figures } from './figures';
import type { Tile } from './picture';
import type { Rect } from './rect';
import { buildTree } from './tree';

type Cell = string | number | null | undefined;
export type RowOf = Record<string, Cell>;

/** Fields of texts are texts, all others numbers; a field that a row lacks is null there. */
export function frameOf(rows: readonly RowOf[], configs: Record<string, FieldConfig> = {}): DataFrame {
  const names = [...new Set(rows.flatMap(Object.keys))];
  const fields = names.map((name): Field => {
    const values = rows.map((row) => row[name] ?? null);
    const type = (values.some((value) => typeof value === 'string') ? 'string' : 'number') as Field['type'];
    return { name, type, config: configs[name] ?? {}, values };
  });
  return { fields, length: rows.length };
}

export function tableOf(rows: readonly RowOf[], configs?: Record<string, FieldConfig>): Table {
  const read = readTable([frameOf(rows, configs)]);
  if (!('table' in read)) throw new Error(`The rows make no table: ${JSON.stringify(read)}`);
  return read.table;
}

export const branchOf = (rows: readonly RowOf[], area: Area = 'value'): Branch =>
  measure(buildTree(tableOf(rows)), area);

/** Sums of rows, without a tree. */
export function figuresOfRows(rows: readonly RowOf[]): Figures {
  const sum = noFigures();
  for (const row of tableOf(rows.map((numbers) => ({ model: 'm', ...numbers }))).rows) countRow(sum, row);
  return sum;
}

export const MONEY: ValueFormat = { label: 'Cost', isMoney: true, short: money, exact: (usd) => `$${usd}` };
export const COUNT: ValueFormat = { label: 'Tokens', isMoney: false, short: count, exact: exactCount };

export const wordsOf = (table: Pick<Table, 'levels'>, area: Area = 'value'): Words => ({
  area,
  format: area === 'value' ? MONEY : COUNT,
  levels: table.levels,
});

export const rect = (x: number, y: number, width: number, height: number): Rect => ({ x, y, width, height });

/** A tile of which only the given parts matter. */
export const tileOf = (known: Partial<Tile>): Tile => ({
  kind: 'part',
  key: '[]',
  rect: rect(0, 0, 100, 100),
  branch: null,
  members: [],
  figures: noFigures(),
  share: null,
  depth: 1,
  position: 1,
  siblings: 1,
  ...known,
});

/** Every letter is as wide as any other. */
export const letters = (px: number) => (text: string) => [...text].length * px;
