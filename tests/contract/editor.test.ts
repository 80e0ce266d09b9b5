/** What the editor offers and writes for people, held against the backend: every key, every line of SQL. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filterKeys } from '../../backend/src/query/plan/conditions';
import { context, queriesOn, valuesOf } from '../../backend/src/query/testing';
import { keyChoices } from '../../plugins/datasource/src/filterKeys';
import type { AnyQuery } from '../../plugins/datasource/src/query';
import { builderSql, MEASURE_SQL } from '../../plugins/datasource/src/sql/builderSql';
import { EXAMPLES } from '../../plugins/datasource/src/sql/examples';
import { openTestDatabase, type TestDatabase } from '../engines';
import { fill } from './rows';

it.each(['metrics', 'traces', 'logs', 'spans'] as const)(
  'the keys that are offered for %s are those that the backend filters by',
  (target) => {
    expect(
      keyChoices(target)
        .map(({ value }) => value)
        .sort(),
    ).toEqual(filterKeys(target).sort());
  },
);

describe('SQL that the editor writes', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase('embedded');
    await fill(database);
  }, 120_000);
  afterAll(() => database?.dispose());

  const answer = async (query: object) => {
    const [frame] = await queriesOn(database.engine).run({ refId: 'A', ...query }, context());
    return valuesOf(frame);
  };

  it.each(EXAMPLES.map((example) => [example.name, example] as const))(
    'as the example "%s" finds something',
    async (_, { sql, format }) => {
      expect(Object.keys(await answer({ queryType: 'sql', rawSql: sql, format })).length).toBeGreaterThan(1);
    },
  );

  it.each(Object.keys(MEASURE_SQL))('gives the same %s as the builder', async (measure) => {
    const query = {
      refId: 'A',
      queryType: 'metrics',
      measures: [measure],
      groupBy: ['provider'],
      shape: 'total',
    };
    const rawSql = builderSql(query as AnyQuery);
    const [built, written] = [await answer(query), await answer({ queryType: 'sql', rawSql })];
    const byProvider = (values: Record<string, unknown[]>) =>
      Object.fromEntries((values.provider ?? []).map((name, row) => [name, rounded(values[measure]?.[row])]));
    expect(Object.keys(byProvider(built)).sort()).toEqual(['anthropic', 'openai']);
    expect(byProvider(written)).toEqual(byProvider(built));
  });

  it.each([
    { key: 'app', operator: '=', value: 'support-desk' },
    { key: 'model', operator: '!=', value: 'gpt-5' },
    { key: 'model', operator: '=~', value: '^gpt' },
    { key: 'model', operator: '!~', value: '^gpt' },
    { key: 'model', operator: 'in', values: ['gpt-5', 'o3'] },
    { key: 'model', operator: 'not in', values: ['gpt-5', 'o3'] },
    { key: 'model', operator: 'contains', value: 'CLAUDE' },
    { key: 'model', operator: 'search', value: 'claude 4' },
    { key: 'cost', operator: '>', value: '0.0001' },
    { key: 'error', operator: '=', value: '' },
  ])('keeps the calls that the builder keeps where $key $operator $value$values', async (filter) => {
    const query = { refId: 'A', queryType: 'metrics', shape: 'total', filters: [filter] };
    const rawSql = builderSql(query as AnyQuery);
    const [built, written] = [await answer(query), await answer({ queryType: 'sql', rawSql })];
    expect(rounded(written.calls?.[0])).toBe(rounded(built.calls?.[0]));
  });

  it('names what it had to leave out', () => {
    const rawSql = builderSql({
      refId: 'A',
      queryType: 'metrics',
      measures: ['retries'],
      filters: [{ key: 'tool', operator: '=', value: 'x' }],
    });
    expect(rawSql.split('\n')[0]).toBe('-- Left out, because it has no column here: retries, tool');
  });
});

/** One way counts in floats, the other in decimals. */
const rounded = (value: unknown): number | null =>
  value === null || value === undefined ? null : Number(Number(value).toPrecision(9));
