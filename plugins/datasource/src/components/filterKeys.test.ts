import { describe, expect, it } from 'vitest';
import { groupOptions, keyOptions } from './filterKeys';

const ids = (options: readonly { value: string }[]) => options.map(({ value }) => value);

describe('keys of filters', () => {
  it('are those that the kind of query has', () => {
    expect(ids(keyOptions('logs'))).toEqual(expect.arrayContaining(['app', 'severity', 'trace']));
    expect(ids(keyOptions('logs'))).not.toContain('model');
    expect(ids(keyOptions('metrics'))).toEqual(expect.arrayContaining(['model', 'cost']));
    expect(ids(keyOptions('metrics'))).not.toContain('severity');
  });

  it('of traces include those of their calls', () => {
    expect(ids(keyOptions('traces'))).toEqual(expect.arrayContaining(['model', 'user', 'errors']));
  });

  it('do not exist for one trace and for SQL', () => {
    expect([keyOptions('trace'), keyOptions('sql')]).toEqual([[], []]);
  });
});

it('figures are grouped by dimensions of calls, never by quantities', () => {
  expect(ids(groupOptions())).toEqual(expect.arrayContaining(['model', 'app', 'user']));
  expect(ids(groupOptions())).not.toEqual(expect.arrayContaining(['cost']));
  expect(ids(groupOptions())).not.toEqual(expect.arrayContaining(['severity']));
});
