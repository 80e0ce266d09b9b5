import { describe, expect, it } from 'vitest';
import { describeQuery } from './describeQuery';
import type { LlmDataQuery } from './query';

describe('a query in words', () => {
  it.each<[words: string, query: LlmDataQuery]>([
    ['Calls, per interval', { refId: 'A' }],
    [
      'Cost, Calls by model, app, app = support-desk, top 10, in total',
      {
        refId: 'A',
        queryType: 'metrics',
        measures: ['cost', 'calls'],
        groupBy: ['model', 'app'],
        limit: 10,
        shape: 'total',
        filters: [{ key: 'app', value: 'support-desk' }],
      },
    ],
    [
      'Slowest 50 traces, model in (gpt-5, o3), user = unknown',
      {
        refId: 'A',
        queryType: 'traces',
        sort: 'slowest',
        filters: [
          { key: 'model', operator: 'in', values: ['gpt-5', 'o3'] },
          { key: 'user', value: '' },
        ],
      },
    ],
    ['Trace abc', { refId: 'A', queryType: 'trace', traceId: 'abc' }],
    ['One trace, no id yet', { refId: 'A', queryType: 'trace' }],
    [
      'Logs with “refund”, attributes.tier != free, newest first, at most 500',
      {
        refId: 'A',
        queryType: 'logs',
        search: 'refund',
        filters: [{ key: 'attributes.tier', operator: '!=', value: 'free' }],
      },
    ],
    [
      'Errors by model, top 5 without the rest, a minute, per 60 s, compared with a week earlier',
      {
        refId: 'A',
        queryType: 'metrics',
        measures: ['errors'],
        groupBy: ['model'],
        limit: 5,
        other: false,
        rate: 'minute',
        stepSeconds: 60,
        compare: 'week',
      },
    ],
    ['50 tools with most runs', { refId: 'A', queryType: 'tools' }],
    ['Dearest 50 users, compared with before', { refId: 'A', queryType: 'users', compare: 'previous' }],
    ['Cost by app › agent › operation › model', { refId: 'A', queryType: 'flamegraph' }],
    ['All figures of all budgets, in total', { refId: 'A', queryType: 'budgets' }],
    ['SELECT 1 FROM llm_logs', { refId: 'A', queryType: 'sql', rawSql: ' SELECT 1\n  FROM llm_logs ' }],
    ['SQL, nothing written yet', { refId: 'A', queryType: 'sql' }],
  ])('%s', (words, query) => {
    expect(describeQuery(query)).toBe(words);
  });
});
