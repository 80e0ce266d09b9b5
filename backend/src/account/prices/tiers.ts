/**
 * Service tiers and batches: what part of the list price they cost. The list has none of them, so these are facts of the
 * providers' price pages. A tier that is dearer by no fixed factor gives a lower bound; any other has no price.
 */
import type { PriceRow, Rate } from './priceBook';

/** In halves, so that it stays an integer. */
interface Discount {
  halves: bigint;
}
const HALF: Discount = { halves: 1n };

const TIERS: Readonly<Record<string, Readonly<Record<string, Discount | 'dearer'>>>> = {
  // https://platform.openai.com/docs/pricing: flex and batch are half of standard, cached input too; priority by model
  openai: { flex: HALF, batch: HALF, priority: 'dearer' },
  // https://azure.microsoft.com/pricing/details/cognitive-services/openai-service: global batch
  'azure.ai.openai': { batch: HALF, priority: 'dearer' },
  // https://docs.claude.com/en/docs/build-with-claude/batch-processing: half, also of cache reads and writes.
  // Its priority tier is bought in advance: no price of a call follows from it.
  anthropic: { batch: HALF },
  // https://ai.google.dev/gemini-api/docs/pricing
  'gcp.gemini': { batch: HALF, priority: 'dearer' },
  'gcp.vertex_ai': { batch: HALF, priority: 'dearer' },
  // https://aws.amazon.com/bedrock/pricing
  'aws.bedrock': { batch: HALF, priority: 'dearer' },
  // https://mistral.ai/pricing
  mistral_ai: { batch: HALF },
};

const STANDARD: ReadonlySet<string> = new Set([
  '', 'auto', 'default', 'standard', 'standard_only', 'on_demand', 'on-demand', 'ondemand',
]); // prettier-ignore

/** `row`: rows of this tier have prices of their own; null for the standard ones. */
export type TierOf = { row: string | null; isDearer: boolean } | { reason: string };

export function tierOf(provider: string | null, serviceTier: string | null): TierOf {
  const tier = (serviceTier ?? '').trim().toLowerCase();
  if (STANDARD.has(tier)) return { row: null, isDearer: false };
  const tiers = provider !== null && Object.hasOwn(TIERS, provider) ? TIERS[provider]! : {};
  const known = Object.hasOwn(tiers, tier) ? tiers[tier] : undefined;
  if (known === undefined) return { reason: `no price of the service tier ${tier.slice(0, 60)}` };
  return known === 'dearer' ? { row: null, isDearer: true } : { row: tier, isDearer: false };
}

/** Names of the tiers of any provider that a list stands for, with what they cost. */
export function discountsOf(providers: readonly string[]): Map<string, Discount> {
  const discounts = new Map<string, Discount>();
  for (const provider of providers) {
    for (const [tier, discount] of Object.entries(TIERS[provider] ?? {})) {
      if (discount !== 'dearer') discounts.set(tier, discount);
    }
  }
  return discounts;
}

/** Fees for searches and requests are not of the model, and cost what they cost. */
const FEES: ReadonlySet<string> = new Set(['webSearch', 'request']);

export function discounted(rates: PriceRow['rates'], discount: Discount): PriceRow['rates'] {
  return Object.fromEntries(
    Object.entries(rates).map(([name, rate]) => [name, FEES.has(name) ? rate : cheaper(rate, discount)]),
  );
}

const cheaper = ({ perMillion, tiers }: Rate, { halves }: Discount): Rate => ({
  perMillion: part(perMillion, halves),
  ...(tiers && {
    tiers: tiers.map((tier) => ({ above: tier.above, perMillion: part(tier.perMillion, halves) })),
  }),
});

/** Prices have at most 12 digits after the point: half of the last one rounds to even. */
function part(perMillion: bigint, halves: bigint): bigint {
  const product = perMillion * halves;
  const down = product / 2n;
  return product % 2n === 1n && down % 2n === 1n ? down + 1n : down;
}
