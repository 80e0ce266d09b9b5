import type { DataQueryRequest, SupplementaryQueryType } from '@grafana/data';
import { llmQuerySchema } from '@llmobservatory/model';
import { describe, expect, it } from 'vitest';
import type { LlmDataQuery } from '../query';
import { contextQuestion } from './context';
import { volumeQuery, volumeRequest, withoutEmptyVolumes } from './supplementary';

const VOLUME = 'LogsVolume' as SupplementaryQueryType.LogsVolume;
const ofLogs: LlmDataQuery = {
  refId: 'A',
  queryType: 'logs',
  search: 'refund',
  filters: [{ key: 'app', value: 'x' }],
};

describe('the volume of logs', () => {
  it('is asked for with the same search and filters, under a name that leads back to the query', () => {
    const asked = volumeQuery({ type: VOLUME }, ofLogs);
    expect(asked).toEqual({ ...ofLogs, v: 1, refId: 'log-volume-A', shape: 'volume' });
    expect(llmQuerySchema.safeParse(asked).success).toBe(true);
  });

  it.each<[why: string, query: LlmDataQuery]>([
    ['other kinds', { refId: 'A', queryType: 'traces' }],
    ['hidden queries', { ...ofLogs, hide: true }],
    ['a query that is the volume already', { ...ofLogs, shape: 'volume' }],
  ])('is not asked for %s', (_, query) => {
    expect(volumeQuery({ type: VOLUME }, query)).toBeUndefined();
  });

  it('is no request at all when no query has logs', () => {
    const request = (targets: LlmDataQuery[]) =>
      ({ requestId: 'x', targets }) as DataQueryRequest<LlmDataQuery>;
    expect(volumeRequest(VOLUME, request([{ refId: 'A', queryType: 'traces' }]))).toBeUndefined();
    expect(volumeRequest(VOLUME, request([{ refId: 'A', queryType: 'traces' }, ofLogs]))).toMatchObject({
      requestId: 'x',
      targets: [{ refId: 'log-volume-A' }],
    });
  });
});

it('an empty volume is no frame, an empty answer of another query stays one', () => {
  const empty = (refId: string) => ({ refId, fields: [], length: 0 });
  expect(withoutEmptyVolumes({ data: [empty('log-volume-A'), empty('A')] }).data).toEqual([empty('A')]);
});

describe('the context of a log line', () => {
  const row = { timeEpochMs: 1_000_000_000, uid: 'A_7', labels: { app: 'support-desk', tier: 'free' } };
  const direction = (text: string) => text as never;

  it('before it is the newest lines of the same app up to it', () => {
    expect(
      contextQuestion(row, { direction: direction('BACKWARD'), limit: 10, timeWindowMs: 60_000 }),
    ).toEqual({
      query: {
        refId: 'log-context-A_7-before',
        queryType: 'logs',
        filters: [{ key: 'app', operator: '=', value: 'support-desk' }],
        order: 'newest',
        limit: 10,
      },
      from: 999_940_000,
      to: 1_000_000_001,
    });
  });

  it('after it is the oldest lines from it on', () => {
    expect(contextQuestion(row, { direction: direction('FORWARD'), timeWindowMs: 60_000 })).toMatchObject({
      query: { order: 'oldest' },
      from: 1_000_000_000,
      to: 1_000_060_000,
    });
  });
});
