import { describe, expect, it } from 'vitest';
import { dataSourceUrl, exploreUrl } from './links';

describe('the way to Explore', () => {
  it('carries data source, query and range', () => {
    const url = new URL(exploreUrl('llm', { queryType: 'traces', sort: 'newest' }), 'http://grafana.example');
    expect(url.pathname).toBe('/explore');
    expect(url.searchParams.get('schemaVersion')).toBe('1');
    expect(JSON.parse(url.searchParams.get('panes') ?? '')).toEqual({
      llm: {
        datasource: 'llm',
        queries: [
          {
            refId: 'A',
            datasource: { uid: 'llm', type: 'llmobservatory-llm-datasource' },
            queryType: 'traces',
            sort: 'newest',
          },
        ],
        range: { from: 'now-24h', to: 'now' },
      },
    });
  });
});

it('a uid can not change the address it stands in', () => {
  expect(dataSourceUrl('a/../b')).toBe('/connections/datasources/edit/a%2F..%2Fb');
});
