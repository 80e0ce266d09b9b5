/**
 * What a bar shows when it stands for tokens or money instead of time: the parts of a row, on one scale for all rows.
 * A row shows what its figure says: its own call, or the sum of the counted calls that it hides.
 */
import { sumsUp } from './figures';
import { NO_TOTALS, ownTotals } from './totals';
import type { Totals } from './totals';
import type { Node, Trace } from './tree';

export const BAR_VALUES = ['time', 'tokens', 'cost'] as const;
export type BarValue = (typeof BAR_VALUES)[number];
export type Amount = Exclude<BarValue, 'time'>;

/** In the order of drawing. */
export const PARTS = [
  'cached',
  'uncached',
  'cache_write',
  'answer',
  'reasoning',
  'input_cost',
  'output_cost',
  'cost',
] as const;
export type Part = (typeof PARTS)[number];

export interface RowAmount {
  /** Only those above 0. */
  parts: { part: Part; value: number }[];
  /** Counted calls in it whose amount is not known: the bar is a lower bound. */
  unknown: number;
}

/** `null`: the row has no counted call, so nothing to draw. */
export function rowAmount(node: Node, expanded: boolean | null, amount: Amount): RowAmount | null {
  const totals = sumsUp(node, expanded) ? node.totals : ownOf(node);
  if (totals.calls === 0) return null;
  return { parts: partsOf(totals, amount), unknown: unknownOf(totals, amount) };
}

/** Everything that counts: the full width of the bars. 0: there is nothing to compare with. */
export const wholeAmount = ({ totals }: Trace, amount: Amount): number => sumOf(partsOf(totals, amount));

/** Kinds that some call has, for the legend. */
export const partsIn = ({ totals }: Trace, amount: Amount): Part[] =>
  partsOf(totals, amount).map(({ part }) => part);

export const sumOf = (parts: RowAmount['parts']): number => parts.reduce((sum, { value }) => sum + value, 0);

const ownOf = ({ span }: Node): Totals => ownTotals({ span, totals: NO_TOTALS });

function partsOf(totals: Totals, amount: Amount): RowAmount['parts'] {
  const values = amount === 'tokens' ? tokensOf(totals) : costOf(totals);
  return PARTS.flatMap((part) => {
    const value = values[part] ?? 0;
    return value > 0 ? [{ part, value }] : [];
  });
}

const tokensOf = (totals: Totals): Partial<Record<Part, number>> => ({
  cached: totals.cacheReadTokens,
  uncached: totals.inputTokens - totals.cacheReadTokens - totals.cacheWriteTokens,
  cache_write: totals.cacheWriteTokens,
  answer: totals.outputTokens - totals.reasoningTokens,
  reasoning: totals.reasoningTokens,
});

/** What a call cost beyond its input and output, or in one sum because the application reported it so. */
const costOf = ({ costUsd, inputCostUsd, outputCostUsd }: Totals): Partial<Record<Part, number>> => ({
  input_cost: inputCostUsd,
  output_cost: outputCostUsd,
  cost: Math.max(0, costUsd - inputCostUsd - outputCostUsd),
});

const unknownOf = (totals: Totals, amount: Amount): number =>
  amount === 'cost' ? totals.costUnknown : Math.max(totals.inputUnknown, totals.outputUnknown);
