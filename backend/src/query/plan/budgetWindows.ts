/** The stretches of time whose cost a budget's figures are made of. */
import { DateTime } from 'luxon';
import { readWindow, type Budget } from '../../record/budget';

/** ms since 1970: from included, to excluded. */
export interface Stretch {
  from: number;
  to: number;
}

export interface BudgetStretches {
  /** The window that holds the moment before `at`. */
  window: Stretch;
  used: Stretch;
  /** Tells the speed of late. */
  recent: Stretch;
  /** A season ago: from this moment to the end of the window, and from its start to this moment. Null: a rolling window. */
  season: { rest: Stretch; same: Stretch } | null;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Whole weeks, so that weekdays lie on each other. */
const SEASON_MS = { hour: 7 * DAY_MS, day: 7 * DAY_MS, week: 7 * DAY_MS, month: 28 * DAY_MS } as const;
const RECENT_SHARE = 24;

export function stretchesAt(
  { window, timeZone }: Pick<Budget, 'window' | 'timeZone'>,
  at: number,
): BudgetStretches {
  const unit = readWindow(window) ?? 'day';
  if (typeof unit === 'number') {
    const used = { from: at - unit, to: at };
    return { window: used, used, recent: recentOf(at, unit), season: null };
  }
  // At midnight sharp it is still the day that ends: its total is what a person asks for.
  const start = DateTime.fromMillis(at - 1, { zone: timeZone }).startOf(unit);
  const whole = { from: start.toMillis(), to: start.plus({ [unit]: 1 }).toMillis() };
  const ago = SEASON_MS[unit];
  return {
    window: whole,
    used: { from: whole.from, to: at },
    recent: recentOf(at, whole.to - whole.from),
    season: {
      rest: { from: at - ago, to: whole.to - ago },
      same: { from: whole.from - ago, to: at - ago },
    },
  };
}

const recentOf = (at: number, lengthMs: number): Stretch => ({
  from: at - Math.max(5 * MINUTE_MS, lengthMs / RECENT_SHARE),
  to: at,
});

export const lengthOf = ({ from, to }: Stretch): number => to - from;

export interface BudgetFigures {
  used: number;
  limit: number;
  /** Used ÷ limit. */
  share: number;
  /** Null: too early to say. */
  forecast: number | null;
  /** 1: at the speed of late, the limit lasts exactly for the window. */
  burn_rate: number;
}

/** @param costOf USD that was spent in a stretch */
export function budgetFigures(
  limitUsd: number,
  { window, used, recent, season }: BudgetStretches,
  costOf: (stretch: Stretch) => number,
): BudgetFigures {
  const spent = costOf(used);
  const burnRate = (costOf(recent) / lengthOf(recent)) * (lengthOf(window) / limitUsd);
  return {
    used: spent,
    limit: limitUsd,
    share: spent / limitUsd,
    forecast: season ? seasonal(spent, costOf(season.rest), costOf(season.same), used, window) : burnRate * limitUsd,
    burn_rate: burnRate,
  };
} // prettier-ignore

/** A trend of an hour says little: it counts for a factor of 4 at most. */
const MOST_TREND = 4;
/** Before so much of the window has passed, a straight line leads anywhere. */
const LEAST_ELAPSED = 1 / 24;

/** What the same rest of the window cost a season ago, by how much dearer it is now; without such a past a straight line. */
function seasonal(spent: number, rest: number, same: number, used: Stretch, window: Stretch): number | null {
  if (same > 0) return spent + rest * Math.min(MOST_TREND, Math.max(1 / MOST_TREND, spent / same));
  if (rest > 0) return spent + rest;
  const elapsed = lengthOf(used) / lengthOf(window);
  return elapsed < LEAST_ELAPSED ? null : spent / elapsed;
}
