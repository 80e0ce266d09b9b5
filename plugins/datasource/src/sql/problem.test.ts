import { describe, expect, it } from 'vitest';
import { markOf, placeOf } from './problem';

describe('the place of a refusal', () => {
  it('stands in its text', () => {
    expect(placeOf('SQL_COLUMN_UNKNOWN: Line 3, column 8: There is no column "modle".')).toEqual({
      line: 3,
      column: 8,
    });
  });

  it('is unknown where the text names none', () => {
    expect(placeOf('QUERY_TIMEOUT: The query took longer than 30 s.')).toBeUndefined();
  });
});

describe('the mark in what was typed', () => {
  it.each<[why: string, sql: string, place: [number, number], marked: string]>([
    ['is the word at the place', 'SELECT modle\nFROM llm_metrics', [1, 8], 'modle'],
    ['is on its own line', 'SELECT 1\nFROM nowhere', [2, 6], 'nowhere'],
    ['keeps macros whole', 'SELECT $__foo(ts)', [1, 8], '$__foo'],
    ['is one character where there is no word', 'SELECT )', [1, 8], ')'],
    ['is the last character when something is missing behind it', 'SELECT 1 FROM', [1, 14], 'M'],
    ['is the whole line behind a variable', 'WHERE a = $app AND modle', [1, 30], 'WHERE a = $app AND modle'],
    ['is the last line when the place is below', 'SELECT\n$text', [9, 1], '$text'],
  ])('%s', (_, sql, [line, column], marked) => {
    const mark = markOf(sql, { line, column });
    expect(sql.split('\n')[mark.line - 1]?.slice(mark.from - 1, mark.to - 1)).toBe(marked);
  });
});
