import { describe, expect, it } from 'vitest';
import { isRunnable } from './isRunnable';
import type { LlmDataQuery } from './query';

describe('a query is sent', () => {
  it.each<[why: string, query: LlmDataQuery, sent: boolean]>([
    ['when it says nothing at all: the backend has defaults', { refId: 'A' }, true],
    ['unless it is hidden', { refId: 'A', hide: true }, false],
    ['as figures with a measure', { refId: 'A', queryType: 'metrics', measures: ['cost'] }, true],
    ['not as figures without any', { refId: 'A', queryType: 'metrics', measures: [] as never }, false],
    ['as one trace with an id', { refId: 'A', queryType: 'trace', traceId: '${traceId}' }, true],
    ['not as one trace without', { refId: 'A', queryType: 'trace', traceId: ' ' }, false],
    ['as SQL with text', { refId: 'A', queryType: 'sql', rawSql: 'SELECT 1' }, true],
    ['not as SQL without', { refId: 'A', queryType: 'sql', rawSql: '\n' }, false],
    ['as traces and logs always', { refId: 'A', queryType: 'logs' }, true],
  ])('%s', (_, query, sent) => {
    expect(isRunnable(query)).toBe(sent);
  });
});
