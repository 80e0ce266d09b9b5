/**
 * Numbers in the unit of their figure, as Grafana prints them. A unit that this panel does not know is printed by the
 * field's own display rules, and so is one that somebody chose in the panel's options.
 */
import type { Field } from '@grafana/data';
import { count, duration, money, share, UNKNOWN } from '@llmobservatory/format';
import type { Measure } from './measures';

export type Print = (value: number | null) => string;

const BY_UNIT: Readonly<Record<string, (value: number) => string>> = {
  currencyUSD: money,
  ms: duration,
  percentunit: share,
  short: count,
  none: plain,
  '': plain,
  'suffix: tok/s': (value) => `${plain(value)} tok/s`,
};

/** Three significant digits: 0.812, 84.1, 1,240. */
function plain(value: number): string {
  return Math.abs(value) >= 1000
    ? Math.round(value).toLocaleString('en-US')
    : String(Number(value.toPrecision(3)));
}

export function printOf({ unit }: Measure, field?: Field): Print {
  const own = field?.config.decimals === undefined ? BY_UNIT[unit] : undefined;
  const display = field?.display;
  return (value) => {
    if (value === null) return UNKNOWN;
    if (own) return own(value);
    if (!display) return plain(value);
    const { prefix = '', text, suffix = '' } = display(value);
    return prefix + text + suffix;
  };
}

/** For tooltips: every digit that says something. */
export function exact(value: number, { unit }: Measure): string {
  if (unit === 'currencyUSD') {
    const digits = Number(Math.abs(value).toPrecision(12)).toLocaleString('en-US', {
      maximumFractionDigits: 12,
    });
    return `${value < 0 ? '-' : ''}$${digits}`;
  }
  if (unit === 'ms') return `${Number(value.toPrecision(6)).toLocaleString('en-US')} ms`;
  if (unit === 'percentunit') return `${Number((value * 100).toPrecision(6))}%`;
  return Number(value.toPrecision(8)).toLocaleString('en-US', { maximumFractionDigits: 8 });
}

/** "$0.00400–$0.00430" */
export const printRange = ({ lo, hi }: { lo: number; hi: number }, print: Print): string =>
  `${print(lo)}–${print(hi)}`;

/** Read out: "$0.00920" → "0.00920 dollars", "5.10 s" → "5.10 seconds", "7.2%" → "7.2 percent". */
export function spoken(printed: string): string {
  if (printed === UNKNOWN) return 'unknown';
  const unsigned = printed.replace(/^-/, 'minus ').replace('≥ ', 'at least ').replace('≈ ', 'about ');
  const words = unsigned
    .replace(/\$([\d.,]+) ?([KMBT]?)/g, (_, digits: string, scale: string) =>
      [digits, SCALES[scale], 'dollars'].filter(Boolean).join(' '),
    )
    .replace(/ (ms|s|min|mins|K|Mil|Bil|tok\/s|pp)\b/g, (_, unit: string) => ` ${UNIT_WORDS[unit] ?? unit}`)
    .replace(/%/g, ' percent');
  return words;
}

const SCALES: Readonly<Record<string, string>> = {
  K: 'thousand',
  M: 'million',
  B: 'billion',
  T: 'trillion',
};

const UNIT_WORDS: Readonly<Record<string, string>> = {
  ms: 'milliseconds',
  s: 'seconds',
  min: 'minute',
  mins: 'minutes',
  K: 'thousand',
  Mil: 'million',
  Bil: 'billion',
  'tok/s': 'tokens per second',
  pp: 'points',
};
