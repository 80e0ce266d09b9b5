/**
 * What is known of a part of the tree. Every number in it is additive: two parts together are the sums of their
 * numbers, and what is derived (a price, a rate, a change) is worked out from sums at the end. Unknown stays unknown:
 * beside every sum stands how many rows it was made of.
 */
import { delta, MIN_CALLS_FOR_DELTA } from '@llmobservatory/format';
import type { Area } from '../options';
import type { Row } from './fields';

const NUMBERS = [
  'rows',
  'value', 'valueRows', 'tokens', 'tokensRows', 'calls', 'callsRows', 'errors', 'errorsRows',
  // Rows without a value at all, rows with a value that leaves out some calls, and the calls and tokens of them.
  'unpricedRows', 'partlyRows', 'unpricedCalls', 'unpricedCallsRows', 'unpricedTokens', 'unpricedTokensRows',
  // Only rows where both are known, so that a ratio never mixes different rows.
  'pricedValue', 'pricedTokens', 'costlyValue', 'pricedCalls', 'ratedErrors', 'ratedCalls',
  'valueNow', 'valueBefore', 'valuePairs', 'tokensNow', 'tokensBefore', 'tokensPairs', 'callsNow', 'callsBefore', 'callsPairs',
] as const; // prettier-ignore

export type Figures = Record<(typeof NUMBERS)[number], number>;

const NONE = Object.fromEntries(NUMBERS.map((name) => [name, 0])) as unknown as Figures;

export const noFigures = (): Figures => ({ ...NONE });

/** Adds `more` to `sum`, in place. */
export function addFigures(sum: Figures, more: Figures): void {
  for (const name of NUMBERS) sum[name] += more[name];
}

/**
 * Adds one row, in place. A row in which nothing was called cost nothing: that is known, though its sum over no calls
 * is NULL. Written out field by field: thousands of rows are counted at each of their levels.
 */
export function countRow(sum: Figures, { numbers }: Row): void {
  const { tokens, calls, errors, tokensBefore, callsBefore } = numbers;
  const value = numbers.value ?? (calls === 0 ? 0 : null);
  const valueBefore = numbers.valueBefore ?? (callsBefore === 0 ? 0 : null);
  sum.rows += 1;
  if (tokens !== null) {
    sum.tokens += tokens;
    sum.tokensRows += 1;
  }
  if (calls !== null) {
    sum.calls += calls;
    sum.callsRows += 1;
  }
  if (errors !== null) {
    sum.errors += errors;
    sum.errorsRows += 1;
  }
  if (value === null) countUnpriced(sum, numbers);
  else countPriced(sum, numbers, value);
  if (errors !== null && calls !== null) {
    sum.ratedErrors += errors;
    sum.ratedCalls += calls;
  }
  if (value !== null && valueBefore !== null) {
    sum.valueNow += value;
    sum.valueBefore += valueBefore;
    sum.valuePairs += 1;
  }
  if (tokens !== null && tokensBefore !== null) {
    sum.tokensNow += tokens;
    sum.tokensBefore += tokensBefore;
    sum.tokensPairs += 1;
  }
  if (calls !== null && callsBefore !== null) {
    sum.callsNow += calls;
    sum.callsBefore += callsBefore;
    sum.callsPairs += 1;
  }
}

function countPriced(sum: Figures, { tokens, calls, unpricedCalls }: Row['numbers'], value: number): void {
  sum.value += value;
  sum.valueRows += 1;
  if (unpricedCalls !== null && unpricedCalls > 0) {
    sum.partlyRows += 1;
    sum.unpricedCalls += unpricedCalls;
    sum.unpricedCallsRows += 1;
  }
  if (tokens !== null) {
    sum.pricedValue += value;
    sum.pricedTokens += tokens;
  }
  if (calls !== null) {
    sum.costlyValue += value;
    sum.pricedCalls += calls - (unpricedCalls ?? 0);
  }
}

/** Without a count of their own, all calls of a row without a value have none. */
function countUnpriced(sum: Figures, { tokens, calls, unpricedCalls }: Row['numbers']): void {
  const without = unpricedCalls ?? calls;
  sum.unpricedRows += 1;
  if (without !== null) {
    sum.unpricedCalls += without;
    sum.unpricedCallsRows += 1;
  }
  if (tokens !== null) {
    sum.unpricedTokens += tokens;
    sum.unpricedTokensRows += 1;
  }
}

/** `null`: no row knows it. */
export const known = (figures: Figures, name: 'value' | 'tokens' | 'calls' | 'errors'): number | null =>
  figures[`${name}Rows`] === 0 ? null : figures[name];

/** Parts of the value are unknown: it is a lower bound. */
export const isLowerBound = (figures: Figures): boolean => figures.unpricedRows + figures.partlyRows > 0;

/** Value of 1,000 tokens. */
export const pricePer1k = ({ pricedValue, pricedTokens }: Figures): number | null =>
  pricedTokens > 0 ? (pricedValue / pricedTokens) * 1000 : null;

/** Of calls whose cost is known. */
export const costPerCall = ({ costlyValue, pricedCalls }: Figures): number | null =>
  pricedCalls > 0 ? costlyValue / pricedCalls : null;

/** 0 to 1. */
export const errorRate = ({ ratedErrors, ratedCalls }: Figures): number | null =>
  ratedCalls > 0 ? ratedErrors / ratedCalls : null;

export interface Change {
  now: number;
  before: number;
  /** Under 20 calls before: too few to say anything. */
  few: boolean;
  /** Rows that could not be compared, because one side is unknown. */
  leftOut: number;
}

/** Like is compared with like: only rows whose value is known in both periods. `null`: there are none. */
export function changeOf(figures: Figures, area: Area): Change | null {
  const pairs = figures[`${area}Pairs`];
  if (pairs === 0) return null;
  return {
    now: figures[`${area}Now`],
    before: figures[`${area}Before`],
    few: figures.callsPairs > 0 && figures.callsBefore > 0 && figures.callsBefore < MIN_CALLS_FOR_DELTA,
    leftOut: figures.rows - pairs,
  };
}

/** "▲ 22%", "new", "—": see `delta` of packages/format. */
export const changeText = (change: Change | null): string =>
  change === null || change.few ? delta(null, null) : delta(change.now, change.before);
