import type { TimeRange } from '@grafana/data';
import { describe, expect, it } from 'vitest';
import { keysParams, toFindValues, valuesParams } from './tags';

const range = { from: { valueOf: () => 1000 }, to: { valueOf: () => 2000 } } as unknown as TimeRange;

describe('the question for values', () => {
  it('carries key, kind of query, range and what was typed', () => {
    expect(valuesParams({ key: 'model', queryType: 'metrics', range, search: 'gpt' })).toEqual({
      key: 'model',
      queryType: 'metrics',
      from: 1000,
      to: 2000,
      search: 'gpt',
    });
  });

  it('carries the other filters, but none on the key itself', () => {
    const filters = [
      { key: 'app', operator: '=' as const, value: 'desk' },
      { key: 'model', operator: '=' as const, value: 'gpt-5' },
    ];
    expect(valuesParams({ key: 'model', filters }).filters).toBe(
      '[{"key":"app","operator":"=","value":"desk"}]',
    );
    expect(valuesParams({ key: 'app', filters: filters.slice(0, 1) })).toEqual({ key: 'app' });
  });

  it('for keys is empty where nothing is known', () => {
    expect(keysParams()).toEqual({});
  });
});

it('shows an option by its text and sends its value', () => {
  expect(toFindValues([{ text: 'Model', value: 'model', group: 'Call' }, { text: 'gpt-5' }])).toEqual([
    { text: 'Model', value: 'model', group: 'Call' },
    { text: 'gpt-5', value: 'gpt-5' },
  ]);
});
