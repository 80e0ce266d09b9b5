import { describe, expect, it } from 'vitest';
import { changeType } from './changeType';

describe('another kind of query', () => {
  it('keeps filters and what was chosen, for the way back', () => {
    const filters = [{ key: 'app', value: 'support-desk' }];
    const traces = changeType({ refId: 'A', queryType: 'metrics', measures: ['cost'], filters }, 'traces');
    expect(traces).toEqual({ refId: 'A', queryType: 'traces', measures: ['cost'], filters });
    expect(changeType(traces, 'metrics')).toMatchObject({ measures: ['cost'], filters });
  });

  it('drops the limit: 5000 lines of logs would be refused as 5000 groups', () => {
    expect(changeType({ refId: 'A', queryType: 'logs', limit: 5000 }, 'metrics')).not.toHaveProperty('limit');
  });

  it('as SQL begins with an example that runs, and keeps SQL that is there', () => {
    expect(changeType({ refId: 'A', queryType: 'metrics' }, 'sql')).toMatchObject({
      rawSql: expect.stringContaining('$__timeFilter(ts)') as string,
    });
    expect(changeType({ refId: 'A', queryType: 'sql', rawSql: 'SELECT 1' }, 'sql')).toMatchObject({
      rawSql: 'SELECT 1',
    });
  });
});
