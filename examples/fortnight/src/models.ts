/** How the stand-ins for real models answer: how fast, at what length, how often badly. */
export interface Model {
  /** As the provider's answer names it. */
  name: string;
  provider: string;
  /** Before the first token, and for each token after it. */
  firstTokenMs: number;
  perTokenMs: number;
  /** Of an answer, in the middle. */
  outputTokens: number;
  /** Share of the answer's tokens that nobody reads. */
  reasoning: number;
  failures: number;
  /** Chance that an answer is found helpful. */
  helpful: number;
}

export const GPT: Model = {
  name: 'gpt-5-mini-2025-08-07', provider: 'openai', firstTokenMs: 900, perTokenMs: 9,
  outputTokens: 420, reasoning: 0.45, failures: 0.012, helpful: 0.86,
}; // prettier-ignore

export const HAIKU: Model = {
  name: 'claude-haiku-4-5-20251001', provider: 'anthropic', firstTokenMs: 520, perTokenMs: 7,
  outputTokens: 260, reasoning: 0, failures: 0.02, helpful: 0.84,
}; // prettier-ignore

export const FLASH: Model = {
  name: 'gemini-2.5-flash', provider: 'gcp.gemini', firstTokenMs: 430, perTokenMs: 5,
  outputTokens: 310, reasoning: 0.2, failures: 0.008, helpful: 0.74,
}; // prettier-ignore

export const SONNET: Model = {
  name: 'claude-sonnet-4-5-20250929', provider: 'anthropic', firstTokenMs: 1100, perTokenMs: 14,
  outputTokens: 780, reasoning: 0, failures: 0.015, helpful: 0.93,
}; // prettier-ignore

/** Runs in the shop's own cellar: nobody bills it, no list has its price. */
export const HOUSE: Model = {
  name: 'shop-reviews-8b', provider: 'vllm', firstTokenMs: 180, perTokenMs: 4,
  outputTokens: 120, reasoning: 0, failures: 0.004, helpful: 0.7,
}; // prettier-ignore

/** Makes vectors: no answer, no first token. */
export const EMBEDDINGS = { name: 'text-embedding-3-small', provider: 'openai', tookMs: 90 };
