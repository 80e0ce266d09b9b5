/**
 * What a price is, and how one is asked for. Shipped, imported and project prices are all such books;
 * arithmetic is not here but in account/cost.
 */

/** Kinds of tokens that can have a price of their own, and what is charged by the piece: searches, requests. */
export const PRICED = [
  'input',
  'output',
  'cacheRead',
  'cacheWrite',
  'cacheWrite1h',
  'inputAudio',
  'outputAudio',
  'cacheReadAudio',
  'inputImage',
  'outputImage',
  'reasoning',
  'webSearch',
  'request',
] as const;
export type Priced = (typeof PRICED)[number];

/** Pico-dollars for one million tokens (or pieces): an integer for every price with up to 12 digits after the point. */
export interface Rate {
  perMillion: bigint;
  /** Dearer (or cheaper) once the whole prompt is larger than `above` tokens; then for all tokens of the call. Ascending. */
  tiers?: readonly { above: number; perMillion: bigint }[];
}

/** Hours of the day (UTC, seconds since midnight) in which a price holds; over midnight when from > until. */
export interface DayWindow {
  fromSeconds: number;
  untilSeconds: number;
}

/** One price of one model for one span of time. Never changed: another price is another row. */
export interface PriceRow {
  /** 32 hex digits of SHA-256 over everything below: equal content, equal id. */
  id: string;
  source: 'shipped' | 'imported' | 'project';
  sourceVersion: string;
  /** Provider and model as the price list names them. */
  provider: string;
  model: string;
  /** ISO dates; null = open. */
  validFrom: string | null;
  validUntil: string | null;
  dayWindow: DayWindow | null;
  /** The prices hold for calls of this service tier only ("flex", "batch"); absent: standard. */
  serviceTier?: string;
  /** How model names are matched, as the price list has it: kept for explain. */
  matcher: unknown;
  rates: Partial<Record<Priced, Rate>>;
}

export interface PriceQuery {
  project: string;
  /** Canonical provider; null = unknown. */
  provider: string | null;
  /** Names to try, the best first: response model, request model. */
  models: readonly string[];
  /** Of the rows that are wanted (`tierOf`); the standard ones without it. */
  serviceTier?: string | null;
  /** Start of the call. */
  startUnixNano: bigint;
}

export interface PriceBook {
  /** The price that holds, or the reason why there is none. */
  find(query: PriceQuery): PriceRow | { reason: string };
  /** Everything in the book, for the table `model_prices`. */
  rows(): readonly PriceRow[];
}
