/**
 * Which part of a range is read from where: whole days from the daily rollup, whole hours at the edges from the hourly,
 * the rest raw. The parts tile the range exactly, so that a sum over a rollup equals the sum over the calls.
 */
export type Tier = 'daily' | 'hourly' | 'raw';

export interface Part {
  tier: Tier;
  /** Inclusive. */
  from: Date;
  /** Exclusive. */
  to: Date;
}

const WIDTH_MS = { daily: 86_400_000, hourly: 3_600_000 } as const;

/** `tiers`: coarse to fine, without raw; empty: everything raw. Rollup buckets start at whole hours and days of UTC. */
export function cover(from: Date, to: Date, tiers: readonly (keyof typeof WIDTH_MS)[]): Part[] {
  const [tier, ...finer] = tiers;
  if (from >= to) return [];
  if (!tier) return [{ tier: 'raw', from, to }];
  const width = WIDTH_MS[tier];
  const first = new Date(Math.ceil(from.getTime() / width) * width);
  const last = new Date(Math.floor(to.getTime() / width) * width);
  if (first >= last) return cover(from, to, finer);
  return [...cover(from, first, finer), { tier, from: first, to: last }, ...cover(last, to, finer)];
}
