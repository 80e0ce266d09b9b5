/** Change against the previous period of equal length, in one short text. */
import { share, UNKNOWN } from './units';

/** Under this many calls a change is noise. */
export const MIN_CALLS_FOR_DELTA = 20;
const SAME = 0.005;
const AS_FACTOR_FROM = 9.99;

/**
 * "▲ 22%", "▼ 4.12%", "=" within 0.5 %, "× 12" above +999 %, "new" from 0, "gone" to 0,
 * "—" where either side is unknown or `before` stands on too few calls.
 */
export function delta(
  now: number | null | undefined,
  before: number | null | undefined,
  callsBefore?: number,
): string {
  if (now === null || now === undefined || before === null || before === undefined) return UNKNOWN;
  if (before === 0) return now === 0 ? '=' : 'new';
  if (now === 0) return 'gone';
  if (callsBefore !== undefined && callsBefore < MIN_CALLS_FOR_DELTA) return UNKNOWN;
  const change = (now - before) / Math.abs(before);
  if (Math.abs(change) < SAME) return '=';
  if (change > AS_FACTOR_FROM) return `× ${shortNumber(now / before)}`;
  return `${change > 0 ? '▲' : '▼'} ${share(Math.abs(change))}`;
}

/** Change of a share, in percentage points: 0.012 → 0.009 is "▼ 0.3 pp". */
export function deltaPoints(now: number | null | undefined, before: number | null | undefined): string {
  if (now === null || now === undefined || before === null || before === undefined) return UNKNOWN;
  const points = Math.round((now - before) * 1000) / 10;
  return points === 0 ? '=' : `${points > 0 ? '▲' : '▼'} ${Math.abs(points)} pp`;
}

const shortNumber = (value: number): string => String(Math.round(value * 10) / 10);
