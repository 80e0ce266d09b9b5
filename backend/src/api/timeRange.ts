/** `from` and `to` of a request: ms since 1970, an ISO time, or Grafana's `now-1h`. */

const UNIT_MS: Record<string, number> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };
const RELATIVE = /^now(?:([+-])(\d{1,9})([smhdw]))?$/;
/** A date alone, or with a time and a zone: without a zone it would mean another time on every machine. */
const ISO = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d))?$/;

/** How such a time is written, for messages. */
export const TIME_FORMS =
  'milliseconds since 1970, an ISO time such as 2026-11-21T09:40:12Z, or now, now-15m, now-24h, now-7d';

/** undefined: it is no such time. */
export function readTime(value: number | string, now: Date): Date | undefined {
  if (typeof value === 'number') return validDate(value);
  const text = value.trim();
  if (/^-?\d{1,15}$/.test(text)) return validDate(Number(text));
  if (ISO.test(text)) return validDate(Date.parse(text));
  const [relative, sign, count = '0', unit = 's'] = RELATIVE.exec(text) ?? [];
  if (relative === undefined) return undefined;
  const ms = Number(count) * (UNIT_MS[unit] ?? 0);
  return validDate(now.getTime() + (sign === '-' ? -ms : ms));
}

function validDate(ms: number): Date | undefined {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
