/**
 * This period's calls of one model at the prices that another model has today. Pure. Same tokens, same cache hits: an
 * estimate, because other models count and write different numbers of tokens.
 */
import { charge } from '../account/cost';
import type { PriceBook, PriceRow } from '../account/prices/priceBook';
import { PICOS_PER_USD } from '../record/money';

/** `null` = unknown. */
export interface PricedCall {
  model: string;
  inputTokens: number | null;
  outputTokens: number | null;
  cacheReadTokens: number | null;
  cacheWriteTokens: number | null;
  reasoningTokens: number | null;
  costUsd: number | null;
  failed: boolean;
}

export interface WhatIf {
  from: string;
  to: string;
  /** Calls of `from` that did not fail and whose tokens and cost are known. */
  calls: number;
  /** USD of those calls; null = there is none. */
  costNow: number | null;
  /** USD at the prices of `to`; null = no price. */
  costThen: number | null;
  /** Of those calls: with tokens that `to` has no price of. Above 0, `costThen` is a lower bound. */
  unpricedCalls: number;
  /** Why something is unknown or a lower bound. */
  reason: string | null;
}

export interface PricedModel {
  model: string;
  /** Who bills it; null = not known. */
  provider: string | null;
}

/** Every pair of models, in the order of `models`. */
export function whatIf(
  calls: readonly PricedCall[],
  models: readonly PricedModel[],
  { prices, project, now }: { prices: PriceBook; project: string; now: Date },
): WhatIf[] {
  const rows = new Map(
    models.map(({ model, provider }) => [
      model,
      prices.find({ project, provider, models: [model], startUnixNano: BigInt(now.getTime()) * 1_000_000n }),
    ]),
  );
  return models.flatMap(({ model: from }) => {
    const own = calls.filter((call) => call.model === from).filter(isPriced);
    return models
      .filter(({ model }) => model !== from)
      .map(({ model: to }) => ({ from, to, ...atPrices(own, rows.get(to)!) }));
  });
}

type Priced = PricedCall & { inputTokens: number; outputTokens: number; costUsd: number };

const isPriced = (call: PricedCall): call is Priced =>
  !call.failed && call.inputTokens !== null && call.outputTokens !== null && call.costUsd !== null;

function atPrices(calls: readonly Priced[], row: PriceRow | { reason: string }): Omit<WhatIf, 'from' | 'to'> {
  const costNow = calls.length === 0 ? null : calls.reduce((sum, { costUsd }) => sum + costUsd, 0);
  if (calls.length === 0 || 'reason' in row) {
    const reason = calls.length === 0 ? 'no call with a known cost' : (row as { reason: string }).reason;
    return { calls: calls.length, costNow, costThen: null, unpricedCalls: 0, reason };
  }
  let total = 0n;
  let unpricedCalls = 0;
  let reason: string | null = null;
  for (const call of calls) {
    const cost = charge(tokensOf(call), row);
    if ('total' in cost) total += cost.total!;
    // Without a price of some tokens, or with one that may be too low, the sum is a lower bound.
    if (cost.reason !== null) {
      unpricedCalls += 1;
      reason ??= cost.reason;
    }
  }
  return {
    calls: calls.length,
    costNow,
    costThen: Number(total) / Number(PICOS_PER_USD),
    unpricedCalls,
    reason,
  };
}

const tokensOf = (call: Priced) => ({
  input: call.inputTokens,
  output: call.outputTokens,
  cacheRead: call.cacheReadTokens,
  cacheWrite: call.cacheWriteTokens,
  reasoning: call.reasoningTokens,
  // Not among the public columns; they are charged as the text they are part of.
  cacheWrite1h: null,
  inputAudio: null,
  outputAudio: null,
  inputImage: null,
  outputImage: null,
});
