/** What is written on a tile: as much as fits, whole words and figures only. Pure; the width of a text is handed in. */
import { UNKNOWN } from '@llmobservatory/format';
import { text } from '../text';
import { tileName, unpricedText, valueText } from './describe';
import type { Words } from './describe';
import { changeOf, changeText } from './figures';
import { fitName, labelSize } from './labels';
import type { Tile } from './picture';

export interface TileLabel {
  /** "" = no room. */
  name: string;
  lines: string[];
}

/** Room that a tile keeps free on its left and right together. */
export const PADDING_PX = 12;

/** `widthOf`: px of a text in the type of a tile. */
export function tileLabel(tile: Tile, words: Words, widthOf: (text: string) => number): TileLabel {
  const width = tile.rect.width - PADDING_PX;
  const name = tileName(tile, words);
  if (tile.kind === 'group') return headLabel(tile, name, words, width, widthOf);
  const size = labelSize(tile.rect);
  if (tile.kind === 'unpriced') return unpricedLabel(tile, name, width, widthOf);
  if (size === 'none') return { name: '', lines: [] };
  const fits = (line: string): boolean => line !== '' && widthOf(line) <= width;
  const value = valueText(tile.figures, words);
  const withShare = tile.share === null ? '' : `${value} · ${shareText(tile.share)}`;
  const change = changeOn(tile, words);
  const lines: Record<typeof size, (string | undefined)[]> = {
    full: [[withShare, value].find(fits), [change].find(fits)],
    short: [[value].find(fits)],
    name: [],
  };
  return {
    name: fitName(name, width, widthOf, tile.kind === 'others' ? String(tile.members.length) : undefined),
    lines: lines[size].filter((line): line is string => line !== undefined),
  };
}

/** One line: "gpt-5 · $30.1 · 73% · ▲ 240%", from the left as far as there is room. */
function headLabel(
  tile: Tile,
  name: string,
  words: Words,
  width: number,
  widthOf: (text: string) => number,
): TileLabel {
  const facts = [
    valueText(tile.figures, words),
    tile.share === null ? '' : shareText(tile.share),
    changeOn(tile, words),
  ].filter((fact) => fact !== '');
  // The name is worth more than the figures, but not all of its letters are.
  const nameWidth = Math.min(widthOf(name), width * 0.6);
  for (let shown = facts.length; shown > 0; shown--) {
    const line = facts.slice(0, shown).join(' · ');
    if (nameWidth + widthOf(` ${line} `) <= width) {
      return { name: fitName(name, width - widthOf(` ${line} `), widthOf), lines: [line] };
    }
  }
  return { name: fitName(name, width, widthOf), lines: [] };
}

/** Each part of "1,204 calls, 3.10 Mil tokens" on its own line where the strip is narrow. */
function unpricedLabel(
  tile: Tile,
  name: string,
  width: number,
  widthOf: (text: string) => number,
): TileLabel {
  const { height } = tile.rect;
  const all = unpricedText(tile.figures);
  const line = `${name}: ${all}`;
  if (height < LINE_PX * 2.5) {
    return { name: widthOf(line) <= width ? line : fitName(name, width, widthOf), lines: [] };
  }
  const note = text('unpriced.scale', '(not to scale)');
  const [first = '', ...lines] = wrap(name, width, widthOf);
  let room = Math.floor(height / LINE_PX) - 1 - lines.length;
  for (const part of [...all.split(', '), note].map((words) => wrap(words, width, widthOf))) {
    // Half of "3.10 Mil tokens" would be another figure.
    if (part.length === 0 || part.length > room) break;
    lines.push(...part);
    room -= part.length;
  }
  return { name: first, lines: room < 0 ? [] : lines };
}

const LINE_PX = 18;

/** Words on lines; a word that is too long for any line ends it all. */
function wrap(words: string, width: number, widthOf: (text: string) => number): string[] {
  const lines: string[] = [];
  for (const word of words.split(' ')) {
    const last = lines.at(-1);
    if (widthOf(word) > width) return [];
    if (last !== undefined && widthOf(`${last} ${word}`) <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** "" where nothing can be said. */
function changeOn({ figures }: Tile, { area }: Words): string {
  const change = changeText(changeOf(figures, area));
  return change === UNKNOWN ? '' : change;
}

/** Two digits are enough on a tile: 53%, 6.4%; the tooltip has more. */
const shareText = (ratio: number): string => `${Number((ratio * 100).toPrecision(2))}%`;
