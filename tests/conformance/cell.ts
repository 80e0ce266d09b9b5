/** One field of the matrix: what the product shows of a capture, held against what was billed. */

export type Cell =
  | { verdict: 'exact' }
  /** The product shows all that the telemetry carries, which is not all that was billed or said. */
  | { verdict: 'absent'; why: string }
  | { verdict: 'wrong'; why: string }
  /** There was nothing to carry. */
  | { verdict: 'none' };

export type Verdict = Cell['verdict'];

export const EXACT: Cell = { verdict: 'exact' };
export const NONE: Cell = { verdict: 'none' };
export const absent = (why: string): Cell => ({ verdict: 'absent', why });
export const wrong = (why: string): Cell => ({ verdict: 'wrong', why });

/** Each different text once, in the order of its first. */
export const unique = (texts: readonly string[]): string[] => [...new Set(texts)];
