/** Tiles in words: their names on screen, their figures, and the full sentence that a screen reader says. */
import { count, exactCount, UNKNOWN } from '@llmobservatory/format';
import type { Area } from '../options';
import { counted, text } from '../text';
import type { ValueFormat } from '../valueFormat';
import type { Branch } from './branches';
import type { Level } from './fields';
import { changeOf, changeText, isLowerBound, known } from './figures';
import type { Change, Figures } from './figures';
import type { Tile } from './picture';
import type { Node } from './tree';

/** What the words are about. */
export interface Words {
  area: Area;
  format: ValueFormat;
  levels: readonly Level[];
}

/** "gpt-5", "(no model)". */
export function nodeName({ name, path }: Pick<Node, 'name' | 'path'>, levels: readonly Level[]): string {
  if (path.length === 0) return text('all', 'All');
  const label = levels[path.length - 1]?.label ?? '';
  return name === '' ? text('no-name', '(no {{level}})', { level: label.toLowerCase() }) : name;
}

/** "gpt-5", "14 others", "No price". */
export function tileName({ kind, branch, members }: Tile, words: Words): string {
  if (kind === 'unpriced') return unpricedName(words);
  return branch ? nodeName(branch.node, words.levels) : othersName(members.length);
}

export const othersName = (members: number): string =>
  counted('others', members, '{{n}} other', '{{n}} others', { n: exactCount(members) });

export const unpricedName = ({ format }: Pick<Words, 'format'>): string =>
  format.isMoney ? text('unpriced.price', 'No price') : text('unpriced.value', 'No value');

/** "$30.1"; "≥ $30.1" where parts are unknown; "—" where all is. */
export function valueText(figures: Figures, { area, format }: Words): string {
  const value = known(figures, area);
  if (value === null) return UNKNOWN;
  return area === 'value' && isLowerBound(figures) ? `≥ ${format.short(value)}` : format.short(value);
}

/** "1,204 calls, 3.10 Mil tokens"; "14 rows" of a table without such fields. */
export function unpricedText(figures: Figures): string {
  const { unpricedRows, partlyRows, unpricedCalls, unpricedCallsRows } = figures;
  const calls =
    unpricedCallsRows > 0
      ? counted('unpriced.calls', unpricedCalls, '{{n}} call', '{{n}} calls', {
          n: exactCount(unpricedCalls),
        })
      : counted('unpriced.rows', unpricedRows, '{{n}} row', '{{n}} rows', { n: exactCount(unpricedRows) });
  if (figures.unpricedTokensRows === 0) return calls;
  // Rows that are priced in part do not tell the tokens of their unpriced calls.
  const atLeast = partlyRows > 0 || figures.unpricedTokensRows < unpricedRows ? '≥ ' : '';
  return text('unpriced.both', '{{calls}}, {{tokens}} tokens', {
    calls,
    tokens: atLeast + count(figures.unpricedTokens),
  });
}

/** "gpt-5, 30.10 dollars, 73 percent of support-desk, up 240 percent, 2 of 16, has 5 parts." */
export function spokenTile(tile: Tile, view: Branch, words: Words): string {
  const { figures, branch, members, position, siblings } = tile;
  const value = known(figures, words.area);
  const parts = branch ? branch.children.length : 0;
  const sentences: (string | null)[] = [
    tileName(tile, words),
    tile.kind === 'unpriced' ? unpricedText(figures) : spokenValue(value, figures, words),
    tile.share === null
      ? null
      : text('spoken.share', '{{share}} of {{whole}}', {
          share: spokenPercent(tile.share),
          whole: view.node.path.length === 0 ? text('spoken.all', 'all') : nodeName(view.node, words.levels),
        }),
    spokenChange(changeOf(figures, words.area)),
    text('spoken.position', '{{position}} of {{siblings}}', { position, siblings }),
    parts > 0 ? counted('spoken.parts', parts, 'has {{count}} part', 'has {{count}} parts') : null,
    members.length > 0 ? text('spoken.list', 'opens as a list') : null,
  ];
  return `${sentences.filter((one) => one !== null).join(', ')}.`;
}

function spokenValue(value: number | null, figures: Figures, { area, format }: Words): string {
  if (value === null) return text('spoken.unknown', '{{what}} unknown', { what: format.label });
  const said = format.isMoney ? spokenMoney(value) : format.short(value);
  return area === 'value' && isLowerBound(figures)
    ? text('spoken.at-least', 'at least {{value}}', { value: said })
    : said;
}

/** Two digits after the point, more for small money. */
function spokenMoney(value: number): string {
  const digits = Math.abs(value) >= 1 || value === 0 ? value.toFixed(2) : Number(value.toPrecision(3));
  return text('spoken.dollars', '{{value}} dollars', { value: digits });
}

const spokenPercent = (ratio: number): string =>
  text('spoken.percent', '{{value}} percent', { value: Number((Math.abs(ratio) * 100).toPrecision(2)) });

function spokenChange(change: Change | null): string | null {
  if (!change || change.few) return null;
  if (change.before === 0) return change.now === 0 ? null : text('spoken.new', 'new');
  const ratio = (change.now - change.before) / Math.abs(change.before);
  if (changeText(change) === '=') return text('spoken.same', 'unchanged');
  return ratio > 0
    ? text('spoken.up', 'up {{by}}', { by: spokenPercent(ratio) })
    : text('spoken.down', 'down {{by}}', { by: spokenPercent(ratio) });
}
