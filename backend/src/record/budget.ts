/** How much may be spent on what, in which time. */
export interface Budget {
  project: string;
  /** Once in a project. */
  name: string;
  /** Dimension of the catalogue → value, one of several values, or `*`: each value has the limit for itself. Empty: all calls. */
  scope: Readonly<Record<string, string | readonly string[]>>;
  /** `hour`, `day`, `week` (from Monday), `month`: by the calendar of the zone. `24h`, `30d`: always the last so many. */
  window: string;
  /** IANA name. */
  timeZone: string;
  limitUsd: number;
}

export const EACH_VALUE = '*';

export const CALENDAR_WINDOWS = ['hour', 'day', 'week', 'month'] as const;
export type CalendarWindow = (typeof CALENDAR_WINDOWS)[number];

const HOUR_MS = 3_600_000;
const ROLLING = /^([1-9]\d{0,3})([hd])$/;

/** A calendar unit, or the milliseconds of a rolling window; undefined: neither. */
export function readWindow(window: string): CalendarWindow | number | undefined {
  const calendar = CALENDAR_WINDOWS.find((unit) => unit === window);
  if (calendar) return calendar;
  const [, count, unit] = ROLLING.exec(window) ?? [];
  if (count === undefined) return undefined;
  return Number(count) * (unit === 'd' ? 24 * HOUR_MS : HOUR_MS);
}
