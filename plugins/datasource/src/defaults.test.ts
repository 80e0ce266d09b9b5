import { llmQuerySchema, QUERY_TYPES } from '@llmobservatory/model';
import { describe, expect, it } from 'vitest';
import { defaultQuery } from './defaults';

describe('a new query', () => {
  it.each([
    ['explore', { queryType: 'traces' }],
    ['unified-alerting', { queryType: 'metrics', measures: ['error_rate'] }],
    ['panel-editor', { queryType: 'metrics', measures: ['calls', 'cost'] }],
  ])('begins in %s with what is asked there most', (app, expected) => {
    expect(defaultQuery(app)).toMatchObject(expected);
    expect(llmQuerySchema.safeParse(defaultQuery(app)).success).toBe(true);
  });

  it.each(QUERY_TYPES)(
    'can be laid below a query of type %s, as Grafana does when it runs one',
    (queryType) => {
      for (const app of ['explore', 'unified-alerting', 'panel-editor'])
        expect(llmQuerySchema.safeParse({ ...defaultQuery(app), queryType }).success).toBe(true);
    },
  );
});
