import type { Field } from '@grafana/data';
import { describe, expect, it } from 'vitest';
import { measureOf } from './measures';
import { exact, printOf, printRange, spoken } from './numbers';

const field = (config: Field['config'], display?: Field['display']): Field => ({
  name: 'x',
  type: 'number' as Field['type'],
  config,
  values: [],
  display,
});

describe('printOf', () => {
  it.each([
    ['cost_per_call', 0.0092, '$0.00920'],
    ['duration_p95', 5100, '5.10 s'],
    ['error_rate', 0.072, '7.20%'],
    ['tokens_per_second', 84.123, '84.1 tok/s'],
    ['input_tokens_per_call', 8200, '8.20 K'],
    ['score_helpful', 0.8123, '0.812'],
    ['seats', 12_345.6, '12,346'],
  ])('prints %s', (id, value, text) => expect(printOf(measureOf(id))(value)).toBe(text));

  it('says that an unknown value is unknown', () => expect(printOf(measureOf('cost'))(null)).toBe('—'));

  it('prints as the field does where somebody chose decimals or another unit', () => {
    const display = (value: unknown) => ({ text: Number(value).toFixed(1), numeric: 0, suffix: ' B' });
    expect(printOf(measureOf('cost', { unit: 'bytes' }), field({ unit: 'bytes' }, display))(2)).toBe('2.0 B');
    expect(printOf(measureOf('cost'), field({ decimals: 1 }, display))(2)).toBe('2.0 B');
    expect(printOf(measureOf('cost'), field({}, display))(2)).toBe('$2');
  });
});

it('prints both ends of an interval', () => {
  expect(printRange({ lo: 0.004, hi: 0.0043 }, printOf(measureOf('cost_per_call')))).toBe(
    '$0.00400–$0.00430',
  );
});

describe('exact', () => {
  it.each([
    ['cost_per_call', 0.071757649903, '$0.071757649903'],
    ['cost_per_call', -1.5, '-$1.5'],
    ['duration_p95', 3582.961, '3,582.96 ms'],
    ['error_rate', 0.0123456789, '1.23457%'],
    ['score_helpful', 0.8123456, '0.8123456'],
  ])('of %s %d is %s', (id, value, text) => expect(exact(value, measureOf(id))).toBe(text));
});

describe('spoken', () => {
  it.each([
    ['$0.00920', '0.00920 dollars'],
    ['≥ $12.4', 'at least 12.4 dollars'],
    ['$1.23K', '1.23 thousand dollars'],
    ['5.10 s', '5.10 seconds'],
    ['620 ms', '620 milliseconds'],
    ['7.20%', '7.20 percent'],
    ['84 tok/s', '84 tokens per second'],
    ['8.20 K', '8.20 thousand'],
    ['-3', 'minus 3'],
    ['—', 'unknown'],
  ])('%s is read out as "%s"', (printed, words) => expect(spoken(printed)).toBe(words));
});
