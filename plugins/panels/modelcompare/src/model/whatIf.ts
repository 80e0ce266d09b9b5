/** This period's traffic at another model's prices, as rows of a table. Pure; prices are the backend's, never ours. */
import { money, moneyAbout, share, UNKNOWN } from '@llmobservatory/format';
import { text } from '../text';
import type { PriceChange } from './fields';

export interface WhatIfRow {
  to: string;
  calls: number | null;
  now: string;
  /** "≈ $12.4"; "≥ $12.4" where a price is missing; "—" with a reason. */
  then: string;
  difference: string;
  kind: 'less' | 'more' | 'same' | 'unknown';
  reason: string;
  /** Length of the two bars, 0 to 1, on one scale for all rows; `null`: none. */
  nowBar: number;
  thenBar: number | null;
}

/** Cheapest first; models without a price last. */
export function whatIfRows(changes: readonly PriceChange[], from: string): WhatIfRow[] {
  const own = changes.filter((change) => change.from === from && change.to !== from);
  const most = Math.max(0, ...own.flatMap(({ now, then }) => [now ?? 0, then ?? 0])) || 1;
  return own
    .sort((a, b) => (a.then ?? Infinity) - (b.then ?? Infinity) || (a.to < b.to ? -1 : 1))
    .map((change) => rowOf(change, most));
}

function rowOf({ to, calls, now, then, unpriced, reason }: PriceChange, most: number): WhatIfRow {
  const common = {
    to,
    calls,
    now: money(now),
    nowBar: (now ?? 0) / most,
    thenBar: then === null ? null : then / most,
  };
  if (then === null || now === null) {
    const why =
      reason || (now === null ? text('what-if.no-cost', 'no cost now') : text('reason.no-price', 'no price'));
    return { ...common, then: UNKNOWN, difference: UNKNOWN, kind: 'unknown', reason: why };
  }
  const atLeast = unpriced > 0;
  const difference = then - now;
  const part = now > 0 ? ` (${signed(share(Math.abs(difference) / now), difference)})` : '';
  return {
    ...common,
    then: atLeast ? `≥ ${money(then)}` : moneyAbout(then),
    difference: difference === 0 ? '=' : `${signed(money(Math.abs(difference)), difference)}${part}`,
    kind: difference === 0 ? 'same' : difference < 0 ? 'less' : 'more',
    reason: atLeast
      ? reason ||
        text('what-if.lower-bound', 'A kind of token of {{n}} calls has no price: a lower bound.', {
          n: unpriced.toLocaleString('en-US'),
        })
      : '',
  };
}

const signed = (words: string, difference: number): string => `${difference < 0 ? '−' : '+'}${words}`;

/** Models whose traffic can be moved: those that the answer prices. */
export const sources = (changes: readonly PriceChange[]): string[] => [
  ...new Set(changes.map(({ from }) => from)),
];
