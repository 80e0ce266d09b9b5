/**
 * Cost of one call from canonical tokens and a price row. Every token is charged exactly once: parts with a price of
 * their own are taken out of their whole first. Each component is rounded once, half to even; totals are sums of
 * rounded components, so that explain adds up. Worked example: docs/accounting.md#cost
 */
import type { CallClaim, Cost, TokenCounts, Usage } from '../record/call';
import { picos, type Picos } from '../record/money';
import type { PriceBook, Priced, PriceRow, Rate } from './prices/priceBook';

/** Which of the two lets a call count when both are there. */
export type PreferredCost = 'computed' | 'reported';

/** Does not throw. Unknown → null with the reason; the reported cost stands beside whatever the total is. */
export function costOf(
  claim: CallClaim,
  usage: Usage,
  prices: PriceBook,
  prefer: PreferredCost = 'computed',
): Cost {
  const reported = claim.reportedCost;
  const computed = reported !== null && prefer === 'reported' ? null : compute(claim, usage, prices);
  if (computed !== null && 'total' in computed) return { ...computed, reported: reported?.total ?? null };
  if (reported !== null) {
    return {
      state: 'reported',
      total: reported.total,
      // Parts that do not add up to the total are no parts of it (a margin, a discount, a search).
      ...(addsUp(reported)
        ? { input: reported.input!, output: reported.output! }
        : { input: null, output: null }),
      cacheRead: null,
      cacheWrite: null,
      reported: reported.total,
      priceId: null,
      reason: computed?.reason ?? null,
    };
  }
  return {
    state: 'unknown',
    total: null,
    input: null,
    output: null,
    cacheRead: null,
    cacheWrite: null,
    reported: null,
    priceId: null,
    reason: computed?.reason ?? null,
  };
}

const addsUp = (reported: NonNullable<CallClaim['reportedCost']>): boolean =>
  reported.input !== undefined &&
  reported.output !== undefined &&
  reported.input + reported.output === reported.total;

function compute(
  claim: CallClaim,
  usage: Usage,
  prices: PriceBook,
): Omit<Cost, 'reported'> | { reason: string } {
  const { input, output } = usage.tokens;
  if (input === null || output === null || cacheWasRefused(claim, usage)) {
    return { reason: usage.reason ?? 'no usage' };
  }
  const row = prices.find({
    project: claim.project,
    provider: claim.provider,
    models: [claim.responseModel, claim.requestModel].filter((model) => model !== null),
    startUnixNano: claim.startUnixNano,
  });
  if ('reason' in row) return row;
  return charge({ ...usage.tokens, input, output }, row);
}

/** Cached tokens were sent, but can't be right: whatever the input really was, charging all of it would be a guess. */
const cacheWasRefused = ({ usage: raw }: CallClaim, { tokens }: Usage): boolean =>
  (raw?.cacheRead !== undefined && tokens.cacheRead === null) ||
  (raw?.cacheWrite !== undefined && tokens.cacheWrite === null);

type Known = TokenCounts & { input: number; output: number };

/**
 * @returns the computed cost, or the reason when tokens are there that the row has no price for
 * 1 500 input of which 1 000 cached, 200 output, at 2.50 / 1.25 / 10.00 USD per million:
 * 500 × 2.5 + 1 000 × 1.25 + 200 × 10 = 4 500 µUSD = 4 500 000 000 picos
 */
export function charge(tokens: Known, row: PriceRow): Omit<Cost, 'reported'> | { reason: string } {
  const lines = linesOf(tokens);
  const parts: Record<Part, bigint> = { uncached: 0n, cacheRead: 0n, cacheWrite: 0n, output: 0n };
  for (const { part, count, rates } of lines) {
    if (count === 0) continue;
    const priced = rates.find((name) => row.rates[name] !== undefined);
    if (priced === undefined) {
      return { reason: `no price of ${rates.at(-1)} tokens for ${row.provider}/${row.model}` };
    }
    parts[part] += costOfTokens(count, perMillionAt(row.rates[priced]!, tokens.input));
  }
  const input = parts.uncached + parts.cacheRead + parts.cacheWrite;
  return {
    state: 'computed',
    total: picos(input + parts.output),
    input: picos(input),
    output: picos(parts.output),
    cacheRead: picos(parts.cacheRead),
    cacheWrite: picos(parts.cacheWrite),
    priceId: row.id,
    reason: null,
  };
}

type Part = 'uncached' | 'cacheRead' | 'cacheWrite' | 'output';

interface Line {
  part: Part;
  count: number;
  /** The first that the row has is charged: tokens without a price of their own cost what their whole costs. */
  rates: readonly Priced[];
}

/**
 * Disjoint counts that add up to input + output. Audio is taken out of the uncached input as far as it goes: which of
 * the cached tokens were audio is not sent.
 */
function linesOf(tokens: Known): Line[] {
  const cacheRead = tokens.cacheRead ?? 0;
  const cacheWrite = tokens.cacheWrite ?? 0;
  const cacheWrite1h = tokens.cacheWrite1h ?? 0;
  const uncached = tokens.input - cacheRead - cacheWrite;
  const inputAudio = Math.min(tokens.inputAudio ?? 0, uncached);
  const outputAudio = tokens.outputAudio ?? 0;
  const reasoning = Math.min(tokens.reasoning ?? 0, tokens.output - outputAudio);
  return [
    { part: 'uncached', count: uncached - inputAudio, rates: ['input'] },
    { part: 'uncached', count: inputAudio, rates: ['inputAudio', 'input'] },
    { part: 'cacheRead', count: cacheRead, rates: ['cacheRead', 'input'] },
    { part: 'cacheWrite', count: cacheWrite - cacheWrite1h, rates: ['cacheWrite', 'input'] },
    { part: 'cacheWrite', count: cacheWrite1h, rates: ['cacheWrite1h', 'cacheWrite', 'input'] },
    { part: 'output', count: tokens.output - outputAudio - reasoning, rates: ['output'] },
    { part: 'output', count: reasoning, rates: ['reasoning', 'output'] },
    { part: 'output', count: outputAudio, rates: ['outputAudio', 'output'] },
  ];
}

/** Tiers are chosen by the whole prompt, and then hold for all tokens of the call. */
const perMillionAt = (rate: Rate, inputTokens: number): bigint =>
  rate.tiers?.findLast(({ above }) => inputTokens > above)?.perMillion ?? rate.perMillion;

const MILLION = 1_000_000n;

/** Half to even: 0.5 → 0, 1.5 → 2, so that rounding favours nobody over many calls. */
export function costOfTokens(count: number, perMillion: bigint): Picos {
  const product = BigInt(count) * perMillion;
  const quotient = product / MILLION;
  const rest = (product % MILLION) * 2n;
  const roundUp = rest > MILLION || (rest === MILLION && quotient % 2n === 1n);
  return picos(roundUp ? quotient + 1n : quotient);
}
