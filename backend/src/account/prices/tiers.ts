/**
 * Service tiers and batches: what part of the list price they cost. The list has none of them. The factors are those of the
 * providers' price pages; each was compared with the prices by tier of the open list `model_prices_and_context_window.json`
 * of LiteLLM 1.106 (fields `*_batches`, `*_flex`, `*_priority`). A tier that is dearer by no fixed factor gives a lower
 * bound; any other has no price.
 */
import type { PriceRow, Rate } from './priceBook';

/** A fraction, so that prices stay integers. */
interface Factor {
  times: bigint;
  by: bigint;
}
const HALF: Factor = { times: 1n, by: 2n };

const TIERS: Readonly<Record<string, Readonly<Record<string, Factor | 'dearer'>>>> = {
  // https://platform.openai.com/docs/pricing: cached input is half too; priority is 1.67 to 2.5 times, by model
  openai: { flex: HALF, batch: HALF, priority: 'dearer' },
  // https://azure.microsoft.com/pricing/details/cognitive-services/openai-service: priority is 1.75 to 2.5 times
  'azure.ai.openai': { flex: HALF, batch: HALF, priority: 'dearer' },
  // https://docs.claude.com/en/docs/build-with-claude/batch-processing: half, also of cache reads and writes.
  // Its priority tier is bought in advance: no price of a call follows from it.
  anthropic: { batch: HALF },
  // https://ai.google.dev/gemini-api/docs/pricing, https://cloud.google.com/vertex-ai/generative-ai/pricing
  // Cached input is half since Gemini 3.1; the Gemini API charges it whole for 2.5.
  'gcp.gemini': { flex: HALF, batch: HALF, priority: { times: 9n, by: 5n } },
  'gcp.vertex_ai': { flex: HALF, batch: HALF, priority: { times: 9n, by: 5n } },
  // https://aws.amazon.com/bedrock/pricing: of the smallest prices the last digit is rounded
  'aws.bedrock': { flex: HALF, batch: HALF, priority: { times: 7n, by: 4n } },
  // https://mistral.ai/pricing; the open list has it of documents only
  mistral_ai: { batch: HALF },
  // https://docs.x.ai/docs/models: a fifth less, cached input too
  x_ai: { batch: { times: 4n, by: 5n } },
  // https://fireworks.ai/pricing: 1.2 to 1.6 times, by model
  fireworks_ai: { priority: 'dearer' },
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
export function factorsOf(providers: readonly string[]): Map<string, Factor> {
  const factors = new Map<string, Factor>();
  for (const provider of providers) {
    for (const [tier, factor] of Object.entries(TIERS[provider] ?? {})) {
      if (factor !== 'dearer') factors.set(tier, factor);
    }
  }
  return factors;
}

/** Fees for searches and requests are not of the model, and cost what they cost. */
const FEES: ReadonlySet<string> = new Set(['webSearch', 'request']);

export function atFactor(rates: PriceRow['rates'], factor: Factor): PriceRow['rates'] {
  return Object.fromEntries(
    Object.entries(rates).map(([name, rate]) => [name, FEES.has(name) ? rate : scaled(rate, factor)]),
  );
}

const scaled = ({ perMillion, tiers }: Rate, factor: Factor): Rate => ({
  perMillion: part(perMillion, factor),
  ...(tiers && {
    tiers: tiers.map((tier) => ({ above: tier.above, perMillion: part(tier.perMillion, factor) })),
  }),
});

/** Rounded to the last digit that prices have, the 12th after the point; of two equally near the even one. */
function part(perMillion: bigint, { times, by }: Factor): bigint {
  const product = perMillion * times;
  const down = product / by;
  const rest = 2n * (product % by);
  return rest > by || (rest === by && down % 2n === 1n) ? down + 1n : down;
}
