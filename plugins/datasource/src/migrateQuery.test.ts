import { describe, expect, it } from 'vitest';
import { migrateQuery } from './migrateQuery';
import type { LlmDataQuery } from './query';

describe('a stored query', () => {
  it('keeps its kind and all it says', () => {
    const stored: LlmDataQuery = { refId: 'A', queryType: 'traces', sort: 'slowest', limit: 5 };
    expect(migrateQuery(stored)).toEqual({ ...stored, v: 1 });
  });

  it('without a kind asks for figures, as the backend reads it', () => {
    expect(migrateQuery({ refId: 'A' })).toEqual({ refId: 'A', v: 1, queryType: 'metrics' });
  });

  it('of a kind nobody knows is shown as figures', () => {
    const foreign = { refId: 'A', queryType: 'constructor' } as unknown as LlmDataQuery;
    expect(migrateQuery(foreign)).toMatchObject({ queryType: 'metrics' });
  });

  it('that comes from a trace link of another data source opens that trace', () => {
    const fromLoki = { refId: 'A', queryType: undefined, query: '0af7651916cd43dd8448eb211c80319c' };
    expect(migrateQuery(fromLoki)).toEqual({
      refId: 'A',
      v: 1,
      queryType: 'trace',
      traceId: '0af7651916cd43dd8448eb211c80319c',
    });
  });
});
