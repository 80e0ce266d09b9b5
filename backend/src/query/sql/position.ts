/**
 * Three programs count positions in three ways: the parser's errors in code points from 0, its syntax tree in UTF-8
 * bytes from 0, the server in code points from 1. Here they become one: line and column, as an editor counts.
 */
import type { MappedText } from './mappedText';

export type Offset = { unit: 'bytes' | 'codePoints'; value: number };

export const parserErrorOffset = (cursorPosition: number): Offset => ({
  unit: 'codePoints',
  value: cursorPosition,
});
/** `location` of a node; absent in the tree means 0. */
export const nodeOffset = (location: number | undefined): Offset => ({
  unit: 'bytes',
  value: Math.max(0, location ?? 0),
});
export const serverOffset = (position: number): Offset => ({ unit: 'codePoints', value: position - 1 });

export interface Position {
  line: number;
  /** UTF-16 units from 1, as editors count. */
  column: number;
}

/** Where in what was typed. */
export function typedPosition(mapped: MappedText, offset: Offset): Position {
  const index = mapped.typedIndex(utf16Index(mapped.text, offset));
  const before = mapped.typedText.slice(0, index);
  const line = before.split('\n').length;
  return { line, column: index - (before.lastIndexOf('\n') + 1) + 1 };
}

/** An offset beyond the end is the end: the parser points there when something is missing. */
export function utf16Index(text: string, { unit, value }: Offset): number {
  let left = value;
  let index = 0;
  for (const character of text) {
    if (left <= 0) break;
    left -= unit === 'bytes' ? Buffer.byteLength(character) : 1;
    index += character.length;
  }
  return index;
}
