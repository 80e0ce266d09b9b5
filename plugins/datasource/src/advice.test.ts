import type { Field } from '@grafana/data';
import { describe, expect, it } from 'vitest';
import { advice } from './advice';

const cost = (values: (number | null)[]) => ({
  refId: 'A',
  length: values.length,
  fields: [{ name: 'cost', type: 'number', config: { unit: 'currencyUSD' }, values } as Field],
});

describe('advice on SQL', () => {
  it.each<[sql: string, id: string | undefined]>([
    ['SELECT count(*) FROM llm_metrics', 'sql-without-time'],
    ['SELECT count(*) FROM llm_metrics WHERE $__timeFilter(ts)', undefined],
    ["SELECT count(*) FROM llm_metrics WHERE ts > now() - interval '1 hour'", undefined],
    ['SELECT 1', undefined],
  ])('%s → %s', (rawSql, id) => {
    expect(advice({ refId: 'A', queryType: 'sql', rawSql }, [])?.id).toBe(id);
  });
});

describe('advice on cost', () => {
  const query = { refId: 'A', queryType: 'metrics' as const };

  it('comes when no cost is known, never when one is', () => {
    expect(advice(query, [cost([null, null])])?.id).toBe('cost-unknown');
    expect(advice(query, [cost([null, 0.1])])).toBeUndefined();
    expect(advice(query, [cost([])])).toBeUndefined();
  });

  it('is about the query that was asked', () => {
    expect(advice({ ...query, refId: 'B' }, [cost([null])])).toBeUndefined();
  });
});
