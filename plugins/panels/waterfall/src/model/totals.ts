/**
 * Sums over a subtree. Only counted calls enter (the backend says which), so nothing is summed on foreign frames.
 * What is not known is counted beside the sum: a sum with unknown parts is a lower bound and is shown as one.
 */
import type { Node } from './tree';

export interface Totals {
  /** Counted calls. */
  calls: number;
  /** USD of the counted calls whose cost is known, and how many there are without. */
  costUsd: number;
  costUnknown: number;
  inputTokens: number;
  inputUnknown: number;
  outputTokens: number;
  outputUnknown: number;
  /** Part of `inputTokens`; not sent means none. */
  cacheReadTokens: number;
  /** Part of `inputTokens`, and of `outputTokens`. */
  cacheWriteTokens: number;
  reasoningTokens: number;
  /** Parts of `costUsd`, where the backend tells them apart. */
  inputCostUsd: number;
  outputCostUsd: number;
  /** Some counts are the instrumentation's own estimate. */
  estimated: boolean;
  /** Failed spans without a failed span below: an error that travels up is counted where it arose. */
  errors: number;
}

/** Of everything that has no call and no error below it: one value for all, most spans are of that sort. */
export const NO_TOTALS: Readonly<Totals> = {
  calls: 0,
  costUsd: 0,
  costUnknown: 0,
  inputTokens: 0,
  inputUnknown: 0,
  outputTokens: 0,
  outputUnknown: 0,
  cacheReadTokens: 0,
  cacheWriteTokens: 0,
  reasoningTokens: 0,
  inputCostUsd: 0,
  outputCostUsd: 0,
  estimated: false,
  errors: 0,
};

export function addTotals(a: Readonly<Totals>, b: Readonly<Totals>): Readonly<Totals> {
  if (a === NO_TOTALS) return b;
  if (b === NO_TOTALS) return a;
  return {
    calls: a.calls + b.calls,
    costUsd: addUsd(a.costUsd, b.costUsd),
    costUnknown: a.costUnknown + b.costUnknown,
    inputTokens: a.inputTokens + b.inputTokens,
    inputUnknown: a.inputUnknown + b.inputUnknown,
    outputTokens: a.outputTokens + b.outputTokens,
    outputUnknown: a.outputUnknown + b.outputUnknown,
    cacheReadTokens: a.cacheReadTokens + b.cacheReadTokens,
    cacheWriteTokens: a.cacheWriteTokens + b.cacheWriteTokens,
    reasoningTokens: a.reasoningTokens + b.reasoningTokens,
    inputCostUsd: addUsd(a.inputCostUsd, b.inputCostUsd),
    outputCostUsd: addUsd(a.outputCostUsd, b.outputCostUsd),
    estimated: a.estimated || b.estimated,
    errors: a.errors + b.errors,
  };
}

/** What the span itself adds. `node.totals` must already hold its children: an error below takes the error's place. */
export function ownTotals({ span, totals }: Pick<Node, 'span' | 'totals'>): Readonly<Totals> {
  const call = span.llm?.call;
  const failed = span.error && totals.errors === 0;
  if (call?.state !== 'counted') return failed ? { ...NO_TOTALS, errors: 1 } : NO_TOTALS;
  const own: Totals = { ...NO_TOTALS, calls: 1, errors: failed ? 1 : 0 };
  own.costUsd = call.totalCostUsd ?? 0;
  own.costUnknown = call.totalCostUsd === null ? 1 : 0;
  own.inputTokens = call.inputTokens ?? 0;
  own.inputUnknown = call.inputTokens === null ? 1 : 0;
  own.outputTokens = call.outputTokens ?? 0;
  // Only text comes back as tokens: vectors and ranks have no output to know.
  own.outputUnknown = call.outputTokens === null && span.kind === 'model' ? 1 : 0;
  own.cacheReadTokens = call.cacheReadTokens ?? 0;
  own.cacheWriteTokens = call.cacheWriteTokens ?? 0;
  own.reasoningTokens = call.reasoningTokens ?? 0;
  own.inputCostUsd = call.inputCostUsd ?? 0;
  own.outputCostUsd = call.outputCostUsd ?? 0;
  own.estimated = call.usageState === 'estimated';
  return own;
}

/** The backend rounds to 1e-12 USD; so do sums of its numbers, or 0.1 + 0.2 would show. */
const addUsd = (a: number, b: number): number => Math.round((a + b) * 1e12) / 1e12;
