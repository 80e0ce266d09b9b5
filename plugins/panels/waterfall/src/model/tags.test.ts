import { describe, expect, it } from 'vitest';
import { readTagFacts, readTags } from './tags';

describe('readTags', () => {
  it('reads the list that Grafana documents and drops what is no tag', () => {
    expect(readTags([{ key: 'a', value: 1 }, null, 'x', { value: 2 }])).toEqual([{ key: 'a', value: 1 }]);
  });
  it('reads a plain object', () => {
    expect(readTags({ a: 1 })).toEqual([{ key: 'a', value: 1 }]);
  });
  it('does not copy a list that is in order: large traces have a hundred thousand tags', () => {
    const tags = [{ key: 'a', value: 1 }];
    expect(readTags(tags)).toBe(tags);
  });
  it.each([null, undefined, 'text', 7])('reads nothing from %j', (value) => {
    expect(readTags(value)).toEqual([]);
  });
});

describe('readTagFacts', () => {
  it('prefers the response model to the requested one, in whatever order they come', () => {
    const request = { key: 'gen_ai.request.model', value: 'gpt-5' };
    const response = { key: 'gen_ai.response.model', value: 'gpt-5-2025-08-07' };
    expect(readTagFacts([request, response]).model).toBe('gpt-5-2025-08-07');
    expect(readTagFacts([response, request]).model).toBe('gpt-5-2025-08-07');
  });
  it('goes on to the next name when the first holds no value', () => {
    const tags = [
      { key: 'gen_ai.response.model', value: '' },
      { key: 'gen_ai.request.model', value: 'gpt-5' },
    ];
    expect(readTagFacts(tags).model).toBe('gpt-5');
  });
  it('turns seconds to the first chunk into ms', () => {
    expect(readTagFacts([{ key: 'gen_ai.response.time_to_first_chunk', value: 0.62 }]).ttftMs).toBe(620);
  });
  it.each([-1, Number.NaN, 'many', true])('does not take %j for a token count', (value) => {
    expect(readTagFacts([{ key: 'gen_ai.usage.input_tokens', value }]).inputTokens).toBeNull();
  });
  it('knows infrastructure by its namespace', () => {
    expect(readTagFacts([{ key: 'db.system', value: 'redis' }]).infrastructure).toBe('database');
    expect(readTagFacts([{ key: 'dbt.model', value: 'x' }]).infrastructure).toBeNull();
  });
  it('calls a query over HTTP a query, in whatever order the tags come', () => {
    const tags = [
      { key: 'http.request.method', value: 'POST' },
      { key: 'db.system.name', value: 'elasticsearch' },
    ];
    expect(readTagFacts(tags).infrastructure).toBe('database');
    expect(readTagFacts(tags.toReversed()).infrastructure).toBe('database');
  });
});
