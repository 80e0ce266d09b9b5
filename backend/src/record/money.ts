/**
 * Money is an integer number of pico-dollars (1e-12 USD), so that sums are exact and explain adds up.
 * Tables hold it as numeric(20,12) dollars; floats exist only inside a frame.
 */
export type Picos = bigint & { readonly __brand: 'Picos' };

export const PICOS_PER_USD = 1_000_000_000_000n;

export const picos = (value: bigint): Picos => value as Picos;

/** Decimal dollars with 12 digits after the point, as `numeric(20,12)` prints them: 1_800_000_000 → "0.001800000000". */
export function picosToUsd(value: Picos): string {
  const magnitude = value < 0n ? -value : value;
  const whole = magnitude / PICOS_PER_USD;
  const fraction = (magnitude % PICOS_PER_USD).toString().padStart(12, '0');
  return `${value < 0n ? '-' : ''}${whole}.${fraction}`;
}

/**
 * A finite dollar amount as sent by an application (a float) in picos, rounded to the nearest.
 * NaN, infinities and amounts beyond ±1e6 USD are not money: undefined.
 */
export function usdToPicos(usd: number): Picos | undefined {
  if (!Number.isFinite(usd) || Math.abs(usd) > 1e6) return undefined;
  const whole = Math.trunc(usd);
  return picos(BigInt(whole) * PICOS_PER_USD + BigInt(Math.round((usd - whole) * 1e12)));
}
