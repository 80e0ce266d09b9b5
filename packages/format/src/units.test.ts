import { describe, it, expect } from 'vitest';
import {
  count,
  duration,
  durationSoFar,
  exactCount,
  money,
  moneyAbout,
  moneyAtLeast,
  pricePerMillion,
  share,
  speed,
} from './units';

describe('money prints what unit currencyUSD prints', () => {
  it.each([
    [0, '$0'],
    [0.000012, '$0.0000120'],
    [0.00714, '$0.00714'],
    [1.24, '$1.24'],
    [12.4, '$12.4'],
    [999, '$999'],
    [999.4, '$999'],
    [1000, '$1K'],
    [1230, '$1.23K'],
    [4_560_000, '$4.56M'],
    [-0.31, '-$0.310'],
    [-1234.5, '-$1.23K'],
  ])('%d is %s', (usd, text) => expect(money(usd)).toBe(text));

  it('never prints an exponent', () => expect(money(2e-7)).toBe('$0.000000200'));
  it('says that an unknown cost is unknown, not 0', () => expect(money(null)).toBe('—'));
  it('marks a total with gaps as a lower bound', () => expect(moneyAtLeast(12.4)).toBe('≥ $12.4'));
  it('marks an estimate', () => expect(moneyAbout(1900)).toBe('≈ $1.90K'));
  it('states prices per million tokens', () => expect(pricePerMillion(0.00000025)).toBe('$0.250 / 1 M'));
});

describe('count prints what unit short prints', () => {
  it.each([
    [0, '0'],
    [640, '640'],
    [8200, '8.20 K'],
    [1_230_000, '1.23 Mil'],
    [2_000_000_000, '2 Bil'],
    [0.5, '0.500'],
  ])('%d is %s', (value, text) => expect(count(value)).toBe(text));

  it('prints exact counts with separators', () => expect(exactCount(1_234_567)).toBe('1,234,567'));
  it('says that an unknown count is unknown', () => expect(count(undefined)).toBe('—'));
});

describe('duration prints what unit ms prints', () => {
  it.each([
    [0, '0 ms'],
    [0.4, '0.400 ms'],
    [62.4, '62.4 ms'],
    [1900, '1.90 s'],
    [60_000, '1 min'],
    [64_800, '1.08 mins'],
    [7_200_000, '2 hours'],
    [90_000_000, '1.04 days'],
    [-5, '0 ms'],
  ])('%d is %s', (ms, text) => expect(duration(ms)).toBe(text));

  it('marks a running span', () => expect(durationSoFar(12_000)).toBe('12 s so far'));
});

describe('share prints what unit percentunit prints', () => {
  it.each([
    [0, '0%'],
    [0.0004, '0.0400%'],
    [0.123, '12.3%'],
    [1, '100%'],
    // As Grafana: 100 × 0.07 is 7.000000000000001.
    [0.07, '7.00%'],
  ])('%d is %s', (ratio, text) => expect(share(ratio)).toBe(text));
});

it('prints speed in tokens a second', () => expect(speed(84)).toBe('84 tok/s'));
