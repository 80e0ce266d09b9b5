/**
 * The bill in money, by arithmetic of its own: the shipped prices times what was billed, and times what the telemetry
 * carries of it. Exact: prices are whole pico-dollars for a million tokens, and sums are integers.
 */
import type { Priced, PriceRow } from '../../backend/src/account/prices/priceBook';
import { shippedPrices } from '../../backend/src/account/prices/shipped';
import type { Billed, Counts, Expectation } from '../captures/capture';
import { absent, EXACT, NONE, unique, wrong, type Cell } from './cell';
import { carriedOf } from './counts';
import type { Shown } from './read';
import type { Sent } from './sent';

const prices = shippedPrices();

export function costCell(expect: Expectation, { sums, calls }: Shown, sent: Sent): Cell {
  const lines = expect.calls.map((call, index) => lineOf(call, expect.billed[index]!, sent));
  const due = lines.reduce((sum, line) => sum + line.due, 0n);
  const carried = positive(lines.map((line) => line.carried));
  const shown = positive(calls.map(({ cost }) => (cost === null ? null : picosOf(cost))));
  if (String(shown) !== String(carried)) {
    return wrong(`the calls cost ${usd(shown)} instead of ${usd(carried)}`);
  }
  const sum = sums.cost === null ? 0n : picosOf(sums.cost);
  const expected = carried.reduce((total, one) => total + one, 0n);
  if (sum !== expected) return wrong(`${usd([sum])} in sum instead of ${usd([expected])}`);
  const silent = calls.filter(({ cost, reason }) => cost === null && reason === null).length;
  if (silent > 0) return wrong(`${silent} costs are unknown without a reason`);
  const reasons = unique(lines.flatMap(({ why }) => why ?? []));
  if (reasons.length > 0) return absent(reasons.join('; '));
  if (due === 0n) return NONE;
  return expected === due ? EXACT : wrong(`${usd([expected])} where ${usd([due])} is due`);
}

interface Line {
  /** What the provider charges; 0 when its price is not known. */
  due: bigint;
  /** What can be known from the telemetry; null: nothing. */
  carried: bigint | null;
  /** Why the two differ. */
  why: string | null;
}

function lineOf(call: Expectation['calls'][number], billed: Billed, sent: Sent): Line {
  const { model_responded, model_requested, provider } = billed;
  const models = [model_responded, model_requested].filter((name) => name !== null);
  const tokens = withoutOutput(carriedOf(call), billed);
  const reported = call.reported_cost_usd === undefined ? null : picosOf(call.reported_cost_usd.toFixed(12));
  const isCharged = billed.input_tokens! + billed.output_tokens! > 0;
  const price = priceOf(provider, models, sent);
  if ('reason' in price) return { due: 0n, carried: reported, why: `no price of ${model_requested}` };
  const due = charge(billed, price);
  if (tokens.input_tokens === null || tokens.output_tokens === null) {
    return { due, carried: reported, why: isCharged ? 'calls without usage' : null };
  }
  if (ROUTERS.includes(provider) && !sent.texts.includes(provider)) {
    return { due, carried: reported, why: `nothing names the router of ${model_requested}` };
  }
  const named = models.filter((name) => sent.texts.includes(name));
  const known = priceOf(provider, named, sent);
  if ('reason' in known) {
    return { due, carried: reported, why: `no price under the only name sent, ${named.join(', ')}` };
  }
  const hour = call.cache_write_1h_tokens === null ? 0 : billed.cache_write_1h_tokens;
  const carried = charge({ ...tokens, cache_write_1h_tokens: hour }, known);
  return { due, carried, why: carried === due ? null : difference(tokens, call, billed) };
}

const priceOf = (provider: string, models: string[], { startUnixNano }: Sent) =>
  prices.find({ project: 'default', provider, models, startUnixNano, serviceTier: null });

/** They sell the models of others: the name of a model does not tell that a request went there. */
const ROUTERS = ['openrouter'];

/** Embeddings and rerankings have no output, whether that is said or not. */
const withoutOutput = (tokens: Counts, { output_tokens }: Billed): Counts =>
  output_tokens === 0 && tokens.input_tokens !== null ? { ...tokens, output_tokens: 0 } : tokens;

function difference(tokens: Counts, call: Expectation['calls'][number], billed: Billed): string {
  if (call.cache_write_1h_tokens === null) return 'which cache writes last an hour is not sent';
  if (tokens.input_tokens !== billed.input_tokens || tokens.output_tokens !== billed.output_tokens) {
    return 'of the tokens that were said';
  }
  return 'an upper bound: which tokens were cached is not sent';
}

type Tokens = Counts & { cache_write_1h_tokens?: number };

/** Every token once. Parts without a price of their own cost what their whole costs. */
function charge(tokens: Tokens, { rates }: PriceRow): bigint {
  const [input, output] = [tokens.input_tokens ?? 0, tokens.output_tokens ?? 0];
  const [read, write] = [tokens.cache_read_tokens ?? 0, tokens.cache_write_tokens ?? 0];
  const [hour, reasoning] = [tokens.cache_write_1h_tokens ?? 0, tokens.reasoning_tokens ?? 0];
  const lines: [count: number, ...prices: Priced[]][] = [
    [input - read - write, 'input'],
    [read, 'cacheRead', 'input'],
    [write - hour, 'cacheWrite', 'input'],
    [hour, 'cacheWrite1h', 'cacheWrite', 'input'],
    [output - reasoning, 'output'],
    [reasoning, 'reasoning', 'output'],
  ];
  const millionths = lines.reduce((sum, [count, ...names]) => {
    if (count === 0) return sum;
    const rate = names.map((name) => rates[name]).find((one) => one !== undefined);
    if (!rate) throw new Error(`no price of ${names.join(' or ')} tokens`);
    const tier = rate.tiers?.findLast(({ above }) => input > above);
    return sum + BigInt(count) * (tier ?? rate).perMillion;
  }, 0n);
  if (millionths % 1_000_000n !== 0n) throw new Error('a price below a pico-dollar needs a rule of rounding');
  return millionths / 1_000_000n;
}

/** "0.0045" → 4 500 000 000 */
function picosOf(decimal: string): bigint {
  const [whole = '0', fraction = ''] = decimal.split('.');
  return BigInt(whole + fraction.padEnd(12, '0').slice(0, 12));
}

const usd = (picos: readonly bigint[]): string =>
  picos.map((one) => `$${(Number(one) / 1e12).toFixed(12).replace(/0+$/, '')}`).join(', ') || 'nothing';

const positive = (costs: readonly (bigint | null)[]): bigint[] =>
  costs
    .filter((cost) => cost !== null && cost > 0n)
    .sort((left, right) => (left! < right! ? -1 : 1)) as bigint[];
