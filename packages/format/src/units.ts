/** Money, counts, durations and shares as Grafana prints them; NULL is "—", because unknown is never 0. */
import { decimalsFor, formatScaled, type Scale } from './grafana';

export const UNKNOWN = '—';

const thousands = (suffixes: readonly string[]): Scale['steps'] =>
  suffixes.map((suffix, power) => ({ from: power === 0 ? 0 : 1000 ** power, divide: 1000 ** power, suffix }));

const MONEY: Scale = { prefix: '$', steps: thousands(['', 'K', 'M', 'B', 'T']) };
const COUNT: Scale = {
  steps: thousands(['', ' K', ' Mil', ' Bil', ' Tri', ' Quadr', ' Quint', ' Sext', ' Sept']),
};
const MS: Scale = {
  steps: [
    { from: 0, divide: 1, suffix: ' ms' },
    { from: 1000, divide: 1000, suffix: ' s' },
    { from: 60_000, divide: 60_000, suffix: ' min', plural: ' mins' },
    { from: 3_600_000, divide: 3_600_000, suffix: ' hour', plural: ' hours' },
    { from: 86_400_000, divide: 86_400_000, suffix: ' day', plural: ' days' },
    { from: 31_536_000_000, divide: 31_536_000_000, suffix: ' year', plural: ' years' },
  ],
};
const PLAIN: Scale = { steps: [{ from: 0, divide: 1, suffix: '' }] };

type Maybe = number | null | undefined;
const known = (value: Maybe): value is number =>
  value !== null && value !== undefined && !Number.isNaN(value);
const print = (value: Maybe, scale: Scale): string => {
  if (!known(value)) return UNKNOWN;
  return Number.isFinite(value) ? formatScaled(value, scale) : value.toLocaleString('en');
};

/**
 * USD, as unit `currencyUSD`: $0, $0.00714, $12.4, $1.23K.
 * The one difference to Grafana: under $0.000001 it prints an exponent ($2e-7), we print $0.000000200.
 */
export function money(usd: Maybe): string {
  if (known(usd) && usd !== 0 && Math.abs(usd) < 1e-6) {
    return `${usd < 0 ? '-' : ''}$${Math.abs(usd).toFixed(Math.min(100, decimalsFor(usd)))}`;
  }
  return print(usd, MONEY);
}

/** A total in which the cost of some calls is unknown. */
export const moneyAtLeast = (usd: Maybe): string => (known(usd) ? `≥ ${money(usd)}` : UNKNOWN);

/** An estimate or a forecast. */
export const moneyAbout = (usd: Maybe): string => (known(usd) ? `≈ ${money(usd)}` : UNKNOWN);

/** USD per million tokens, from the price of one token: $0.250 / 1 M. */
export const pricePerMillion = (usdPerToken: Maybe): string =>
  // Twelve digits after the point are what a price has; more is noise of the multiplication.
  known(usdPerToken) ? `${money(Number((usdPerToken * 1e6).toPrecision(12)))} / 1 M` : UNKNOWN;

/** Tokens and other counts, as unit `short`: 640, 8.20 K, 1.23 Mil. */
export const count = (value: Maybe): string => print(value, COUNT);

/** For tooltips: 8,204. */
export const exactCount = (value: Maybe): string => (known(value) ? value.toLocaleString('en-US') : UNKNOWN);

/** Milliseconds, as unit `ms`: 62.4 ms, 1.90 s, 1.08 mins. Negative by clock skew: 0 ms. */
export const duration = (ms: Maybe): string => print(known(ms) ? Math.max(0, ms) : ms, MS);

/** A running span. */
export const durationSoFar = (ms: Maybe): string => (known(ms) ? `${duration(ms)} so far` : UNKNOWN);

/** 0 to 1, as unit `percentunit`: 0%, 12.3%. */
export const share = (ratio: Maybe): string => (known(ratio) ? `${print(ratio * 100, PLAIN)}%` : UNKNOWN);

/** Output tokens a second: 84 tok/s. */
export const speed = (tokensPerSecond: Maybe): string =>
  known(tokensPerSecond) ? `${print(tokensPerSecond, PLAIN)} tok/s` : UNKNOWN;
