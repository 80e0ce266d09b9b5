/**
 * Figures of a row and of the head as short texts: "≥" where a part is unknown, "≈" where it is an estimate,
 * brackets where a record is not counted, "Σ" where the number belongs to everything below. Unknown is never 0.
 */
import { count, exactCount, money, moneyAtLeast, share, UNKNOWN } from '@llmobservatory/format';
import type { LlmCall } from '@llmobservatory/model';
import type { Totals } from './totals';
import type { Node } from './tree';

/** `kind`: how it is drawn. `title`: the exact value, or why there is none. */
export interface Figure {
  text: string;
  title: string;
  kind: 'own' | 'sum' | 'unknown' | 'not_counted';
}

/** `null`: the row has nothing to do with money. */
export function rowCost(node: Node, expanded: boolean | null): Figure | null {
  const call = node.span.llm?.call;
  if (sumsUp(node, expanded)) {
    const text = totalCost(node.totals);
    return text === null ? null : { text: `Σ ${text}`, title: sumTitle(node.totals), kind: 'sum' };
  }
  if (!call) return null;
  const text = call.totalCostUsd === null ? wordForNoCost(call) : money(call.totalCostUsd);
  if (call.state !== 'counted') return { text: `(${text})`, title: call.stateRule, kind: 'not_counted' };
  return call.totalCostUsd === null
    ? { text, title: call.reason ?? text, kind: 'unknown' }
    : { text, title: `$${plain(call.totalCostUsd)}`, kind: 'own' };
}

/** `null`: the row has nothing to do with tokens. */
export function rowTokens(node: Node, expanded: boolean | null): Figure | null {
  const { usage, llm, kind } = node.span;
  if (sumsUp(node, expanded)) {
    const text = totalTokens(node.totals);
    return text === null ? null : { text: `Σ ${text}`, title: sumTitle(node.totals), kind: 'sum' };
  }
  if (!usage || (!llm && usage.inputTokens === null && usage.outputTokens === null)) return null;
  const call = llm?.call;
  const partly = usage.inputTokens === null || (usage.outputTokens === null && kind === 'model');
  const known = usage.inputTokens !== null || usage.outputTokens !== null;
  const sign = partly ? '≥ ' : call?.usageState === 'estimated' ? '≈ ' : '';
  const text = known ? sign + count((usage.inputTokens ?? 0) + (usage.outputTokens ?? 0)) : 'no usage';
  if (call && call.state !== 'counted')
    return { text: `(${text})`, title: call.stateRule, kind: 'not_counted' };
  if (!known) return { text, title: call?.reason ?? text, kind: 'unknown' };
  const cached = usage.cacheReadTokens === null ? '' : `, ${exactCount(usage.cacheReadTokens)} cached`;
  const title = `${exactCount(usage.inputTokens)} in${cached} · ${exactCount(usage.outputTokens)} out`;
  return { text, title, kind: 'own' };
}

/** `null`: no counted call, so there is nothing to add up. */
export function totalCost(totals: Totals): string | null {
  if (totals.calls === 0) return null;
  if (totals.costUnknown === totals.calls) return UNKNOWN;
  return totals.costUnknown > 0 ? moneyAtLeast(totals.costUsd) : money(totals.costUsd);
}

export function totalInput({ calls, inputTokens, inputUnknown, estimated }: Totals): string | null {
  return calls === 0 ? null : totalCount(inputTokens, inputUnknown, calls, estimated);
}

export function totalOutput({ calls, outputTokens, outputUnknown, estimated }: Totals): string | null {
  return calls === 0 ? null : totalCount(outputTokens, outputUnknown, calls, estimated);
}

/** Cached input ÷ input; `null` where input is not fully known or nothing came from a cache. */
export function cachedShare({ inputTokens, inputUnknown, cacheReadTokens }: Totals): string | null {
  return inputUnknown > 0 || cacheReadTokens === 0 ? null : share(cacheReadTokens / inputTokens);
}

function totalTokens(totals: Totals): string | null {
  const { calls, inputTokens, outputTokens, inputUnknown, outputUnknown, estimated } = totals;
  return calls === 0
    ? null
    : totalCount(inputTokens + outputTokens, Math.max(inputUnknown, outputUnknown), calls, estimated);
}

function totalCount(tokens: number, unknown: number, calls: number, estimated: boolean): string {
  if (unknown === calls && tokens === 0) return UNKNOWN;
  return `${unknown > 0 ? '≥ ' : estimated ? '≈ ' : ''}${count(tokens)}`;
}

/** Rows without a call stand for what is below them; a folded call stands for the counted calls it hides. */
export function sumsUp({ span, totals }: Node, expanded: boolean | null): boolean {
  const call = span.llm?.call;
  const below = totals.calls - (call?.state === 'counted' ? 1 : 0);
  return below > 0 && (!call || expanded === false);
}

const wordForNoCost = (call: LlmCall): string => (call.usageState === 'unknown' ? 'no usage' : 'no price');

const sumTitle = (totals: Totals): string =>
  [
    `${totals.calls} ${totals.calls === 1 ? 'call' : 'calls'}`,
    totals.costUnknown > 0 ? `${totals.costUnknown} without cost` : `$${plain(totals.costUsd)}`,
    `${exactCount(totals.inputTokens)} in · ${exactCount(totals.outputTokens)} out`,
  ].join(' · ');

/** All digits, no exponent: the 12 decimals that the backend keeps. */
export const plain = (usd: number): string => usd.toFixed(12).replace(/\.?0+$/, '');
