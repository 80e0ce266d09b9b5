/**
 * Cost of one call from canonical tokens and a price row. Every token is charged exactly once: parts with a price of
 * their own are taken out of their whole first. Each component is rounded once, half to even; totals are sums of
 * rounded components, so that explain adds up. Worked example: docs/accounting.md#cost
 */
import type { CallClaim, Cost, TokenCounts, Usage } from '../record/call';
import { picos, type Picos } from '../record/money';
import type { PriceBook, Priced, PriceRow, Rate } from './prices/priceBook';
import { tierOf } from './prices/tiers';

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
      fees: null,
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
    fees: null,
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
  const tier = tierOf(claim.provider, claim.serviceTier);
  if ('reason' in tier) return tier;
  const row = prices.find({
    project: claim.project,
    provider: claim.provider,
    models: [claim.responseModel, claim.requestModel].filter((model) => model !== null),
    serviceTier: tier.row,
    startUnixNano: claim.startUnixNano,
  });
  if ('reason' in row) return row;
  const cost = charge({ ...usage.tokens, input, output }, row, claim.usage?.webSearches ?? 0);
  if ('total' in cost && tier.isDearer) {
    return { ...cost, reason: atLeast(cost.reason, `the service tier ${claim.serviceTier} is dearer`) };
  }
  return cost;
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
export function charge(
  tokens: Known,
  row: PriceRow,
  webSearches = 0,
): Omit<Cost, 'reported'> | { reason: string } {
  const lines = costLines(tokens, row, webSearches);
  if ('reason' in lines) return lines;
  const sum = (...parts: Part[]): Picos =>
    picos(lines.reduce((total, line) => (parts.includes(line.part) ? total + line.cost : total), 0n));
  return {
    state: 'computed',
    total: sum('uncached', 'cacheRead', 'cacheWrite', 'output', 'fees'),
    input: sum('uncached', 'cacheRead', 'cacheWrite'),
    output: sum('output'),
    cacheRead: sum('cacheRead'),
    cacheWrite: sum('cacheWrite'),
    fees: sum('fees'),
    priceId: row.id,
    reason: doubtsOf(tokens, row, lines),
  };
}

type Part = 'uncached' | 'cacheRead' | 'cacheWrite' | 'output' | 'fees';

/** One line of the bill: `count` × `perMillion` ÷ 1 000 000 = `cost`, rounded half to even. */
export interface CostLine {
  part: Part;
  count: number;
  /** The price of the row that is charged. */
  price: Priced;
  perMillion: bigint;
  cost: Picos;
  /** What it should be charged by, where the row has no such price and that of `price` may be too low. */
  cheapened?: string;
}

/** Every line with a count, in the order of explain; the reason when something has no price at all. */
export function costLines(
  tokens: Known,
  row: PriceRow,
  webSearches: number,
): CostLine[] | { reason: string } {
  const lines: CostLine[] = [];
  for (const { part, count, rates, dearer } of itemsOf(tokens, webSearches)) {
    if (count === 0) continue;
    const price = rates.find((name) => row.rates[name] !== undefined);
    if (price === undefined) {
      if (rates[0] === 'request') continue;
      return {
        reason: `no price of ${NAMES[rates.at(-1)!] ?? `${rates.at(-1)} tokens`} for ${row.provider}/${row.model}`,
      };
    }
    const perMillion = perMillionAt(row.rates[price]!, tokens.input);
    const line: CostLine = { part, count, price, perMillion, cost: costOfTokens(count, perMillion) };
    if (dearer !== undefined && price !== rates[0]) line.cheapened = dearer;
    lines.push(line);
  }
  return lines;
}

const NAMES: Partial<Record<Priced, string>> = { webSearch: 'web searches' };

interface Item {
  part: Part;
  count: number;
  /** The first that the row has is charged: tokens without a price of their own cost what their whole costs. */
  rates: readonly Priced[];
  /** They are dearer than their whole wherever they have a price of their own. */
  dearer?: string;
}

/**
 * Disjoint counts that add up to input + output, and what is charged by the piece. Audio and images are taken out of the
 * uncached input as far as it goes: which of the cached tokens were audio is not sent.
 */
function itemsOf(tokens: Known, webSearches: number): Item[] {
  const cacheRead = tokens.cacheRead ?? 0;
  const cacheWrite = tokens.cacheWrite ?? 0;
  const cacheWrite1h = tokens.cacheWrite1h ?? 0;
  const uncached = tokens.input - cacheRead - cacheWrite;
  const inputAudio = Math.min(tokens.inputAudio ?? 0, uncached);
  const inputImage = Math.min(tokens.inputImage ?? 0, uncached - inputAudio);
  const outputAudio = tokens.outputAudio ?? 0;
  const outputImage = Math.min(tokens.outputImage ?? 0, tokens.output - outputAudio);
  const reasoning = Math.min(tokens.reasoning ?? 0, tokens.output - outputAudio - outputImage);
  const text = tokens.output - outputAudio - outputImage - reasoning;
  return [
    { part: 'uncached', count: uncached - inputAudio - inputImage, rates: ['input'] },
    { part: 'uncached', count: inputAudio, rates: ['inputAudio', 'input'], dearer: 'input audio' },
    { part: 'uncached', count: inputImage, rates: ['inputImage', 'input'] },
    { part: 'cacheRead', count: cacheRead, rates: ['cacheRead', 'input'] },
    { part: 'cacheWrite', count: cacheWrite - cacheWrite1h, rates: ['cacheWrite', 'input'] },
    {
      part: 'cacheWrite',
      count: cacheWrite1h,
      rates: ['cacheWrite1h', 'cacheWrite', 'input'],
      dearer: 'one-hour cache writes',
    },
    { part: 'output', count: text, rates: ['output'] },
    { part: 'output', count: reasoning, rates: ['reasoning', 'output'] },
    { part: 'output', count: outputAudio, rates: ['outputAudio', 'output'], dearer: 'output audio' },
    { part: 'output', count: outputImage, rates: ['outputImage', 'output'], dearer: 'output images' },
    { part: 'fees', count: webSearches, rates: ['webSearch'] },
    { part: 'fees', count: 1, rates: ['request'] },
  ];
}

/** Why the call may have cost more than this: what has no price of its own, and what may hide in a count. Null: it is exact. */
function doubtsOf(tokens: Known, { rates }: PriceRow, lines: readonly CostLine[]): string | null {
  const doubts = lines.flatMap(({ cheapened }) => (cheapened ? [`no price of ${cheapened}`] : []));
  const text = rates.output?.perMillion ?? 0n;
  for (const [count, rate, name] of [
    [tokens.outputAudio, rates.outputAudio, 'audio'],
    [tokens.outputImage, rates.outputImage, 'images'],
  ] as const) {
    if (count === null && tokens.output > 0 && rate !== undefined && rate.perMillion > text) {
      doubts.push(`how much of the output was ${name}, which are dearer, was not sent`);
    }
  }
  return doubts.length === 0 ? null : atLeast(null, doubts.join('; '));
}

const atLeast = (before: string | null, doubt: string): string =>
  before === null ? `cost at least: ${doubt}` : `${before}; ${doubt}`;

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
