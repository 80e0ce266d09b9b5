import { llmQuerySchema, type QueryType } from '@llmobservatory/model';
import { describe, expect, it } from 'vitest';
import {
  defaultQuery,
  LOGS_DEFAULTS,
  METRICS_DEFAULTS,
  SQL_DEFAULTS,
  TRACE_DEFAULTS,
  TRACES_DEFAULTS,
} from './defaults';

const OURS: Record<QueryType, object> = {
  metrics: METRICS_DEFAULTS,
  traces: TRACES_DEFAULTS,
  trace: TRACE_DEFAULTS,
  logs: LOGS_DEFAULTS,
  sql: SQL_DEFAULTS,
};

describe('the defaults of the editor', () => {
  it.each(Object.keys(OURS) as QueryType[])('are those of the backend for %s', (queryType) => {
    expect(llmQuerySchema.parse({ queryType })).toMatchObject(OURS[queryType]);
  });
});

describe('a new query', () => {
  it.each([
    ['explore', { queryType: 'traces' }],
    ['unified-alerting', { queryType: 'metrics', measures: ['error_rate'] }],
    ['panel-editor', { queryType: 'metrics', measures: ['calls', 'cost'] }],
  ])('begins in %s with what is asked there most', (app, expected) => {
    expect(defaultQuery(app)).toMatchObject(expected);
    expect(llmQuerySchema.safeParse(defaultQuery(app)).success).toBe(true);
  });
});
