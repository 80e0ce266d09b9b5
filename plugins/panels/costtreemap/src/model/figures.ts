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

export const noFigures = (): Figures =>
  Object.fromEntries(NUMBERS.map((name) => [name, 0])) as unknown as Figures;

/** Adds `more` to `sum`, in place. */
export function addFigures(sum: Figures, more: Figures): void {
  for (const name of NUMBERS) sum[name] += more[name];
}

/** A row in which nothing was called cost nothing: that is known, though its sum over no calls is NULL. */
export function figuresOf({ numbers }: Row): Figures {
  const { tokens, calls, errors, tokensBefore, callsBefore } = numbers;
  const value = numbers.value ?? (calls === 0 ? 0 : null);
  const valueBefore = numbers.valueBefore ?? (callsBefore === 0 ? 0 : null);
  const unpriced = value === null ? (numbers.unpricedCalls ?? calls) : numbers.unpricedCalls;
  const figures = noFigures();
  const put = (changes: Partial<Figures>): unknown => Object.assign(figures, changes);
  put({ rows: 1 });
  if (value !== null) put({ value, valueRows: 1 });
  if (tokens !== null) put({ tokens, tokensRows: 1 });
  if (calls !== null) put({ calls, callsRows: 1 });
  if (errors !== null) put({ errors, errorsRows: 1 });
  if (value === null) {
    put({ unpricedRows: 1 });
    if (unpriced !== null) put({ unpricedCalls: unpriced, unpricedCallsRows: 1 });
    if (tokens !== null) put({ unpricedTokens: tokens, unpricedTokensRows: 1 });
  } else if (unpriced !== null && unpriced > 0) {
    put({ partlyRows: 1, unpricedCalls: unpriced, unpricedCallsRows: 1 });
  }
  if (value !== null && tokens !== null) put({ pricedValue: value, pricedTokens: tokens });
  if (value !== null && calls !== null) put({ costlyValue: value, pricedCalls: calls - (unpriced ?? 0) });
  if (errors !== null && calls !== null) put({ ratedErrors: errors, ratedCalls: calls });
  if (value !== null && valueBefore !== null) put({ valueNow: value, valueBefore, valuePairs: 1 });
  if (tokens !== null && tokensBefore !== null) put({ tokensNow: tokens, tokensBefore, tokensPairs: 1 });
  if (calls !== null && callsBefore !== null) put({ callsNow: calls, callsBefore, callsPairs: 1 });
  return figures;
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
