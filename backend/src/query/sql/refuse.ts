/** The one way a raw SQL query is refused: with a code, a place, and what to do. */
import { ObservatoryError } from '../../record/errors';
import type { Position } from './position';

export type SqlErrorCode =
  | 'SQL_EMPTY'
  | 'SQL_SYNTAX'
  | 'SQL_MACRO'
  | 'SQL_NOT_ALLOWED'
  | 'SQL_FUNCTION_NOT_ALLOWED'
  | 'SQL_TABLE_UNKNOWN'
  | 'SQL_COLUMN_UNKNOWN'
  | 'SQL_TOO_COMPLEX'
  | 'SQL_REFUSED'
  | 'SQL_NO_TIME_COLUMN'
  | 'SQL_TOO_MANY_SERIES';

export function refusal(
  code: SqlErrorCode,
  message: string,
  position?: Position,
  cause?: unknown,
): ObservatoryError {
  const place = position ? `Line ${position.line}, column ${position.column}: ` : '';
  return new ObservatoryError('caller', code, place + message, { position, cause });
}

/** The nearest known name, when it is near enough to be meant: "modle" is near "model_name", by its start. */
export function didYouMean(name: string, known: Iterable<string>): string {
  let best: { name: string; distance: number } | undefined;
  for (const candidate of known) {
    const distance =
      Math.min(
        editDistance(name.toLowerCase(), candidate),
        // Half a step behind a name that is as near as a whole.
        editDistance(name.toLowerCase(), candidate.slice(0, name.length)) + 0.5,
      ) +
      // The first letter is seldom the wrong one.
      (candidate[0] === name[0]?.toLowerCase() ? 0 : 1);
    if (distance < (best?.distance ?? (name.length < 4 ? 2 : 3))) best = { name: candidate, distance };
  }
  return best ? ` Did you mean ${best.name}?` : '';
}

/** Levenshtein, one row at a time. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const current = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min(replaced, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
