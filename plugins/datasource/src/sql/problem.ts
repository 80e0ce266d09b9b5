/** Where in the SQL a refusal points. Pure. */
export interface Place {
  line: number;
  column: number;
}

/** The backend says it in its text: "SQL_COLUMN_UNKNOWN: Line 1, column 8: …". Both count from 1. */
export function placeOf(problem: string): Place | undefined {
  const found = /^SQL_\w+: Line (\d+), column (\d+): /.exec(problem);
  return found ? { line: Number(found[1]), column: Number(found[2]) } : undefined;
}

export interface Mark {
  line: number;
  /** From 1; `to` is the column after the last. */
  from: number;
  to: number;
}

/**
 * The word at the place, in what was typed. A variable before it on the same line has moved it: then the line is marked
 * as a whole. One that puts in line breaks moves lines too, so a place below the end marks the last line.
 */
export function markOf(sql: string, { line, column }: Place): Mark {
  const lines = sql.split('\n');
  const number = Math.min(line, lines.length);
  const text = lines[number - 1] ?? '';
  const whole = { line: number, from: 1, to: text.length + 1 };
  if (number !== line || /\$(?!__)\w|\$\{(?!__)/.test(text.slice(0, column - 1))) return whole;
  const word = /^["\w.$]+/.exec(text.slice(column - 1))?.[0].length ?? 1;
  // Something is missing at the end of the line: the last character stands for it.
  const from = Math.max(1, Math.min(column, text.length));
  return { line: number, from, to: Math.max(from + 1, Math.min(column + word, text.length + 1)) };
}
