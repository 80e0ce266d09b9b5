import { describe, expect, it } from 'vitest';
import { fromGrafanaLink, readAddress, writeAddress } from './address';
import type { Address } from './address';

const START = readAddress('');
const explore = (query: object) =>
  `/explore?schemaVersion=1&panes=${encodeURIComponent(JSON.stringify({ a: { queries: [query] } }))}`;

describe('the address of the workbench', () => {
  it('starts with the list of traces, dark, of the last day', () => {
    expect(START).toEqual({
      view: 'traces',
      theme: 'dark',
      trace: null,
      query: null,
      panel: null,
      options: null,
      hours: 24,
      size: null,
    });
    expect(writeAddress(START)).toBe('/workbench');
  });

  it('comes back as it was written', () => {
    const address: Address = {
      view: 'query',
      theme: 'light',
      trace: 'a1',
      query: '{"a":"&"}',
      panel: 'x-panel',
      options: '{"shape":"icicle"}',
      hours: 168,
      size: '200x150',
    };
    expect(readAddress(new URL(writeAddress(address), 'http://x').search)).toEqual(address);
  });

  it('takes nonsense for the default', () => {
    expect(readAddress('?view=x&theme=x&hours=-1&size=large')).toEqual(START);
  });
});

describe('fromGrafanaLink', () => {
  it('opens a trace of Explore in the waterfall', () => {
    expect(fromGrafanaLink(explore({ queryType: 'trace', traceId: 'a1' }), START)).toMatchObject({
      view: 'traces',
      trace: 'a1',
    });
  });
  it('opens any other query in the query editor', () => {
    const query = { queryType: 'logs' };
    expect(fromGrafanaLink(explore(query), START)).toMatchObject({
      view: 'query',
      query: JSON.stringify(query),
    });
  });
  it('survives an address that is cut off', () => {
    expect(fromGrafanaLink('/explore?panes=%7B', START)).toMatchObject({ view: 'query', query: null });
  });
  it('knows the app and the data source, and nothing else of Grafana', () => {
    expect(fromGrafanaLink('/a/llmobservatory-llm-app/get-started', START)?.view).toBe('app');
    expect(fromGrafanaLink('/connections/datasources/edit/llm', START)?.view).toBe('config');
    expect(fromGrafanaLink('/dashboard/new', START)).toBeNull();
  });
});
