import { describe, expect, it } from 'vitest';
import { tracesUrl } from './tracesUrl';
import type { Counted } from './tracesUrl';

const COUNTED: Counted = {
  datasource: { uid: 'llm', type: 'llmobservatory-llm-datasource' },
  filters: [{ key: 'environment', operator: '=', value: 'prod' }],
  range: { from: 'now-7d', to: 'now' },
};

const panes = (url: string) =>
  JSON.parse(new URL(url, 'http://grafana').searchParams.get('panes') ?? '') as Record<string, unknown>;

describe('tracesUrl', () => {
  it('asks for traces with the filters of the query and of the part, in the same range', () => {
    const url = tracesUrl(COUNTED, [{ key: 'app', operator: '=', value: 'a&b = "c"' }]);
    expect(new URL(url, 'http://grafana').pathname).toBe('/explore');
    expect(panes(url)).toEqual({
      traces: {
        datasource: 'llm',
        queries: [
          {
            refId: 'A',
            datasource: COUNTED.datasource,
            queryType: 'traces',
            filters: [
              { key: 'call.environment', operator: '=', value: 'prod' },
              { key: 'call.app', operator: '=', value: 'a&b = "c"' },
            ],
          },
        ],
        range: { from: 'now-7d', to: 'now' },
      },
    });
  });

  it('says a filter once that the dashboard has already', () => {
    const url = tracesUrl(COUNTED, [{ key: 'environment', operator: '=', value: 'prod' }]);
    expect(panes(url)).toMatchObject({
      traces: { queries: [{ filters: [{ key: 'call.environment', operator: '=', value: 'prod' }] }] },
    });
  });

  it.each([['attributes.http.route'], ['content'], ['call.app']])('leaves the key %s as it is', (key) => {
    expect(panes(tracesUrl(COUNTED, [{ key, operator: '=', value: 'x' }]))).toMatchObject({
      traces: { queries: [{ filters: [{}, { key }] }] },
    });
  });
});
