/**
 * The stand-in's own price list, in pico-dollars a token, written down by hand from the providers' price pages
 * (USD per million tokens × 1 000 000 = pico-dollars a token). It shares nothing with LLM Observatory on purpose:
 * a bill is a check only when it is worked out twice.
 */
export interface TokenPrices {
  input: number;
  cacheRead: number;
  cacheWrite: number;
  output: number;
}

export const PRICES: Record<string, TokenPrices> = {
  // $0.40 in, $0.10 cached, $1.60 out per million
  'gpt-4.1-mini': { input: 400_000, cacheRead: 100_000, cacheWrite: 400_000, output: 1_600_000 },
  // $1.10 in, $0.275 cached, $4.40 out per million
  'o4-mini': { input: 1_100_000, cacheRead: 275_000, cacheWrite: 1_100_000, output: 4_400_000 },
  // $0.02 in per million
  'text-embedding-3-small': { input: 20_000, cacheRead: 20_000, cacheWrite: 20_000, output: 0 },
  // $1 in, $0.10 cached, $1.25 cache write, $5 out per million
  'claude-haiku-4-5': { input: 1_000_000, cacheRead: 100_000, cacheWrite: 1_250_000, output: 5_000_000 },
};
