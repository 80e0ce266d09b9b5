import type { DisplayProcessor, Field } from '@grafana/data';
import { describe, expect, it } from 'vitest';
import { formatOf } from './valueFormat';

const display = ((value: number) => ({
  prefix: '<',
  text: String(value),
  suffix: '>',
  numeric: value,
})) as DisplayProcessor;
const field = (name: string, config: Field['config'] = {}): Field => ({
  name,
  type: 'number' as Field['type'],
  config,
  values: [],
  display,
});

describe('formatOf the main number', () => {
  it.each(['cost', 'Cost', 'cost_usd', 'total_cost_usd'])('prints %s without a unit as money', (name) => {
    expect(formatOf('value', field(name))).toMatchObject({ isMoney: true });
    expect(formatOf('value', field(name)).short(12.403)).toBe('$12.4');
  });

  it.each(['value', 'used'])('prints %s without a unit as Grafana does', (name) => {
    const format = formatOf('value', field(name));
    expect(format.isMoney).toBe(false);
    expect(format.short(5)).toBe('<5>');
  });

  it('prints US dollars as money, whatever the name', () => {
    expect(formatOf('value', field('used', { unit: 'currencyUSD' })).short(0.00714)).toBe('$0.00714');
  });

  it('leaves other units to Grafana', () => {
    const format = formatOf('value', field('cost', { unit: 'currencyEUR' }));
    expect(format.isMoney).toBe(false);
    expect([format.short(5), format.exact(5)]).toEqual(['<5>', '<5>']);
  });

  it('obeys decimals that somebody has set', () => {
    expect(formatOf('value', field('cost', { unit: 'currencyUSD', decimals: 2 })).short(5)).toBe('<5>');
  });

  it.each([
    [12.4031184, '$12.4031184'],
    [0.1 + 0.2, '$0.3'],
    [0.000000000001, '$0.000000000001'],
    [1234567.891, '$1,234,567.891'],
    [-0.31, '-$0.31'],
    [0, '$0'],
  ])('prints %d exactly as %s', (value, text) => {
    expect(formatOf('value', field('cost')).exact(value)).toBe(text);
  });

  it.each<[name: string, config: Field['config'], label: string]>([
    ['cost', {}, 'Cost'],
    ['total_cost_usd', {}, 'Total cost usd'],
    ['cost', { displayNameFromDS: 'Cost in USD' }, 'Cost in USD'],
    ['cost', { displayNameFromDS: 'Cost', displayName: 'Bill' }, 'Bill'],
  ])('calls %s with %j "%s"', (name, config, label) => {
    expect(formatOf('value', field(name, config)).label).toBe(label);
  });

  it('counts where Grafana has prepared nothing', () => {
    expect(formatOf('value', { ...field('used'), display: undefined }).short(8200)).toBe('8.20 K');
  });
});

describe('formatOf tokens and calls', () => {
  it('counts them, whatever the unit of the main number', () => {
    const tokens = formatOf('tokens', field('cost', { unit: 'currencyUSD' }));
    expect([tokens.label, tokens.short(8200), tokens.exact(8200)]).toEqual(['Tokens', '8.20 K', '8,200']);
    expect(formatOf('calls', field('cost')).label).toBe('Calls');
  });
});
