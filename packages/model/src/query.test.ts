import { describe, it, expect } from 'vitest';
import { QUERY_TYPES } from './choices';
import { llmQuerySchema, readQuery } from './query';

describe('defaults', () => {
  it('reads {} as calls over time', () =>
    expect(llmQuerySchema.parse({})).toEqual({
      refId: 'A',
      v: 1,
      queryType: 'metrics',
      measures: ['calls'],
      groupBy: [],
      shape: 'series',
      limit: 20,
      other: true,
      order: 'value',
      compare: 'none',
      rate: 'none',
      filters: [],
      adhocFilters: [],
    }));

  it.each([
    [
      'metrics',
      {
        measures: ['calls'],
        groupBy: [],
        shape: 'series',
        limit: 20,
        other: true,
        order: 'value',
        compare: 'none',
        rate: 'none',
      },
    ],
    ['traces', { sort: 'newest', limit: 50 }],
    ['trace', { traceId: '', content: true }],
    ['conversations', { sort: 'newest', limit: 50 }],
    ['conversation', { conversationId: '', content: true, limit: 50, offset: 0 }],
    ['users', { sort: 'dearest', compare: 'none', limit: 50 }],
    ['tools', { sort: 'most_runs', compare: 'none', limit: 50 }],
    ['models', { models: [], base: '', matched: false, intervals: true, limit: 4 }],
    ['logs', { search: '', shape: 'lines', order: 'newest', limit: 500 }],
    ['graph', { limit: 60 }],
    ['flamegraph', { value: 'cost', traceId: '', path: ['app', 'agent', 'operation', 'model'] }],
    ['heatmap', { quantity: 'duration' }],
    ['annotations', { kinds: ['releases', 'prompts', 'prices', 'models', 'error_bursts'], limit: 100 }],
    ['budgets', { budgets: [], shape: 'total', figures: [] }],
    ['sql', { rawSql: '', format: 'table' }],
  ])('%s needs nothing but its type', (queryType, defaults) =>
    expect(llmQuerySchema.parse({ queryType })).toEqual({
      refId: 'A',
      v: 1,
      filters: [],
      adhocFilters: [],
      queryType,
      ...defaults,
    }),
  );

  it('reads an empty queryType, as alert rules may store it, as metrics', () =>
    expect(llmQuerySchema.parse({ queryType: '' }).queryType).toBe('metrics'));

  it('leaves out what Grafana adds', () =>
    expect(
      llmQuerySchema.parse({ datasource: { uid: 'llm' }, datasourceId: 3, key: 'Q-1' }),
    ).not.toHaveProperty('datasourceId'));

  it('takes a filter without operator as equality', () =>
    expect(llmQuerySchema.parse({ filters: [{ key: 'model', value: 'gpt-5' }] }).filters).toEqual([
      { key: 'model', operator: '=', value: 'gpt-5' },
    ]));

  it('trims and lowers a pasted trace id', () =>
    expect(
      llmQuerySchema.parse({ queryType: 'trace', traceId: ' 0AF7651916CD43DD8448EB211C80319C\n' }),
    ).toMatchObject({
      traceId: '0af7651916cd43dd8448eb211c80319c',
    }));
});

describe('bad input is refused, with the field and what is allowed', () => {
  it.each([
    [{ queryType: 'poem' }, `queryType: expected one of ${QUERY_TYPES.join(', ')}`],
    [{ measures: ['spend'] }, /^measures\[0\]: .*"calls"\|"errors"/],
    [{ measures: [] }, /^measures: .*>=1/],
    [{ groupBy: ['colour'] }, /^groupBy\[0\]: expected one of model, .*, or attributes\.<key>/],
    [{ groupBy: ['attributes.'] }, /^groupBy\[0\]: .*attributes\.<key>/],
    [{ limit: 0 }, /^limit: .*>=1/],
    [{ limit: 5000 }, /^limit: .*<=500/],
    [{ stepSeconds: 0.5 }, /^stepSeconds: /],
    [{ v: 2 }, /^v: .*1/],
    [{ filters: [{ key: 'model', operator: '==' }] }, /^filters\[0\]\.operator: .*"=~"/],
    [{ queryType: 'sql', rawSql: 'x'.repeat(100_001) }, /^rawSql: .*100000/],
    [{ queryType: 'logs', limit: 'many' }, /^limit: /],
    ['SELECT 1', /expected object/],
    [null, /expected object/],
  ])('%j', (raw, message) => {
    const result = readQuery(raw);
    expect('problem' in result && result.problem).toEqual(
      typeof message === 'string' ? message : expect.stringMatching(message),
    );
  });

  it('names every wrong field at once', () =>
    expect(readQuery({ limit: 0, shape: 'pie' })).toEqual({
      problem: expect.stringMatching(/shape: .*; limit: /),
    }));
});
